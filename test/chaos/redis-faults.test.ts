/** What becomes of the limits of callers, and of their requests, while Redis is unwell. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { gatewaySettings } from '../../gateway/settings.js';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.js';
import { expectWithin } from '../support/promised-time.js';
import { describeRedisFaults } from '../support/redis-faults.js';
import { startThrowawayRedis, type ThrowawayRedis } from '../support/redis-server.js';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const SUBGRAPHS: Subgraphs = { one: { sdl: 'type Query { a: Int }', fields: { 'Query.a': 1 } } };
const newFolder = temporaryFolders();
let redis: ThrowawayRedis;
let proxy: FaultProxy;
let graphs: readonly ProtectedGraph[] = [];

beforeAll(async () => {
  const found = await startThrowawayRedis();
  if ('missing' in found) return;
  redis = found;
  proxy = await startFaultProxy(redis.port);
  const given = { callers: { requests: 3, windowSeconds: 600, redisUrl: `redis://127.0.0.1:${proxy.port}` } };
  const { callers } = gatewaySettings.parse(given);
  const start = () =>
    startProtectedGraph({ subgraphs: SUBGRAPHS, folder: newFolder(), change: (config) => ({ ...config, callers }) });
  graphs = [await start(), await start()];
});
afterAll(async () => {
  for (const graph of graphs) await graph.stop();
  await proxy?.stop();
  await redis?.stop();
});

let callers = 0;
const newCaller = () => `caller ${callers++}`;
const ask = async (graph: ProtectedGraph, name: string) => {
  const { status, headers, body } = await graph.ask('{ a }', { scopes: [name] });
  return { status, left: /r=(\d)/.exec(headers.get('ratelimit') ?? '')?.[1], data: body.data as unknown };
};

/** A new caller whose requests both gateways count together. */
async function countedTogether(): Promise<boolean> {
  const name = newCaller();
  const [one, other] = [await ask(graphs[0]!, name), await ask(graphs[1]!, name)];
  return one.left === '2' && other.left === '1';
}

/** All requests are answered, each gateway counts by itself, and few wait for what does not answer. */
async function expectServed(): Promise<void> {
  const startedAt = performance.now();
  for (let i = 0; i < 10; i++) {
    const name = newCaller();
    const answers = [];
    for (let j = 0; j < 4; j++) answers.push(await ask(graphs[0]!, name));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[0]!.data).toEqual({ a: 1 });
    expect((await ask(graphs[1]!, name)).left).toBe('2');
  }
  // Fifty requests, each of which may wait 250 ms for Redis.
  expectWithin(8_000, performance.now() - startedAt);
}

const check = (title: string, inflict: () => Promise<unknown>, relieve: () => Promise<unknown>) =>
  test(title, async () => {
    if (graphs.length === 0) return void process.stderr.write('Redis: skipped, there is none\n');
    await until(countedTogether);
    await inflict();
    // What was begun before may still be counted there.
    await until(async () => !(await countedTogether()) && !(await countedTogether()));
    await expectServed();
    await relieve();
    await until(countedTogether);
  });

describeRedisFaults(
  'callers are served and counted by each gateway, and by all together afterwards, when Redis',
  { redis: () => redis, proxy: () => proxy },
  check,
);
