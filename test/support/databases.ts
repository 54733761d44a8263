import { afterAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** Gives the URL of a fresh, empty database, which is dropped when the tests around it have ended. */
export type OpenUrl = () => Promise<string>;

type Suite = (openUrl: OpenUrl, kind: 'sqlite' | 'mysql') => void;

/**
 * Runs the tests of `suite` on SQLite and on MariaDB or MySQL. Without such a server its half is skipped with the
 * reason in its name, or fails where `JOINERY_REQUIRE_MYSQL=1`.
 */
export function eachDatabase(suite: Suite): void {
  describe('on SQLite', () => suite(sqliteDatabases(), 'sqlite'));
  eachMysql(suite);
}

/** As `eachDatabase`, on MariaDB or MySQL only. */
export function eachMysql(suite: Suite): void {
  const serverUrl = process.env['JOINERY_TEST_MYSQL_URL'];
  if (serverUrl) {
    describe('on MySQL', () => suite(mysqlDatabases(serverUrl), 'mysql'));
    return;
  }
  const reason = process.env['JOINERY_TEST_MYSQL_MISSING'] ?? 'no server was looked for';
  if (process.env['JOINERY_REQUIRE_MYSQL'] === '1') {
    test('on MySQL', () => expect(`no server: ${reason}`).toBe('a server'));
  } else {
    describe.skip(`on MySQL: skipped, ${reason}`, () => suite(async () => '', 'mysql'));
  }
}

/** Makes SQLite databases in a temporary folder, removed after the tests of the enclosing block. */
export function sqliteDatabases(): OpenUrl {
  let folder: string | undefined;
  let count = 0;
  afterAll(async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  });
  return async () => {
    folder ??= mkdtempSync(join(tmpdir(), 'joinery-test-'));
    return `sqlite:${join(folder, `${count++}.sqlite`)}`;
  };
}

/** Makes databases on a MySQL server, dropped after the tests of the enclosing block. */
function mysqlDatabases(serverUrl: string): OpenUrl {
  const names: string[] = [];
  const query = async (sql: string) => {
    const connection = await createConnection({ uri: new URL('/', serverUrl).href });
    await connection.query(sql).finally(() => connection.end());
  };
  afterAll(async () => {
    for (const name of names) await query(`DROP DATABASE IF EXISTS ${name}`);
  });
  return async () => {
    const name = `joinery_test_${randomBytes(6).toString('hex')}`;
    await query(`CREATE DATABASE ${name}`);
    names.push(name);
    return new URL(`/${name}`, serverUrl).href;
  };
}
