import { expect, test } from '@jest/globals';
import { batchesOf } from './usage-batches.js';
import { createUsageCounter, type CountedOperation } from './usage-counter.js';

const client = (name: string | null, version: string | null = null) => ({ name, version });
const operation = (hash: string, size = 10): CountedOperation => ({
  name: null,
  kind: 'query',
  signature: '{ a }',
  hash,
  coordinates: Array.from({ length: size }, (_, i) => `Query.a${i}`),
});

test('count() counts by operation, client and version, and take() begins anew', () => {
  const counter = createUsageCounter(100_000);
  const [a, b] = [operation('a'), operation('b')];
  for (const version of ['1', '2', '1']) counter.count(a, client('app', version));
  counter.count(b, client(null));
  const { operations, uncounted } = counter.take();
  const told = operations.map(({ operation: { hash }, clients }) => [
    hash,
    clients.map(({ name, version, requests }) => [name, version, requests]),
  ]);
  expect(told).toEqual([
    [
      'a',
      [
        ['app', '1', 2],
        ['app', '2', 1],
      ],
    ],
    ['b', [[null, null, 1]]],
  ]);
  expect(uncounted).toBe(0);
  expect(counter.take()).toEqual({ operations: [], uncounted: 0 });
});

test('count() tells no more clients and operations apart than fit, and loses only who they were', () => {
  const counter = createUsageCounter(20_000);
  const one = operation('one');
  for (let i = 0; i < 10_000; i++) counter.count(one, client(`invented ${i}`));
  for (let i = 0; i < 100; i++) counter.count(operation(`more ${i}`), client('app'));
  const { operations, uncounted } = counter.take();
  const requests = operations.flatMap(({ clients }) => clients).reduce((sum, count) => sum + count.requests, 0);
  expect(requests + uncounted).toBe(10_100);
  expect(operations[0]!.clients.length).toBeLessThan(100);
  expect(operations[0]!.clients.find(({ name }) => name === null)!.requests).toBeGreaterThan(9_000);
});

test('batchesOf() splits what is too large for one request, and cuts off what is too long', () => {
  const counter = createUsageCounter(100_000_000);
  for (let i = 0; i < 40; i++) counter.count(operation(String(i), 5_000), client('app'));
  counter.count({ ...operation('long'), name: 'n'.repeat(1_000), signature: 's'.repeat(100_000) }, client('app'));
  const batches = batchesOf(counter.take().operations, 0);
  expect(batches.length).toBeGreaterThan(1);
  expect(Math.max(...batches.map(({ body }) => body.length))).toBeLessThan(2 * 1024 * 1024);
  const all = batches.flatMap(({ body }) => (JSON.parse(body) as { operations: CountedOperation[] }).operations);
  expect(all).toHaveLength(41);
  const long = all.find(({ hash }) => hash === 'long')!;
  expect([long.name!.length, long.signature.length]).toEqual([200, 16_000]);
  expect(new Set(batches.map(({ id }) => id)).size).toBe(batches.length);
});
