/** A gateway that lets everybody do everything answers nobody but its own machine. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { readGatewayConfig } from '../../gateway/config.js';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { readSupergraph } from '../../gateway/supergraph/supergraph.js';
import { createLog } from '../../kit/log.js';

let gateway: Gateway;
beforeAll(async () => {
  gateway = createGateway(readGatewayConfig({ port: '0' }, {}), {
    log: createLog('test', 'silent'),
    supergraph: readSupergraph(readFileSync('schema/supergraph.graphql', 'utf8'), 'the test'),
    onlyThisMachine: true,
  });
  await gateway.start();
});
afterAll(() => gateway.stop());

async function ask(headers: Readonly<Record<string, string>>, path = '/graphql') {
  const url = new URL(path, gateway.url());
  const asking = request(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers } });
  asking.end('{"query":"{ __typename }"}');
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  return { status: response.statusCode, body: await text(response) };
}

test.each(['localhost', 'LOCALHOST:4000', '127.0.0.1:4000', '[::1]:4000'])(
  'it answers by the name %s',
  async (host) => {
    expect(await ask({ host })).toEqual({ status: 200, body: '{"data":{"__typename":"Query"}}' });
  },
);

test.each([
  ['a page whose name leads here', { host: 'pages.example:4000' }],
  ['a page whose name begins like this machine', { host: 'localhost.pages.example' }],
  ['a proxy that says for whom it asks', { host: 'localhost', 'x-forwarded-for': '192.0.2.1' }],
  ['a proxy that names itself', { host: 'localhost', via: '1.1 proxy' }],
  ['a proxy that says who asked it', { host: 'localhost', 'x-real-ip': '192.0.2.1' }],
])('it refuses %s, whatever the path', async (_, headers) => {
  for (const path of ['/graphql', '/data', '/studio/api/graph', '/metrics', '/']) {
    const { status, body } = await ask(headers, path);
    expect([path, status, JSON.parse(body).errors[0].extensions.code]).toEqual([path, 403, 'OTHER_MACHINE']);
  }
});
