/** Where entities have to say their keys again, one in the place of another is not kept either. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyOf } from '../support/after-hostility.js';
import { reply } from '../support/hostile-server.js';
import { KEPT } from '../support/start-cached-shop.js';
import { startMarket, type Market } from '../support/start-market.js';

describe('entities that have to say their keys again', () => {
  let market: Market;
  beforeAll(async () => {
    market = await startMarket({
      subgraphDefaults: { breakerFailures: 0, echoKeys: true },
      cache: { enabled: true, subgraphDefaults: { maxAgeSeconds: 600, staleIfErrorSeconds: 600 } },
    });
  });
  afterAll(() => market.stop());

  type Rows = Record<string, unknown>[];
  /** Answers with these rows in the place of the right ones. */
  const stockSends = (rows: (right: Rows) => Rows) =>
    market.stock.lie(async (socket, _request, honest) => {
      const { data } = await honest();
      const [key] = Object.keys(data as object);
      reply(socket, { body: JSON.stringify({ data: { [key!]: rows(data[key!] as Rows) } }), headers: KEPT });
    });
  /** What is answered of the two books, and how often `stock` was asked for it. */
  const ask = async (field: string): Promise<[unknown, number]> => {
    const before = market.stock.server.received.length;
    const { data } = bodyOf(await market.gateway.ask(`{ books { ${field} } }`)) as { data: { books: Rows } };
    return [data.books.map((book) => book[field]), market.stock.server.received.length - before];
  };

  const check = (title: string, field: string, rows: (right: Rows) => Rows, values: readonly unknown[]) =>
    test(`are not kept ${title}`, async () => {
      stockSends(rows);
      expect(await ask(field)).toEqual([values, 1]);
      stockSends((right) => right);
      expect((await ask(field))[1]).toBe(1);
      const [right, asked] = await ask(field);
      expect(asked).toBe(0);
      expect(right).toEqual({ binding: ['CLOTH', 'CLOTH'], price: [9.5, 9.5], soldOut: [false, false] }[field]);
    });

  check('in another order', 'binding', (right) => right.toReversed(), [null, null]);
  check('without their key', 'price', ([one, two]) => [{ price: one!['price'] }, two!], [null, 9.5]);
  check('twice', 'soldOut', ([one]) => [one!, one!], [false, null]);
});
