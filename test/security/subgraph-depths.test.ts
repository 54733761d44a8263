/** A value that a subgraph nests without end costs its own field, and nothing that others answer, share or keep. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyOf, expectUnharmedAfterEach } from '../support/after-hostility.js';
import { askWhileStockLies, brief } from '../support/ask-while-stock-lies.js';
import { reply } from '../support/hostile-server.js';
import type { Lie } from '../support/lying-subgraph.js';
import { startMarket, type Market } from '../support/start-market.js';

let market: Market;
beforeAll(async () => {
  market = await startMarket({
    subgraphDefaults: { breakerFailures: 0 },
    dedupe: { operations: true },
    cache: { enabled: true },
  });
});
afterEach(() => market.calm());
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

const nested = (levels: number, [open, close]: readonly [string, string]) =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;
const LISTS = ['[', ']'] as const;
/** Of objects with such names JavaScript makes text by a recursion. */
const OBJECTS = ['{"0":', '}'] as const;

/** Answers honestly, but for the first value of a field, in whose place this text stands. */
const instead =
  (field: string, text: string): Lie =>
  async (socket, _request, honest) => {
    let isFirst = true;
    const body = JSON.stringify(await honest(), (key, value: unknown) => {
      if (key !== field || !isFirst) return value;
      isFirst = false;
      return 'HERE';
    });
    reply(socket, { body: body.replace('"HERE"', text) });
  };

describe('a scalar of its own that a subgraph nests', () => {
  const kept = (title: string, levels: number, kind: typeof LISTS | typeof OBJECTS) =>
    test(`${title} is as it is`, async () => {
      market.stock.lie(instead('detail', nested(levels, kind)));
      const { books, errors } = await askWhileStockLies(market.gateway, `detail l${levels}: __typename`);
      expect(books).toMatchObject([{ detail: JSON.parse(nested(levels, kind)) }, { detail: { colour: 'red' } }]);
      expect(errors).toEqual([]);
    });
  const refused = (title: string, levels: number, kind: typeof LISTS | typeof OBJECTS) =>
    test(`${title} is null with an error at its path`, async () => {
      market.stock.lie(instead('detail', nested(levels, kind)));
      const { books, errors } = await askWhileStockLies(market.gateway, `detail o${levels}: __typename`);
      expect(books).toMatchObject([{ detail: null }, { detail: { colour: 'red' } }]);
      expect(errors).toEqual(['books.0.detail INVALID_SUBGRAPH_RESPONSE']);
    });

  kept('100 times in lists', 100, LISTS);
  kept('100 times in objects', 100, OBJECTS);
  refused('3,000 times in objects', 3_000, OBJECTS);
  refused('20,000 times in lists', 20_000, LISTS);
  refused('20,000 times in objects', 20_000, OBJECTS);
});

test('a key that a subgraph nests is sent to no other, and costs nothing of what others are asked beside it', async () => {
  market.books.lie(instead('id', nested(100_000, LISTS)));
  const { data, errors } = bodyOf(await market.gateway.ask('{ books { title inStock } newest { book { inStock } } }'));
  expect(data).toEqual({
    books: [
      { title: 'Dune', inStock: null },
      { title: 'Emma', inStock: 20 },
    ],
    newest: { book: { inStock: 10 } },
  });
  expect(errors).toBeUndefined();
});

test('what a subgraph nests in an error is left out of it', async () => {
  const error = `{"message":"Gone","extensions":{"code":"GONE","detail":${nested(4_000, LISTS)}}}`;
  market.stock.lie((socket) => reply(socket, { body: `{"data":null,"errors":[${error}]}` }));
  const { errors } = bodyOf(await market.gateway.ask('{ book(id: "1") { title inStock } }'));
  expect(errors!.map(brief)).toEqual(['book.inStock GONE']);
  expect(errors![0]!.extensions).toEqual({ code: 'GONE', serviceName: 'stock' });
});
