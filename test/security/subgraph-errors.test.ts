/** What a subgraph says went wrong costs neither the time of others nor what other partners answered. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyOf, expectUnharmedAfterEach } from '../support/after-hostility.js';
import { askWhileStockLies, type Told } from '../support/ask-while-stock-lies.js';
import { replyJson } from '../support/hostile-server.js';
import { spoilt } from '../support/lying-subgraph.js';
import { startMarket, type Market } from '../support/start-market.js';

let market: Market;
beforeAll(async () => {
  market = await startMarket({ subgraphDefaults: { breakerFailures: 0 } });
});
afterEach(() => market.calm());
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

const NOTHING = [{ inStock: null }, { inStock: null }];
const AT_BOTH = ['books.0.inStock', 'books.1.inStock'];

/** What a client is told when `stock` has nothing but these errors. */
function whileStockFails(...errors: readonly unknown[]): Promise<Told> {
  market.stock.lie((socket) => replyJson(socket, { data: null, errors }));
  return askWhileStockLies(market.gateway, 'inStock');
}

describe('an error whose path cannot be one is told wherever its subgraph left something out:', () => {
  const check = (title: string, path: readonly unknown[]) =>
    test(title, async () => {
      const told = await whileStockFails({ message: 'Gone', path, extensions: { code: 'GONE' } });
      expect(told).toEqual({ books: NOTHING, errors: AT_BOTH.map((at) => `${at} GONE`) });
    });

  check('a million places in lists', ['e0', 0, 'sizes', ...Array<number>(1_000_000).fill(0)]);
  check('a million names', ['e0', 0, ...Array<string>(1_000_000).fill('inStock')]);
  check('half a place', ['e0', 0.5, 'inStock']);
  check('a place before the first', ['e0', -1, 'inStock']);
  check('a field of another subgraph', ['e0', 0, 'title']);
});

describe('an error at a field of another subgraph is told without a path:', () => {
  const check = (title: string, subgraph: 'stock' | 'reviews', query: string, path: readonly unknown[]) =>
    test(title, async () => {
      market[subgraph].lie(async (socket, _request, honest) =>
        replyJson(socket, { ...(await honest()), errors: [{ message: 'No', path }] }),
      );
      const { data, errors } = bodyOf(await market.gateway.ask(query));
      expect(data.books.map((book: { title: string }) => book.title)).toEqual(['Dune', 'Emma']);
      expect(errors!.map(({ path: told, extensions }) => [told, extensions['serviceName']])).toEqual([
        [undefined, subgraph],
      ]);
    });

  check('of an entity', 'stock', '{ books { title inStock } }', ['e0', 0, 'title']);
  check('of the root', 'reviews', '{ books { title } newest { text } }', ['books']);
  check('below a field of the root', 'reviews', '{ books { title } newest { text } }', ['books', 0, 'title']);
});

test('an error of a field that nobody asked for is told without a path, and hides none of another', async () => {
  market.books.lie(async (socket, _request, honest) =>
    replyJson(socket, { ...(await honest()), errors: [{ message: 'No', path: ['media'] }] }),
  );
  market.stock.lie(
    spoilt((data: Record<string, [{ inStock: unknown }]>) => (Object.values(data)[0]![0].inStock = 'x')),
  );
  const { data, errors } = bodyOf(await market.gateway.ask('{ book(id: "1") { title inStock } }'));
  expect(data).toEqual({ book: { title: 'Dune', inStock: null } });
  expect(errors!.map(({ message, path }) => [message, path])).toEqual([
    ['No', undefined],
    ['Invalid value for field Book.inStock', ['book', 'inStock']],
  ]);
});

describe('of an error that is far too large, where it is and what it says stay:', () => {
  const check = (title: string, extensions: unknown, code: string) =>
    test(title, async () => {
      const told = await whileStockFails({ message: 'Gone', extensions });
      expect(told).toEqual({ books: NOTHING, errors: AT_BOTH.map((at) => `${at} ${code}`) });
      const { errors } = bodyOf(await market.gateway.ask('{ books { inStock } }'));
      expect(errors![0]).toMatchObject({ message: 'Gone', extensions: { code, serviceName: 'stock' } });
      expect(JSON.stringify(errors).length).toBeLessThan(5_000);
    });

  check('extensions of 8 MiB', { code: 'GONE', detail: 'x'.repeat(8 * 1024 * 1024) }, 'GONE');
  check('a code of 8 MiB', { code: 'x'.repeat(8 * 1024 * 1024) }, 'DOWNSTREAM_SERVICE_ERROR');
  check('a code without a letter', { code: '' }, 'DOWNSTREAM_SERVICE_ERROR');
});

test('a long message is cut to one that every client can read, though a sign of two halves is at its end', async () => {
  const message = `${'x'.repeat(999)}\u{1F4DA}`;
  market.stock.lie((socket) => replyJson(socket, { data: null, errors: [{ message }] }));
  const { errors } = bodyOf(await market.gateway.ask('{ books { inStock } }'));
  expect(errors![0]!.message).toBe(`${'x'.repeat(999)}\uFFFD`);
});

test('10,000 entities that are no objects are null, with at most 100 errors', async () => {
  const books = Array.from({ length: 10_000 }, (_, i) => ({ __typename: 'Book', id: `${i}`, title: `Book ${i}` }));
  market.books.lie(spoilt((data: { books: unknown }) => (data.books = books)));
  market.stock.lie(
    spoilt((data: Record<string, unknown[]>) => {
      for (const [key, rows] of Object.entries(data)) data[key] = rows.map(() => 'x');
    }),
  );
  const { data, errors } = bodyOf(await market.gateway.ask('{ books { title inStock } }'));
  expect(data.books).toEqual(books.map(({ title }) => ({ title, inStock: null })));
  expect(errors!.length).toBeLessThanOrEqual(100);
  expect(errors![99]!.path).toEqual(['books', 99, 'inStock']);
});
