import { expect } from '@jest/globals';
import { expectUnnoticed } from './after-hostility.js';
import { askWhileStockLies } from './ask-while-stock-lies.js';
import type { Lie } from './lying-subgraph.js';
import type { Market } from './start-market.js';
import { IN_TIME_MS, until } from './until.js';

/** How `stock` lies, with what code in place of its fields, and how many clients ask it at once. */
export interface LyingStock {
  readonly lie: Lie;
  readonly code: string;
  readonly times: number;
}

/**
 * Asks while `stock` lies, and has another client look how the gateway is meanwhile: every answer comes in time, with an
 * error for each field of `stock`, and all is well when `stock` is honest again.
 */
export async function checkLyingStock(market: Market, { lie, code, times }: LyingStock): Promise<void> {
  market.stock.lie(lie);
  const startedAt = performance.now();
  const asked = Promise.all(Array.from({ length: times }, () => askWhileStockLies(market.gateway, 'inStock')));
  for (const { books, errors } of await expectUnnoticed(market.gateway, asked)) {
    expect(books).toEqual([{ inStock: null }, { inStock: null }]);
    expect(errors).toEqual([`books.0.inStock ${code}`, `books.1.inStock ${code}`]);
  }
  expect(performance.now() - startedAt).toBeLessThan(IN_TIME_MS);
  market.calm();
  const whole = JSON.stringify([{ inStock: 10 }, { inStock: 20 }]);
  // On a busy machine an honest answer may still be too late.
  await until(async () => JSON.stringify((await askWhileStockLies(market.gateway, 'inStock')).books) === whole);
}
