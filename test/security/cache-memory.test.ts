/** What is kept between requests, and what was dropped, takes no more memory than it may. */
import { describe, expect, test } from '@jest/globals';
import { createMemoryStore } from '../../gateway/cache/memory-store.js';
import { startCachedShop } from '../support/start-cached-shop.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();

describe('memory', () => {
  const BYTES = 2 * 1024 * 1024;

  test('for what is kept stays below its limit, whatever is asked', async () => {
    const shop = await startCachedShop({ folder: newFolder(), cache: { bytes: 100_000 } });
    try {
      for (let i = 0; i < 300; i++)
        await shop.ask(
          `{ product(upc: "${i % 2 ? 'p1' : 'p2'}") { a${i}: name } top(first: ${i}) { b${i}: inStock } }`,
        );
      const metrics = await (await fetch(new URL('/metrics', shop.url))).text();
      const [, bytes] = /^joinery_cache_bytes (\d+)$/m.exec(metrics)!;
      expect(Number(bytes)).toBeGreaterThan(50_000);
      expect(Number(bytes)).toBeLessThanOrEqual(100_000);
    } finally {
      await shop.stop();
    }
  });

  test('that the limit counts is about that which is taken', () => {
    const store = createMemoryStore({ bytes: BYTES, entryBytes: 10_000 });
    const before = process.memoryUsage().heapUsed;
    const times = { storedAtMs: 0, freshUntilMs: Infinity, keptUntilMs: Infinity };
    for (let i = 0; i < 20_000; i++)
      store.write([{ key: `key ${i}`, slots: [`s\n${i}`], mark: '0', text: `${i}${'é€'.repeat(200)}`, ...times }]);
    expect(store.bytes()).toBeLessThanOrEqual(BYTES);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(20 * BYTES);
  });

  test('for what is dropped has an end', async () => {
    const store = createMemoryStore({ bytes: BYTES, entryBytes: 10_000 });
    const { entitySlot } = await import('../../gateway/cache/slots.js');
    const names = new Set<string>();
    for (let i = 0; i < 50_000; i++) names.add(entitySlot('stock', `entity ${i}`));
    expect(names.size).toBeLessThanOrEqual(4_096);
    expect(await store.drop([...names])).toBe(true);
  });
});
