/** What operations may cost one subgraph, so that no partner is asked for more than they can give. */
import { afterEach, expect, test } from '@jest/globals';
import type { ResponseError } from '../../gateway/execute/graphql-error.js';
import { gatewaySettings } from '../../gateway/settings.js';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { EVENT_STREAM } from '../support/open-stream.js';
import { startThrowawayRedis } from '../support/redis-server.js';
import { startNewsroom, type Newsroom } from '../support/start-newsroom.js';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const newFolder = temporaryFolders();
const LINK = (names: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${names}])`;
const ITEMS = ['i1', 'i2'].map((id) => ({ id, name: `Name of ${id}`, label: id }));
const SUBGRAPHS: Subgraphs = {
  shop: {
    sdl: `${LINK('"@key", "@listSize", "@shareable"')}
      type Query { items(first: Int = 5): [Item!] @listSize(slicingArguments: ["first"])  one: Item }
      type Item @key(fields: "id") { id: ID!  name: String  label: String @shareable }`,
    entities: { Item: ITEMS },
    fields: { 'Query.items': ITEMS, 'Query.one': ITEMS[0]! },
  },
  stock: {
    sdl: `${LINK('"@key", "@cost", "@shareable"')}
      type Mutation { count(id: ID!): Int }
      type Item @key(fields: "id") {
        id: ID!  inStock: Int @cost(weight: 3)  places: [Place!]  label: String @shareable
      }
      type Place { name: String }`,
    entities: { Item: ITEMS.map(({ id }) => ({ id, inStock: 4, places: [{ name: 'Leeds' }], label: id })) },
    fields: { 'Mutation.count': 4 },
  },
};

const opened: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const graph of opened.splice(0)) await graph.stop();
});

interface Budget {
  readonly max?: number;
  readonly perWindow?: number;
}

async function start(stock: Budget, callers = {}) {
  const { cost, callers: counted } = gatewaySettings.parse({ cost: { subgraphs: { stock } }, callers });
  const graph = await startProtectedGraph({
    subgraphs: SUBGRAPHS,
    folder: newFolder(),
    change: (config) => ({ ...config, cost, callers: counted }),
  });
  opened.push(graph);
  return graph;
}

/** Subscribes to new articles, whose stars another subgraph has. */
async function subscribe(subgraphs: Readonly<Record<string, Budget>>, callers = {}) {
  const { cost, callers: counted } = gatewaySettings.parse({ cost: { subgraphs }, callers });
  const room = await startNewsroom({ change: (config) => ({ ...config, cost, callers: counted }) });
  opened.push(room);
  const stream = await openEvents(room);
  return { room, stream };
}

const openEvents = (room: Newsroom) =>
  room.open({ query: 'subscription { published { text stars } }', accept: EVENT_STREAM });

const WITHOUT_STARS = {
  data: { published: { text: 'One', stars: null } },
  errors: [
    {
      message: expect.any(String),
      path: ['published', 'stars'],
      extensions: { code: 'SUBGRAPH_COST_LIMIT', serviceName: 'stars', retryable: true },
    },
  ],
};
const WITH_STARS = { data: { published: { text: 'One', stars: 1 } } };

/** The largest budget with which an operation is refused is one less than what it costs the subgraph. */
function costs(query: string, cost: number): void {
  test(`max refuses what costs a subgraph more: ${query}`, async () => {
    if (cost > 1) {
      const graph = await start({ max: cost - 1 });
      const refused = await graph.ask(query);
      expect([refused.status, refused.body.errors?.[0]?.extensions?.['code']]).toEqual([
        400,
        'SUBGRAPH_COST_ESTIMATED_TOO_EXPENSIVE',
      ]);
      expect(graph.received()).toEqual([]);
    }
    const answered = await (await start({ max: Math.max(cost, 1) })).ask(query);
    expect([answered.status, answered.body.errors]).toEqual([200, undefined]);
  });
}

costs('{ items(first: 1000) { name } }', 0);
costs('{ items(first: 2) { inStock } }', 2 * (1 + 3));
costs('{ items(first: 2) { ...F } } fragment F on Item { ... on Item { inStock } }', 2 * (1 + 3));
costs('{ one { places { name } } }', 1 + 10);
costs('{ items(first: 7) { label } }', 7);
costs('mutation { count(id: "i1") }', 0);

test('perWindow costs only the fields of the subgraph that is used up, and counts nobody who does not ask for it', async () => {
  const graph = await start({ perWindow: 8 }, { windowSeconds: 600 });
  const query = '{ items(first: 2) { name inStock } }';
  const whole = { items: ITEMS.map(({ name }) => ({ name, inStock: 4 })) };
  for (let i = 0; i < 3; i++) expect((await graph.ask('{ items { name } }')).body.errors).toBeUndefined();
  expect((await graph.ask(query)).body.data).toEqual(whole);
  graph.received();
  const { status, body } = await graph.ask(query, { scopes: ['another'] });
  expect([status, body.data]).toEqual([200, { items: whole.items.map((item) => ({ ...item, inStock: null })) }]);
  expect(
    (body.errors as readonly ResponseError[]).map(({ path, extensions }) => [
      path,
      extensions?.['code'],
      extensions?.['serviceName'],
    ]),
  ).toEqual([0, 1].map((index) => [['items', index, 'inStock'], 'SUBGRAPH_COST_LIMIT', 'stock']));
  expect(graph.received().map(({ subgraph }) => subgraph)).toEqual(['shop']);
  expect((await graph.ask('{ items { name } }')).body.errors).toBeUndefined();
});

test('perWindow is counted by all gateways together', async () => {
  const redis = await startThrowawayRedis();
  if ('missing' in redis) return void process.stderr.write(`Redis: skipped, ${redis.missing}\n`);
  const callers = { windowSeconds: 1, redisUrl: redis.url };
  const [one, other] = [await start({ perWindow: 8 }, callers), await start({ perWindow: 8 }, callers)];
  const isAnswered = async (graph: ProtectedGraph) =>
    (await graph.ask('{ items(first: 2) { inStock } }')).body.errors === undefined;
  // Until they are connected each counts by itself.
  await until(async () => (await isAnswered(one)) && !(await isAnswered(other)));
  await redis.stop();
});

test('perWindow counts each event of a subscription, withholds what follows one, and the subscription goes on', async () => {
  const { room, stream } = await subscribe({ stars: { perWindow: 2 } }, { windowSeconds: 600 });
  const asked = room.stars.requests.length;
  const answers: unknown[] = [];
  for (let i = 0; i < 4; i++) {
    await until(() => room.published.open() === 1);
    room.published.publish({ id: '1', text: 'One' });
    answers.push(await stream.next());
  }
  expect(answers).toEqual([WITH_STARS, WITH_STARS, WITHOUT_STARS, WITHOUT_STARS]);
  expect(room.stars.requests.length - asked).toBe(2);
  const query = await room.open({ query: '{ article { stars } }', accept: 'application/json' });
  expect(await query.next()).toMatchObject({ errors: [{ extensions: { code: 'SUBGRAPH_COST_LIMIT' } }] });
});

test('perWindow lets events have everything again in the next window', async () => {
  const { room, stream } = await subscribe({ stars: { perWindow: 1 } }, { windowSeconds: 1 });
  const next = async () => {
    await until(() => room.published.open() === 1);
    room.published.publish({ id: '1', text: 'One' });
    return JSON.stringify(await stream.next());
  };
  await until(async () => (await next()).includes('SUBGRAPH_COST_LIMIT'));
  await until(async () => (await next()) === JSON.stringify(WITH_STARS));
});

test('perWindow begins no subscription at a subgraph that is used up', async () => {
  const { room, stream } = await subscribe({ news: { perWindow: 1 } }, { windowSeconds: 600 });
  await until(() => room.published.open() === 1);
  const refused = await openEvents(room);
  expect(await refused.next()).toEqual({
    errors: [
      {
        message: 'Subgraph news has been asked for all that it gives for now',
        extensions: { code: 'SUBGRAPH_COST_LIMIT', serviceName: 'news', retryable: true },
      },
    ],
  });
  expect(room.published.open()).toBe(1);
  room.published.publish({ id: '1', text: 'One' });
  expect(await stream.next()).toEqual(WITH_STARS);
});
