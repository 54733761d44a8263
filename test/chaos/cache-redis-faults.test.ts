/** What becomes of requests, and of what was dropped, while the Redis in which answers are kept is unwell. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.js';
import { expectWithin } from '../support/promised-time.js';
import { describeRedisFaults } from '../support/redis-faults.js';
import { startThrowawayRedis, type ThrowawayRedis } from '../support/redis-server.js';
import { startCachedShop, type CachedShop } from '../support/start-cached-shop.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const newFolder = temporaryFolders();
let redis: ThrowawayRedis;
let proxy: FaultProxy;
let shop: CachedShop | undefined;
const logged: string[] = [];

beforeAll(async () => {
  const found = await startThrowawayRedis();
  if ('missing' in found) return;
  redis = found;
  proxy = await startFaultProxy(redis.port);
  shop = await startCachedShop({
    folder: newFolder(),
    cache: { redisUrl: `redis://127.0.0.1:${proxy.port}` },
    overrides: { log: pino({ level: 'warn' }, { write: (line) => void logged.push(line) }) },
  });
});
afterAll(async () => {
  await shop?.stop();
  await proxy?.stop();
  await redis?.stop();
});

const QUERY = '{ top { upc name inStock } }';
const truth = () => ['p1', 'p2'].map((upc) => ({ upc, name: shop!.names[upc], inStock: shop!.inStock[upc] }));

async function expectTruth(): Promise<void> {
  const { body } = await shop!.ask(QUERY);
  expect(body).toEqual({ data: { top: truth() } });
}

async function isKept(): Promise<boolean> {
  await shop!.ask(QUERY);
  shop!.asked();
  await shop!.ask(QUERY);
  return shop!.asked().length === 0;
}

const check = (title: string, inflict: () => Promise<unknown>, relieve: () => Promise<unknown>) =>
  test(title, async () => {
    if (!shop) return void process.stderr.write('Redis: skipped, there is none\n');
    await until(isKept);
    await inflict();
    const startedAt = performance.now();
    for (let i = 0; i < 20; i++) await expectTruth();
    await Promise.all(Array.from({ length: 50 }, expectTruth));
    // What changes meanwhile must not come back with Redis.
    await shop.ask('mutation { sell(upc: "p1") { upc } }');
    for (let i = 0; i < 20; i++) await expectTruth();
    // Most do not even try; who does waits a tenth of a second.
    expectWithin(8_000, performance.now() - startedAt);
    await relieve();
    for (let i = 0; i < 20; i++) await expectTruth();
    await until(isKept);
    await expectTruth();
  });

describeRedisFaults(
  'requests are answered, and what was dropped stays dropped, when Redis',
  { redis: () => redis, proxy: () => proxy },
  check,
);

/** How often Redis was asked for what is kept. */
async function readsSoFar(): Promise<number> {
  const client = new Redis(redis.url);
  const told = await client.info('commandstats');
  client.disconnect();
  return Number(/^cmdstat_mget:calls=(\d+)/m.exec(told)?.[1] ?? 0);
}

async function isLeftAlone(): Promise<boolean> {
  const text = await (await fetch(new URL('/metrics', shop!.url))).text();
  return /^joinery_cache_left_alone 1$/m.test(text);
}

test('requests pay seldom for a Redis that is alive but slow, and use it again when it is fast', async () => {
  if (!shop) return void process.stderr.write('Redis: skipped, there is none\n');
  await until(async () => (await isKept()) && !(await isLeftAlone()));
  logged.length = 0;
  proxy.delay(50);
  const before = await readsSoFar();
  for (let i = 0; i < 30; i++) await expectTruth();
  // Each request has three stages that look for something.
  expect((await readsSoFar()) - before).toBeLessThan(10);
  expect(await isLeftAlone()).toBe(true);
  await shop.ask('mutation { sell(upc: "p2") { upc } }');
  await expectTruth();
  proxy.delay(0);
  await until(async () => (await isKept()) && !(await isLeftAlone()));
  await expectTruth();
  const told = logged.map((line) => (JSON.parse(line) as { msg: string }).msg);
  // On a busy machine it may really be slow once more.
  const pairs = Array.from({ length: Math.ceil(told.length / 2) }, () => [
    'Redis is slow; nothing is taken from the cache',
    'Redis is well again',
  ]);
  expect(told.length).toBeGreaterThanOrEqual(2);
  expect(told).toEqual(pairs.flat().slice(0, told.length));
});
