/** A gateway tells the registry that it follows what clients use, and nothing that they wrote. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readGatewayConfig } from '../../../gateway/config.js';
import { createGateway, type Gateway } from '../../../gateway/gateway.js';
import { createHttpServer, type HttpServer } from '../../../kit/http/http-server.js';
import { createLog } from '../../../kit/log.js';
import { sqliteDatabases } from '../../support/databases.js';
import { startRegistry, type StartedRegistry } from '../../support/start-registry.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';

const DELIVERY_TOKEN = 'd'.repeat(40);
const newFolder = temporaryFolders();
const openUrl = sqliteDatabases();
let registry: StartedRegistry;
let subgraph: StartedSdlSubgraph;
let between: HttpServer;
let gateway: Gateway;
/** What was posted, and how it is answered: by the registry, by a failure, or by the registry without the gateway hearing of it. */
const posted: string[] = [];
let mode: 'pass' | 'fail' | 'unheard' = 'pass';

beforeAll(async () => {
  registry = await startRegistry(await openUrl(), { config: { deliveryToken: DELIVERY_TOKEN } });
  const sdl = 'type Query { a(text: String): Int b: Int }';
  subgraph = await startSdlSubgraph({ name: 'one', sdl, resolvers: { Query: { a: () => 1, b: () => 2 } } });
  const token = await registry.partner('one');
  await registry.publish(token, 'one', sdl, { routingUrl: subgraph.url });
  between = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    async handler(request, response) {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const body = Buffer.concat(chunks).toString();
      if (request.url === '/usage') {
        posted.push(body);
        if (mode === 'fail') return void response.writeHead(503).end();
      }
      const headers = Object.fromEntries(
        Object.entries(request.headers).filter(([name]) => /^(authorization|content-type|if-none-match)$/.test(name)),
      ) as Record<string, string>;
      const { method = 'GET' } = request;
      const answer = await fetch(`${registry.url}${request.url}`, { method, headers, ...(body ? { body } : {}) });
      const kept = [...answer.headers].filter(([name]) => /^(etag|x-joinery)/.test(name));
      if (mode === 'unheard' && request.url === '/usage') return void response.destroy();
      response.writeHead(answer.status, Object.fromEntries(kept)).end(await answer.text());
    },
    onError: () => undefined,
  });
  await between.start();
  gateway = await startGateway();
});
afterAll(async () => {
  await gateway.stop();
  await between.stop(0);
  await subgraph.stop();
});

async function startGateway(more: Record<string, string> = {}): Promise<Gateway> {
  const env = {
    JOINERY_DATA_DIR: newFolder(),
    JOINERY_REGISTRY_TOKEN: DELIVERY_TOKEN,
    JOINERY_LOG_LEVEL: 'silent',
    ...more,
  };
  const config = readGatewayConfig({ port: '0', registry: between.url() }, env);
  const reporting = { ...config.usageReporting, intervalMs: 100 };
  const started = createGateway({ ...config, usageReporting: reporting }, { log: createLog('gateway', 'silent') });
  await started.start();
  return started;
}

async function ask(query: string, client: string, variables: object = {}, url = gateway.url()): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'apollographql-client-name': client,
      'graphql-client-version': '7',
    },
    body: JSON.stringify({ query, variables }),
  });
  expect(await answer.json()).not.toHaveProperty('errors');
}

const requestsOf = async (coordinate: string): Promise<number> => {
  const { data } = await registry.ask(`{ usage(coordinate: "${coordinate}") { requests } }`);
  return data.usage.requests as number;
};

test('operations are told by client, without anything that a client wrote', async () => {
  await ask('query A($t: String) { x: a(text: "secret literal") y: a(text: $t) }', 'app', { t: 'secret variable' });
  await ask('query A { x: a(text: "other literal") }', 'app');
  await ask('query A { z: a(text: "third literal") }', 'phone');
  await until(async () => (await requestsOf('Query.a(text:)')) === 3);
  const { data } = await registry.ask(
    '{ usage(coordinate: "Query.a") { operations { name signature requests } clients { name version requests } } }',
  );
  expect(data.usage.clients).toEqual([
    { name: 'app', version: '7', requests: 2 },
    { name: 'phone', version: '7', requests: 1 },
  ]);
  expect(data.usage.operations[0]).toEqual({ name: 'A', requests: 2, signature: 'query A {\n  a(text: "")\n}' });
  expect(posted.join('')).not.toMatch(/secret|literal/);
});

test('what cannot be reported is kept, and reported once when the registry takes it again', async () => {
  mode = 'fail';
  const before = posted.length;
  await ask('query B { b }', 'app');
  await until(() => posted.length > before + 1);
  mode = 'unheard';
  await until(async () => (await requestsOf('Query.b')) === 1);
  const heard = posted.length;
  await until(() => posted.length > heard);
  mode = 'pass';
  await ask('query B { b }', 'app');
  await until(async () => (await requestsOf('Query.b')) === 2);
  expect(await requestsOf('Query.b')).toBe(2);
});

test('a gateway that stops reports what is left', async () => {
  const second = await startGateway();
  await ask('query Last { b }', 'last', {}, second.url());
  await second.stop();
  const { data } = await registry.ask('{ operations(client: "last") { name requests } }');
  expect(data.operations).toEqual([{ name: 'Last', requests: 1 }]);
});

test('with JOINERY_USAGE_REPORTING=false nothing is reported', async () => {
  const quiet = await startGateway({ JOINERY_USAGE_REPORTING: 'false' });
  await ask('query Quiet { b }', 'quiet', {}, quiet.url());
  await quiet.stop();
  expect(posted.join('')).not.toMatch(/Quiet/);
});
