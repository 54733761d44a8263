import { expect, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { loadDefinition } from '../../deploy/definitions.js';
import { createLog } from '../../kit/log.js';
import { createSubgraph } from '../../subgraphs/kit/create-subgraph.js';
import { askUrl } from '../support/ask.js';
import { startThrowaway } from '../support/mysql-server.js';

test('a subgraph whose database server goes away lives on, is not ready, and shows the client no detail', async () => {
  const found = await startThrowaway();
  // A machine may have a server to test with, but no MariaDB to start another.
  if ('missing' in found) return expect(process.env['JOINERY_REQUIRE_MYSQL']).not.toBe('1');
  const connection = await createConnection(found.server.url);
  await connection.query('CREATE DATABASE funding');
  await connection.end();
  const subgraph = createSubgraph(
    await loadDefinition('funding'),
    { host: '127.0.0.1', port: 0, databaseUrl: `${found.server.url}funding`, logLevel: 'silent', migrate: true },
    { log: createLog('funding', 'silent') },
  );
  await subgraph.start();
  const ready = async () => (await fetch(new URL('/health/ready', subgraph.url()))).status;
  expect(await ready()).toBe(200);

  await found.server.stop();
  expect(await ready()).toBe(503);
  const { errors } = await askUrl(subgraph.url(), '{ funds { code } }');
  expect(errors).toMatchObject([{ message: 'Internal error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|ECONN|SELECT|stack/);
  expect((await fetch(new URL('/health/live', subgraph.url()))).status).toBe(200);
  await subgraph.stop();
});
