import { expect, test } from '@jest/globals';
import { Column, Entity, PrimaryColumn, Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, PRIMARY } from '../../kit/database/columns.js';
import { openDatabase } from '../../kit/database/database.js';
import { eachDatabase, eachMysql } from '../support/databases.js';

@Entity('thing')
class Thing {
  @PrimaryColumn({ type: 'varchar', length: 16 }) id!: string;
  @Column({ type: 'int' }) amount!: number;
}

class CreateThing1700000000001 implements MigrationInterface {
  readonly name = 'CreateThing1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    const { text, integer } = columnsFor(runner);
    await runner.createTable(new Table({ name: 'thing', columns: [text('id', 16, PRIMARY), integer('amount')] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('thing');
  }
}

const options = { name: 'things', entities: [Thing], migrations: [CreateThing1700000000001] };

eachMysql((openUrl) => {
  test('openDatabase() of a database that there is not says to make it, and of a wrong user to correct it', async () => {
    const missing = new URL(await openUrl());
    missing.pathname += '_missing';
    await expect(openDatabase({ ...options, url: missing.href })).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      detail: expect.stringMatching(/\(ER_BAD_DB_ERROR\)\. Make the database/),
    });
    const stranger = new URL(await openUrl());
    stranger.username = 'nobody_of_here';
    stranger.password = 'hidden';
    await expect(openDatabase({ ...options, url: stranger.href })).rejects.toMatchObject({
      code: 'DATABASE_UNREACHABLE',
      detail: expect.stringMatching(/\(ER_ACCESS_DENIED[A-Z_]*\)\. Correct user and password/),
    });
  });
});

eachDatabase((openUrl) => {
  test('openUrl() gives a database that is empty and its own each time', async () => {
    const first = await openDatabase({ ...options, url: await openUrl() });
    const second = await openDatabase({ ...options, url: await openUrl() });
    expect(await first.migrate()).toEqual(['CreateThing1700000000001']);
    await first.write((manager) => manager.insert(Thing, { id: 'a', amount: 1 }));
    expect(await second.migrate()).toEqual(['CreateThing1700000000001']);
    expect(await second.read.getRepository(Thing).count()).toBe(0);
    await first.close();
    await second.close();
  });
});
