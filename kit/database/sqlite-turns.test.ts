import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';
import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { sqliteDatabases } from '../../test/support/databases.js';
import { openDatabase, type Database } from './database.js';

class CreateThing1700000000001 implements MigrationInterface {
  readonly name = 'CreateThing1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(new Table({ name: 'thing', columns: [{ name: 'id', type: 'int', isPrimary: true }] }));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('thing');
  }
}

class Break1700000000002 implements MigrationInterface {
  readonly name = 'Break1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE other (id INT)');
    await runner.query('INSERT INTO absent VALUES (1)');
  }

  async down(): Promise<void> {}
}

const openUrl = sqliteDatabases();
let url: string;
let opened: Database[];
const open = async (migrations = [CreateThing1700000000001] as (new () => MigrationInterface)[]) => {
  const database = await openDatabase({ name: 'things', url, entities: [], migrations });
  opened.push(database);
  return database;
};

beforeEach(async () => {
  url = await openUrl();
  opened = [];
});
afterEach(async () => {
  for (const database of opened) await database.close();
});

describe('migrate()', () => {
  test('of several processes at once is done by one of them', async () => {
    const databases = [await open(), await open(), await open()];
    const applied = await Promise.all(databases.map((database) => database.migrate()));
    expect(applied.flat()).toEqual(['CreateThing1700000000001']);
  });

  test('waits until another process has written', async () => {
    const database = await open();
    const other = new Sqlite(url.slice('sqlite:'.length));
    other.exec('BEGIN IMMEDIATE');
    const migrated = database.migrate();
    expect(await Promise.race([migrated, sleep(200)])).toBeUndefined();
    other.exec('COMMIT');
    expect(await migrated).toEqual(['CreateThing1700000000001']);
    other.close();
  });

  test('does not wait when there is nothing to do', async () => {
    const database = await open();
    await database.migrate();
    const other = new Sqlite(url.slice('sqlite:'.length));
    other.exec('BEGIN IMMEDIATE');
    expect(await database.migrate()).toEqual([]);
    other.close();
  });

  test('leaves nothing of any migration when one of them fails', async () => {
    const database = await open([CreateThing1700000000001, Break1700000000002]);
    await expect(database.migrate()).rejects.toThrow('no such table: absent');
    expect(await database.read.query("SELECT name FROM sqlite_master WHERE type = 'table'")).toEqual([]);
    expect(await (await open()).migrate()).toEqual(['CreateThing1700000000001']);
  });
});

test('write() to a full disk is DISK_FULL, changes nothing, and is possible again when there is room', async () => {
  const database = await open();
  await database.migrate();
  const full = database.write(async (manager) => {
    await manager.query('PRAGMA max_page_count = 1');
    await manager.query(
      'WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 100000) INSERT INTO thing SELECT id FROM n',
    );
  });
  await expect(full).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(await database.read.query('SELECT COUNT(*) AS count FROM thing')).toEqual([{ count: 0 }]);
  await database.write((manager) => manager.query('PRAGMA max_page_count = 1000'));
  await database.write((manager) => manager.query('INSERT INTO thing VALUES (1)'));
  expect(await database.read.query('SELECT COUNT(*) AS count FROM thing')).toEqual([{ count: 1 }]);
});
