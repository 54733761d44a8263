/** Addresses that never answer hold up no other partner's. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createHttpServer, type HttpServer } from '../../kit/http/http-server.js';
import { sqliteDatabases } from '../support/databases.js';
import { startRegistry } from '../support/start-registry.js';
import { until } from '../support/until.js';

const openUrl = sqliteDatabases();
const told: string[] = [];
let receiver: HttpServer;

beforeAll(async () => {
  receiver = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    async handler(request, response) {
      told.push(request.url!);
      if (request.url!.startsWith('/well')) response.writeHead(204).end();
    },
    onError: () => undefined,
  });
  await receiver.start();
});
afterAll(() => receiver.stop(0));

test('ten hanging webhooks of one partner hold up no other', async () => {
  const registry = await startRegistry(await openUrl(), { webhooks: { pollMs: 20, timeoutMs: 60_000 } });
  const create = (partner: string, path: string) =>
    registry.ask(
      `mutation ($partner: String, $url: String!) {
        createWebhook(input: { partner: $partner, url: $url, events: [SUPERGRAPH_LIVE] }) { secret } }`,
      { partner, url: `${receiver.url()}${path}` },
    );
  const token = await registry.partner('one');
  await registry.partner('two');
  for (let i = 0; i < 10; i++) expect((await create('one', `/hang/${i}`)).errors).toBeUndefined();
  for (let edition = 0; edition < 2; edition++)
    await registry.publish(token, 'one', `"Edition ${edition}" type Query { a: Int }`);
  await until(() => told.length >= 5);
  expect((await create('two', '/well')).errors).toBeUndefined();
  await registry.publish(token, 'one', '"Edition 2" type Query { a: Int }');
  await until(() => told.includes('/well'));
  expect(told.filter((path) => path !== '/well').length).toBeLessThanOrEqual(5);
  await registry.registry.stop();
});
