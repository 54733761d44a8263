import { expect, test } from '@jest/globals';
import { Column, Entity, PrimaryColumn, Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, PRIMARY } from '../../kit/database/columns.js';
import { openDatabase } from '../../kit/database/database.js';
import { eachDatabase } from '../support/databases.js';

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
