/** What one caller may use, what operations may cost, and what a process takes. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { readGatewayConfig, type GatewayConfig } from '../../gateway/config.js';
import { gatewaySettings } from '../../gateway/settings.js';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { findRedis } from '../support/redis-server.js';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const newFolder = temporaryFolders();
const SHOP: Subgraphs = {
  shop: {
    sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@cost", "@listSize"])
      type Query {
        one: Item
        all: [Item!]
        some(first: Int, last: Int): [Item!] @listSize(slicingArguments: ["first", "last"])
        few: [Item!] @listSize(assumedSize: 3)
        page(first: Int = 50): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes"])
        heavy(by: String @cost(weight: 5)): Int @cost(weight: 20)
        lot: Lot
      }
      interface Lot { weight(in: String): Int items(first: Int): [Item!] }
      type Box implements Lot {
        weight(in: String @cost(weight: 5)): Int @cost(weight: 20)
        items(first: Int): [Item!] @listSize(slicingArguments: ["first"], assumedSize: 30)
      }
      type Bag implements Lot { weight(in: String): Int items(first: Int): [Item!] @listSize(assumedSize: 40) }
      type Mutation { buy: Item }
      type Page { nodes: [Item!] total: Int }
      type Item { name: String parts: [Part!] }
      type Part @cost(weight: 2) { name: String }`,
    fields: {
      'Query.one': { name: 'a', parts: [{ name: 'x' }, { name: 'y' }] },
      'Query.some': [{ name: 'a' }, { name: 'b' }],
      'Query.page': { nodes: [{ name: 'a' }] },
      'Query.heavy': 1,
      'Mutation.buy': { name: 'a' },
    },
  },
};

const opened: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
});
type Settings = Partial<Pick<GatewayConfig, 'callers' | 'cost' | 'overload'>>;
const settings = (given: object): Settings => {
  const { callers, cost, overload } = gatewaySettings.parse(given);
  return { callers, cost, overload };
};
async function startShop(given: object): Promise<ProtectedGraph> {
  const graph = await startProtectedGraph({
    subgraphs: SHOP,
    folder: newFolder(),
    change: (config) => ({ ...config, ...settings(given) }),
  });
  opened.push(graph);
  return graph;
}
async function startBooks(given: object): Promise<Bookshop> {
  const shop = await startBookshop((config) => ({ ...config, ...settings(given) }));
  opened.push(shop);
  return shop;
}
const codeOf = ({ body }: { body: { errors?: { extensions: { code: string } }[] } }) =>
  body.errors?.[0]?.extensions.code;

test('nothing is limited by default', () => {
  const { callers, cost } = readGatewayConfig({}, {});
  expect([callers.requests, callers.concurrent, callers.cost, cost.max]).toEqual([0, 0, 0, 0]);
});

describe('the cost of an operation', () => {
  test('is estimated and counted as the specification says', async () => {
    const graph = await startShop({ cost: { exposed: true, listSize: 7 } });
    const costOf = async (query: string, variables = {}) => {
      const headers = { 'joinery-expose-cost': 'true' };
      return (await graph.ask(query, { scopes: null, headers, variables })).body.extensions.cost as unknown;
    };
    expect(await costOf('{ one { name } }')).toEqual({ estimated: 1, actual: 1 });
    expect(await costOf('{ one { parts { name } } }')).toEqual({ estimated: 1 + 7 * 2, actual: 1 + 2 * 2 });
    expect(await costOf('{ all { name } }')).toEqual({ estimated: 7, actual: 0 });
    expect(await costOf('query($n: Int) { some(first: 4, last: $n) { name } }', { n: 9 })).toEqual({
      estimated: 9,
      actual: 2,
    });
    expect(await costOf('{ few { parts { name } } }')).toEqual({ estimated: 3 * (1 + 7 * 2), actual: 0 });
    expect(await costOf('{ page(first: 5) { total nodes { name } } }')).toEqual({ estimated: 1 + 5, actual: 2 });
    const page = 'query($n: Int) { page(first: $n) { nodes { name } } }';
    expect(await costOf('{ page { nodes { name } } }')).toMatchObject({ estimated: 1 + 50 });
    expect(await costOf(page)).toMatchObject({ estimated: 1 + 50 });
    expect(await costOf(page, { n: 6 })).toMatchObject({ estimated: 1 + 6 });
    expect(await costOf(page, { n: null })).toMatchObject({ estimated: 1 + 7 });
    expect(await costOf('{ heavy(by: "x") }')).toEqual({ estimated: 25, actual: 25 });
    expect(await costOf('{ lot { weight(in: "g") } }')).toMatchObject({ estimated: 1 + 25 });
    expect(await costOf('{ lot { items { name } } }')).toMatchObject({ estimated: 1 + 40 });
    expect(await costOf('{ lot { items(first: 60) { name } } }')).toMatchObject({ estimated: 1 + 60 });
    expect(await costOf('mutation { buy { name } }')).toEqual({ estimated: 11, actual: 11 });
    expect(await costOf('{ ...F ...F } fragment F on Query { one { name } }')).toEqual({ estimated: 2, actual: 2 });
    expect((await graph.ask('{ one { name } }')).body.extensions).toBeUndefined();
  });

  test('over the limit is refused before a subgraph is asked', async () => {
    const graph = await startShop({ cost: { max: 10 } });
    const refused = await graph.ask('{ some(first: 11) { name } }');
    expect([refused.status, codeOf(refused)]).toEqual([400, 'COST_ESTIMATED_TOO_EXPENSIVE']);
    expect(graph.received()).toEqual([]);
    expect((await graph.ask('{ some(first: 10) { name } }')).status).toBe(200);
  });

  test('is taken from what the caller has', async () => {
    const graph = await startShop({ callers: { cost: 12 } });
    const ask = (scopes: readonly string[]) => graph.ask('{ some(first: 6) { name } }', { scopes });
    expect([(await ask(['a'])).status, (await ask(['a'])).status]).toEqual([200, 200]);
    expect(codeOf(await ask(['a']))).toBe('RATE_LIMIT_EXCEEDED');
    expect((await ask(['b'])).status).toBe(200);
  });
});

describe('the requests of a caller', () => {
  test('are counted by themselves, and what is left is told', async () => {
    const graph = await startShop({ callers: { requests: 2, windowSeconds: 600 } });
    const ask = (scopes: readonly string[] | null) => graph.ask('{ heavy }', { scopes });
    const first = await ask(['a']);
    expect([first.headers.get('ratelimit-policy'), first.headers.get('ratelimit')]).toEqual([
      '"requests";q=2;w=600',
      '"requests";r=1;t=600',
    ]);
    await ask(['a']);
    const refused = await ask(['a']);
    expect([refused.status, codeOf(refused)]).toEqual([429, 'RATE_LIMIT_EXCEEDED']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(500);
    expect(refused.headers.get('ratelimit')).toMatch(/^"requests";r=0;t=\d+$/);
    expect([(await ask(['b'])).status, (await ask(null)).status]).toEqual([200, 200]);
  });

  test('are counted by all gateways together, and by each while Redis is away', async () => {
    const redis = await findRedis();
    if ('missing' in redis) return void process.stderr.write(`Redis: skipped, ${redis.missing}\n`);
    const given = { callers: { requests: 3, windowSeconds: 600, redisUrl: redis.url } };
    const [one, other] = [await startShop(given), await startShop(given)];
    const left = async (graph: ProtectedGraph, name: string) =>
      /r=(\d)/.exec((await graph.ask('{ heavy }', { scopes: [name] })).headers.get('ratelimit')!)?.[1];
    const named = (name: string) => `${name} ${process.pid} ${Date.now()} ${performance.now()}`;
    // Until it is connected, each counts by itself.
    await until(async () => {
      const name = named('early');
      return (await left(one, name)) === '2' && (await left(other, name)) === '1';
    });
    const name = named('caller');
    expect([await left(one, name), await left(other, name), await left(one, name)]).toEqual(['2', '1', '0']);
    expect((await other.ask('{ heavy }', { scopes: [name] })).status).toBe(429);
    await redis.stop();
    const away = await startShop({ callers: { requests: 1, windowSeconds: 600, redisUrl: 'redis://127.0.0.1:1' } });
    expect([(await away.ask('{ heavy }')).status, (await away.ask('{ heavy }')).status]).toEqual([200, 429]);
  });
});

/** Sends requests that stay under way, and gives the statuses of those that were answered. */
function holding(shop: Bookshop, count: number) {
  const controller = new AbortController();
  const statuses: number[] = [];
  const sent = Array.from({ length: count }, async () => {
    const body = JSON.stringify({ query: '{ never }' });
    const headers = { 'content-type': 'application/json' };
    const answer = await shop.send({ method: 'POST', headers, body, signal: controller.signal }).catch(() => null);
    if (answer) statuses.push(answer.status);
  });
  return { statuses, end: async () => (controller.abort(), Promise.all(sent)) };
}

test('one caller runs no more operations at one time than allowed', async () => {
  const shop = await startBooks({ callers: { concurrent: 2 } });
  const held = holding(shop, 6);
  await until(() => held.statuses.length === 4);
  expect(held.statuses).toEqual([429, 429, 429, 429]);
  expect((await shop.post({ query: '{ books { title } }' })).body.errors[0].extensions.code).toBe(
    'CALLER_CONCURRENCY_LIMIT',
  );
  await held.end();
  await until(async () => (await shop.post({ query: '{ books { title } }' })).status === 200);
});

test('an overloaded process refuses what it cannot do, answers health probes, and what it took', async () => {
  const shop = await startBooks({ overload: { requests: 10, busyShare: 0 } });
  const held = holding(shop, 50);
  await until(() => held.statuses.length === 40);
  expect(new Set(held.statuses)).toEqual(new Set([503]));
  const refused = await shop.post({ query: '{ books { title } }' });
  expect([refused.status, refused.headers.get('retry-after'), codeOf(refused)]).toEqual([
    503,
    '1',
    'GATEWAY_OVERLOADED',
  ]);
  for (const path of ['/health/live', '/health/ready']) expect((await shop.send({ path })).status).toBe(200);
  await held.end();
  await until(async () => (await shop.post({ query: '{ books { title } }' })).status === 200);
});

test('operations that only wait are no overload', async () => {
  const shop = await startBooks({ overload: { requests: 10, busyShare: 1 } });
  const held: ReturnType<typeof holding>[] = [];
  // A busy machine may let this process have no rest for a moment; who is refused then asks again.
  const isHeld = async () => {
    const before = shop.books.requests.length;
    const one = holding(shop, 1);
    held.push(one);
    await until(() => one.statuses.length > 0 || shop.books.requests.length > before);
    return one.statuses.length === 0;
  };
  for (let i = 0; i < 11; i++) await until(isHeld);
  await until(async () => (await shop.post({ query: '{ __typename }' })).status === 200);
  for (const one of held) await one.end();
});
