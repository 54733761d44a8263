/** A gateway follows a registry: it is on what was published within 2 s, and is not led astray. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readGatewayConfig } from '../../../gateway/config.js';
import { createGateway, type Gateway } from '../../../gateway/gateway.js';
import { createLog } from '../../../kit/log.js';
import { createHttpServer, type HttpHandler, type HttpServer } from '../../../kit/http/http-server.js';
import { askUrl } from '../../support/ask.js';
import { sqliteDatabases } from '../../support/databases.js';
import { expectWithin } from '../../support/promised-time.js';
import { startRegistry, type StartedRegistry } from '../../support/start-registry.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';

const DELIVERY_TOKEN = 'd'.repeat(40);
const newFolder = temporaryFolders();
const openUrl = sqliteDatabases();
let registry: StartedRegistry;
let token: string;
let subgraph: StartedSdlSubgraph;
/** What stands between the gateway and the registry, and may lie. */
let between: HttpServer;
let lie: HttpHandler | undefined;

beforeAll(async () => {
  registry = await startRegistry(await openUrl(), { config: { deliveryToken: DELIVERY_TOKEN } });
  token = await registry.partner('one');
  const resolvers = { Query: { a: () => 1, b: () => 2 } };
  subgraph = await startSdlSubgraph({ name: 'one', sdl: 'type Query { a: Int b: Int }', resolvers });
  expect(await publish('type Query { a: Int }')).toMatchObject({ outcome: 'LIVE' });
  between = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    handler: (request, response) => (lie ?? pass)(request, response),
    onError: () => undefined,
  });
  await between.start();
});
afterAll(async () => {
  await between.stop(0);
  await subgraph.stop();
});

const publish = (sdl: string) =>
  registry.publish(token, 'one', sdl, { routingUrl: subgraph.url, approval: { by: 'Jo', reason: 'Test' } });

const pass: HttpHandler = async (request, response) => {
  const headers = Object.fromEntries(
    ['authorization', 'if-none-match'].flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  const answer = await fetch(`${registry.url}${request.url}`, { headers });
  response.writeHead(
    answer.status,
    Object.fromEntries([...answer.headers].filter(([name]) => /^(etag|x-joinery)/.test(name))),
  );
  response.end(await answer.text());
};

const running: Gateway[] = [];
afterAll(async () => {
  for (const gateway of running) await gateway.stop();
});

async function startGateway(dataDir = newFolder(), more: Record<string, string> = {}): Promise<Gateway> {
  const config = readGatewayConfig(
    { port: '0', registry: between.url() },
    { JOINERY_DATA_DIR: dataDir, JOINERY_REGISTRY_TOKEN: DELIVERY_TOKEN, JOINERY_LOG_LEVEL: 'silent', ...more },
  );
  const gateway = createGateway(config, { log: createLog('gateway', 'silent') });
  await gateway.start();
  running.push(gateway);
  return gateway;
}

const hasB = async (gateway: Gateway) => (await askUrl(gateway.url(), '{ b }')).errors === undefined;

test('a gateway is on what was published within seconds, and loses no request', async () => {
  const gateway = await startGateway();
  expect(await hasB(gateway)).toBe(false);
  const answers: unknown[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) answers.push((await askUrl(gateway.url(), '{ a }')).data);
  })();
  await publish('type Query { a: Int b: Int }');
  const publishedAt = performance.now();
  await until(() => hasB(gateway));
  expectWithin(2_000, performance.now() - publishedAt);
  isOver = true;
  await asking;
  expect(answers.filter((data) => (data as { a?: number } | null)?.a !== 1)).toEqual([]);
});

test('a gateway starts with the last good one while the registry is away, and follows again when it is back', async () => {
  const folder = newFolder();
  const first = await startGateway(folder);
  await first.stop();
  lie = async (_request, response) => void response.destroy();
  const second = await startGateway(folder);
  expect((await askUrl(second.url(), '{ a }')).data).toEqual({ a: 1 });
  lie = undefined;
  await publish('type Query { a: Int }');
  await until(async () => !(await hasB(second)));
});

test('a gateway without anything kept does not start while the registry is away, and says why', async () => {
  lie = async (_request, response) => void response.destroy();
  await expect(startGateway()).rejects.toMatchObject({ code: 'REGISTRY_UNUSABLE' });
  lie = undefined;
});

describe('a gateway refuses', () => {
  const deliver = (change: (headers: Record<string, string>, sdl: string) => string): HttpHandler => {
    return async (_request, response) => {
      const answer = await fetch(`${registry.url}/supergraph`, {
        headers: { authorization: `Bearer ${DELIVERY_TOKEN}` },
      });
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => /^(etag|x-joinery)/.test(name)));
      const sdl = change(headers, await answer.text());
      response.writeHead(200, { ...headers, etag: `"${Math.random()}"` }).end(sdl);
    };
  };

  test.each<[string, HttpHandler]>([
    ['another SDL under the signature', deliver((_headers, sdl) => sdl.replaceAll('127.0.0.1', '127.0.0.2'))],
    ['another serial number', deliver((headers, sdl) => ((headers['x-joinery-serial'] = '99999'), sdl))],
    ['no signature', deliver((headers, sdl) => (delete headers['x-joinery-signature'], sdl))],
    ['an answer that is no supergraph', async (_request, response) => void response.end('<html>')],
    ['a redirect', async (_request, response) => void response.writeHead(302, { location: registry.url }).end()],
  ])('%s, and goes on with the one it has', async (_title, handler) => {
    const gateway = await startGateway();
    lie = handler;
    const metrics = async () => (await fetch(new URL('/metrics', gateway.url()))).text();
    await publish(`type Query { a: Int b: Int n${Date.now()}: Int }`);
    await until(async () => /result="refused"} [1-9]|refused.* [1-9]/.test(await metrics()));
    expect((await askUrl(gateway.url(), '{ a }')).data).toEqual({ a: 1 });
    lie = undefined;
    await gateway.stop();
  });

  test('an older one that was live before', async () => {
    await publish('type Query { a: Int }');
    const folder = newFolder();
    let recorded: { headers: Record<string, string>; sdl: string } | undefined;
    lie = deliver((headers, sdl) => {
      recorded ??= { headers: { ...headers }, sdl };
      Object.assign(headers, recorded.headers);
      return recorded.sdl;
    });
    await (await startGateway(folder)).stop();
    const old = lie;
    lie = undefined;
    await publish('type Query { a: Int b: Int }');
    await (await startGateway(folder)).stop();
    lie = old;
    const gateway = await startGateway(folder);
    expect(await hasB(gateway)).toBe(true);
    lie = undefined;
  });

  test('what another key signed than the one that it trusts', async () => {
    const JOINERY_REGISTRY_KEY = Buffer.alloc(32, 1).toString('base64');
    await expect(startGateway(newFolder(), { JOINERY_REGISTRY_KEY })).rejects.toMatchObject({
      code: 'REGISTRY_UNUSABLE',
      message: expect.stringMatching(/signature/),
    });
  });
});
