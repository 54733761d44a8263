/** Several gateways that keep answers in one Redis. */
import { createHash } from 'node:crypto';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { startThrowawayRedis } from '../support/redis-server.js';
import { KEPT, startCachedShop, type CachedShop } from '../support/start-cached-shop.js';
import type { AskableGateway } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const newFolder = temporaryFolders();
/** Of its own, because others would see what is kept here, and be told what is dropped. */
const found = await startThrowawayRedis();
const redisUrl = 'missing' in found ? null : found.url;
if (redisUrl === null) process.stderr.write('Redis: skipped, there is none\n');

const KEY = 'a key of at least twenty-four signs';
const hash = `sha256:${createHash('sha256').update(KEY).digest('hex')}`;
const QUERY = '{ top { upc name inStock } }';

let shop: CachedShop;
let other: AskableGateway;
let stopRedis: (() => Promise<void>) | undefined;
afterEach(async () => {
  await shop?.stop();
  await stopRedis?.();
  stopRedis = undefined;
});
afterAll(async () => {
  if (!('missing' in found)) await found.stop();
});

async function start(url = redisUrl): Promise<void> {
  const invalidationKeys = [{ name: 'operator', hash, subgraphs: ['*'] }];
  shop = await startCachedShop({ folder: newFolder(), cache: { redisUrl: url, invalidationKeys } });
  other = await shop.replica();
  await until(async () => (await counts(shop, QUERY)) === 0);
}

async function counts(gateway: AskableGateway, query: string): Promise<number> {
  await gateway.ask(query);
  shop.asked();
  await gateway.ask(query);
  return shop.asked().length;
}

(redisUrl === null ? describe.skip : describe)('gateways with one Redis', () => {
  test('answer by what each other kept', async () => {
    await start();
    const { body, headers } = await other.ask(QUERY);
    expect(shop.asked()).toEqual([]);
    expect(body.data).toMatchObject({ top: [{ name: 'Chair', inStock: 1 }, { name: 'Table' }] });
    expect(headers.get('cache-control')).toMatch(/^max-age=\d+$/);
    await other.ask('query Other { top(first: 1) { inStock } }');
    expect(shop.asked()).toEqual(['products']);
  });

  test('drop together what a mutation changed', async () => {
    await start();
    await other.ask('mutation { sell(upc: "p1") { upc } }');
    expect((await shop.ask(QUERY)).body.data).toMatchObject({ top: [{ inStock: 0 }, { inStock: 2 }] });
  });

  test('keep nothing together of what a mutation may still change', async () => {
    const own = await startThrowawayRedis();
    if ('missing' in own) return;
    stopRedis = () => own.stop();
    await start(own.url);
    shop.behaviour.stock = { fault: { kind: 'reset' } };
    await other.ask('mutation { sell(upc: "p1") { upc } }');
    shop.behaviour.stock = { headers: KEPT };
    expect(await counts(shop, '{ counted }')).toBe(1);
    expect(await counts(shop, '{ hinted }')).toBe(0);
  });

  test('drop together what a partner says', async () => {
    await start();
    shop.inStock['p2'] = 9;
    const response = await fetch(new URL('/cache/invalidate', other.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: KEY },
      body: JSON.stringify([{ kind: 'cache_tag', subgraphs: ['stock'], cache_tag: 'product-p2' }]),
    });
    expect(response.status).toBe(202);
    expect((await shop.ask(QUERY)).body.data).toMatchObject({ top: [{ inStock: 1 }, { inStock: 9 }] });
  });

  test('use nothing of a Redis that has lost what was dropped', async () => {
    await start();
    const redis = new Redis(redisUrl!);
    await redis.del('joinery:cache:versions');
    redis.disconnect();
    shop.asked();
    await shop.ask(QUERY);
    expect(shop.asked()).toEqual(['products', 'stock']);
  });

  test('use nothing that was dropped before Redis came back as it was a while ago', async () => {
    const own = await startThrowawayRedis();
    if ('missing' in own) return;
    stopRedis = () => own.stop();
    await start(own.url);
    const redis = new Redis(own.url);
    const keys = await redis.keys('joinery:cache:*');
    const kept = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
    await other.ask('mutation { sell(upc: "p1") { upc } }');
    await Promise.all(keys.map((key, index) => redis.restore(key, 60_000, kept[index]!, 'REPLACE')));
    await redis.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    redis.disconnect();
    await until(async () => (await counts(shop, QUERY)) === 0);
    expect((await shop.ask(QUERY)).body.data).toMatchObject({ top: [{ inStock: 0 }, { inStock: 2 }] });
  });

  test('use nothing that was kept under other settings', async () => {
    await start();
    const shorter = await shop.replica(({ cache, ...config }) => ({
      ...config,
      cache: { ...cache, maxAgeSeconds: 30 },
    }));
    await until(async () => (await counts(shorter, '{ hinted }')) === 0);
    shop.asked();
    const { headers } = await shorter.ask(QUERY);
    expect(shop.asked()).toEqual(['products', 'stock']);
    expect(headers.get('cache-control')).toBe('max-age=30');
  });

  test('use nothing that was kept before entities had to say their keys again', async () => {
    await start();
    const strict = await shop.replica(({ subgraphDefaults, ...config }) => ({
      ...config,
      subgraphDefaults: { ...subgraphDefaults, echoKeys: true },
    }));
    await until(async () => (await counts(strict, '{ hinted }')) === 0);
    shop.asked();
    expect((await strict.ask(QUERY)).body.data).toMatchObject({ top: [{ inStock: 1 }, { inStock: 2 }] });
    expect(shop.asked()).toEqual(['products', 'stock']);
    expect(await counts(strict, QUERY)).toBe(0);
  });

  test('use nothing that was changed there', async () => {
    await start();
    const redis = new Redis(redisUrl!);
    for (const key of await redis.keys('joinery:cache:*')) {
      if ((await redis.type(key)) !== 'string') continue;
      const text = (await redis.get(key))!;
      await redis.set(key, text.replaceAll('Chair', 'Throne').replaceAll('"inStock":1', '"inStock":77'), 'KEEPTTL');
    }
    redis.disconnect();
    expect((await other.ask(QUERY)).body.data).toMatchObject({ top: [{ name: 'Chair', inStock: 1 }, {}] });
  });

  test('keep there for as long as it counts', async () => {
    await start();
    const redis = new Redis(redisUrl!);
    const keys = (await redis.keys('joinery:cache:*')).filter((key) => !key.endsWith(':versions'));
    const times = await Promise.all(keys.map((key) => redis.pttl(key)));
    redis.disconnect();
    expect(times.length).toBeGreaterThan(2);
    expect(times.every((time) => time !== -1 && time <= 60_000)).toBe(true);
  });
});
