import { describe, expect, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { findMysqlServer, startThrowaway } from '../support/mysql-server.js';

const hasServer = process.env['JOINERY_TEST_MYSQL_URL'] !== undefined;

(hasServer ? describe : describe.skip)('a throwaway MariaDB', () => {
  test('startThrowaway() starts one that is gone after stop()', async () => {
    const found = await startThrowaway();
    if (!('server' in found)) {
      // A machine may have a server of its own and no MariaDB to start another.
      expect(found.missing).toMatch(/ENOENT/);
      return;
    }
    const connection = await createConnection(found.server.url);
    const [rows] = await connection.query('SELECT 1 AS one');
    expect(rows).toEqual([{ one: 1 }]);
    await connection.end();
    await found.server.stop();
    await expect(createConnection(found.server.url)).rejects.toThrow(/ECONNREFUSED/);
  });
});

test('findMysqlServer() says why a given server cannot be used', async () => {
  expect(await findMysqlServer('mysql://root@127.0.0.1:1/')).toEqual({
    missing: 'JOINERY_TEST_MYSQL_URL does not answer (ECONNREFUSED)',
  });
});
