/** Who asks for figures of people with ever other conditions is warned or refused: one may be taken from the other. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { readGatewayConfig } from '../../gateway/config.js';
import { findRedis, startThrowawayRedis } from '../support/redis-server.js';
import {
  startProtectedGraph,
  tokenWith,
  type AskableGateway,
  type ProtectedGraph,
} from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';
import { survey, surveysGraph } from './suppression/surveys.js';

const newFolder = temporaryFolders();
const graphs: ProtectedGraph[] = [];
afterEach(async () => {
  await Promise.all(graphs.splice(0).map((graph) => graph.stop()));
});

interface Given {
  readonly suppression?: object;
  readonly redisUrl?: string;
}

async function start({ suppression = {}, redisUrl }: Given = {}): Promise<ProtectedGraph> {
  const graph = await startProtectedGraph({
    subgraphs: surveysGraph({ surveys: { a: survey([20, 30]), b: survey([40]) } }),
    folder: newFolder(),
    change: (config) => ({
      ...config,
      suppression: { ...config.suppression, ...suppression },
      limits: { ...config.limits, batchLength: 2 },
      callers: { ...config.callers, redisUrl: redisUrl ?? null },
    }),
  });
  graphs.push(graph);
  return graph;
}

const QUERY = `query ($id: ID!, $region: String, $groups: [String!], $first: Int) {
  survey(id: $id, region: $region, groups: $groups) { groups { people } }
  trusts(first: $first) { staff }
}`;
const askFor =
  (graph: AskableGateway, scopes: readonly string[] | null = null) =>
  async (variables: Readonly<Record<string, unknown>>, query = QUERY) =>
    (await graph.ask(query, { scopes, variables: { id: 'a', ...variables } })).body;
const figuresIn = ({ extensions }: { extensions?: { warnings?: { code: string; figure: string }[] } }) =>
  (extensions?.warnings ?? []).map(({ code, figure }) => `${code} ${figure}`);
const PEOPLE = 'DIFFERENCING Query.survey.groups.people';

test('by default they are warned', () => {
  expect(readGatewayConfig({}, {}).suppression).toEqual({ differencing: 'flag', questions: 50, windowSeconds: 3_600 });
});

describe('a caller is warned who asks', () => {
  const check = (title: string, first: Readonly<Record<string, unknown>>, then: Readonly<Record<string, unknown>>) =>
    test(title, async () => {
      const ask = askFor(await start());
      expect(figuresIn(await ask(first))).toEqual([]);
      const answer = await ask(then);
      expect(figuresIn(answer)).toEqual([PEOPLE]);
      expect(answer.data.survey.groups).toHaveLength(2);
    });

  check('for a part of what was asked for', {}, { region: 'x' });
  check('for all of what a part was asked for', { region: 'x' }, { region: null });
  check('for one group less', { groups: ['A', 'B'] }, { groups: ['B'] });
  check('for one group more', { groups: ['A'] }, { groups: ['B', 'A'] });
});

describe('a caller is not warned who asks', () => {
  const check = (title: string, first: Readonly<Record<string, unknown>>, then: Readonly<Record<string, unknown>>) =>
    test(title, async () => {
      const ask = askFor(await start());
      expect([...figuresIn(await ask(first)), ...figuresIn(await ask(then))]).toEqual([]);
    });

  check('for the same again', { region: 'x' }, { region: 'x' });
  check('for another survey', {}, { id: 'b', region: 'x' });
  check('for another part', { region: 'x' }, { region: 'y' });
  check('for another page', { first: 1 }, { first: 2 });
});

test('two questions in one operation are told, too', async () => {
  const query = `{ a: survey(id: "a") { groups { people } } b: survey(id: "a", region: "x") { groups { people } } }`;
  expect(figuresIn(await askFor(await start())({}, query))).toEqual([PEOPLE]);
});

test('callers are watched by themselves', async () => {
  const graph = await start();
  await askFor(graph, ['a'])({});
  expect(figuresIn(await askFor(graph, ['b'])({ region: 'x' }))).toEqual([]);
  expect(figuresIn(await askFor(graph)({ region: 'x' }))).toEqual([]);
  expect(figuresIn(await askFor(graph, ['a'])({ region: 'x' }))).toEqual([PEOPLE]);
});

test('a caller is refused where the operator wants it, and what was refused counts for nothing', async () => {
  const graph = await start({ suppression: { differencing: 'refuse' } });
  const ask = askFor(graph);
  await ask({});
  graph.received();
  const refused = await ask({ region: 'x' });
  expect([refused.data, refused.errors[0].extensions.code]).toEqual([undefined, 'DIFFERENCING_REFUSED']);
  expect(graph.received()).toEqual([]);
  expect((await ask({})).data.survey.groups).toHaveLength(2);
  expect((await askFor(graph, ['a'])({ region: 'x' })).errors).toBeUndefined();
});

test('no more questions are asked about one figure than the operator allows', async () => {
  const ask = askFor(await start({ suppression: { differencing: 'refuse', questions: 3 } }));
  for (const region of ['1', '2', '3']) expect((await ask({ region })).errors).toBeUndefined();
  expect((await ask({ region: '4' })).errors[0].extensions.code).toBe('DIFFERENCING_REFUSED');
  expect((await ask({ region: '2' })).errors).toBeUndefined();
  expect((await ask({ id: 'b', region: '4' })).errors).toBeUndefined();
});

test('a question that is asked again counts for another window', async () => {
  const redis = await startThrowawayRedis();
  if ('missing' in redis) return void process.stderr.write(`Redis: skipped, ${redis.missing}\n`);
  const ask = askFor(await start({ redisUrl: redis.url }), ['again']);
  const client = new Redis(redis.url);
  await until(async () => (await ask({}), (await client.keys('joinery:asked:*')).length > 0));
  const keys = await client.keys('joinery:asked:*');
  for (const key of keys) await client.expire(key, 600);
  await ask({});
  for (const key of keys) expect(await client.ttl(key)).toBeGreaterThan(600);
  client.disconnect();
  await redis.stop();
});

/** More often than chance would let both pass. */
const ROUNDS = 20;
const wasRefused = ({ errors }: { errors?: readonly { extensions: { code: string } }[] }) =>
  errors?.[0]?.extensions.code === 'DIFFERENCING_REFUSED';

let callers = 0;

describe('of two questions that can be subtracted, asked at one time, one is refused', () => {
  const BOTH = [{}, { region: 'x' }];

  test('in one batch', async () => {
    const { url } = await start({ suppression: { differencing: 'refuse' } });
    const body = JSON.stringify(BOTH.map((variables) => ({ query: QUERY, variables: { id: 'a', ...variables } })));
    for (let i = 0; i < ROUNDS; i++) {
      const headers = {
        'content-type': 'application/json',
        authorization: `Bearer ${await tokenWith([`batch ${i}`])}`,
      };
      const answers = (await (await fetch(url, { method: 'POST', headers, body })).json()) as object[];
      expect(answers.filter(wasRefused)).toHaveLength(1);
    }
  });

  test.each([
    ['of one gateway', 1],
    ['of two gateways that remember together', 2],
  ])('%s', async (_title, gateways) => {
    const redis = await findRedis();
    if ('missing' in redis) return void process.stderr.write(`Redis: skipped, ${redis.missing}\n`);
    const one = await start({ suppression: { differencing: 'refuse' }, redisUrl: redis.url });
    const other = gateways === 1 ? one : await one.replica();
    const newCaller = () => [`at-once-${process.pid}-${Date.now()}-${(callers += 1)}`];
    await until(async () => {
      const own = newCaller();
      await askFor(one, own)({});
      return wasRefused(await askFor(other, own)({ region: 'x' }));
    });
    for (let i = 0; i < ROUNDS; i++) {
      const own = newCaller();
      const answers = await Promise.all(BOTH.map((variables, at) => askFor([one, other][at]!, own)(variables)));
      expect(answers.filter(wasRefused)).toHaveLength(1);
      // What was refused counts for nothing.
      const again = await Promise.all(BOTH.map((variables) => askFor(one, own)(variables)));
      expect(again.map(wasRefused)).toEqual(answers.map(wasRefused));
    }
    await redis.stop();
  });
});

test('nobody is watched where the operator says so', async () => {
  const ask = askFor(await start({ suppression: { differencing: 'off' } }));
  await ask({});
  expect(figuresIn(await ask({ region: 'x' }))).toEqual([]);
});

test('gateways remember together by Redis, and each by itself while it is away', async () => {
  const redis = await findRedis();
  if ('missing' in redis) return void process.stderr.write(`Redis: skipped, ${redis.missing}\n`);
  const own = [`with-${process.pid}-${Date.now()}`];
  const [one, other] = [await start({ redisUrl: redis.url }), await start({ redisUrl: redis.url })];
  await askFor(one, own)({});
  expect(figuresIn(await askFor(other, own)({ region: 'x' }))).toEqual([PEOPLE]);
  await redis.stop();
  const away = askFor(await start({ redisUrl: 'redis://127.0.0.1:1' }), own);
  await away({});
  expect(figuresIn(await away({ region: 'x' }))).toEqual([PEOPLE]);
});
