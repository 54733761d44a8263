import { findMysqlServer } from './mysql-server.ts';

/** Finds a MySQL server once for all test files, which run in processes of their own, and tells them by the environment. */
// Jest takes these two functions by default export only.
export default async function setup() {
  const found = await findMysqlServer(process.env.JOINERY_TEST_MYSQL_URL);
  if ('server' in found) {
    globalThis.joineryTestMysql = found.server;
    process.env.JOINERY_TEST_MYSQL_URL = found.server.url;
    return;
  }
  delete process.env.JOINERY_TEST_MYSQL_URL;
  process.env.JOINERY_TEST_MYSQL_MISSING = found.missing;
  process.stderr.write(`Tests on MySQL are skipped: ${found.missing}\n`);
}
