import { expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { sqliteDatabases } from '../../test/support/databases.js';
import { openDatabase } from './database.js';

const openUrl = sqliteDatabases();

test('write() keeps other processes from writing between what it reads and what it writes', async () => {
  const url = await openUrl();
  const database = await openDatabase({ name: 'things', url, entities: [], migrations: [] });
  const other = new Sqlite(url.slice('sqlite:'.length), { timeout: 0 });
  other.exec('CREATE TABLE thing (id TEXT)');
  await database.write(async (manager) => {
    await manager.query('SELECT * FROM thing');
    expect(() => other.exec("INSERT INTO thing VALUES ('other')")).toThrow('database is locked');
    await manager.query("INSERT INTO thing VALUES ('own')");
  });
  other.exec("INSERT INTO thing VALUES ('other')");
  expect(await database.read.query('SELECT id FROM thing ORDER BY id')).toEqual([{ id: 'other' }, { id: 'own' }]);
  other.close();
  await database.close();
});
