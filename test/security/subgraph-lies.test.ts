/** A subgraph that answers what its schema does not allow loses its own fields, and no other partner loses any. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyOf, expectUnharmedAfterEach } from '../support/after-hostility.js';
import { askWhileStockLies, brief, type Told } from '../support/ask-while-stock-lies.js';
import { spoilt } from '../support/lying-subgraph.js';
import { startMarket, type Market } from '../support/start-market.js';

let market: Market;
beforeAll(async () => {
  market = await startMarket({ subgraphDefaults: { breakerFailures: 0 } });
});
afterEach(() => market.calm());
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

const ask = (fields: string) => askWhileStockLies(market.gateway, fields);

const WRONG = 'INVALID_SUBGRAPH_RESPONSE';
const NULL = 'NULL_IN_NON_NULL_FIELD';

describe('a value of a wrong form is null with an error at its exact path:', () => {
  /** The first book's field is spoilt; the second's must arrive. */
  const check = (fields: string, value: unknown, [given, fine]: readonly [unknown, unknown], ...errors: string[]) =>
    test(`${JSON.stringify(value)} for ${fields}`, async () => {
      const field = /^\w+/.exec(fields)![0];
      market.stock.lie(spoilt((data) => (entities(data)[0]![field] = value)));
      expect(await ask(fields)).toEqual({ books: [{ [field]: given }, { [field]: fine }], errors });
    });

  check('inStock', {}, [null, 20], `books.0.inStock ${WRONG}`);
  check('inStock', [10], [null, 20], `books.0.inStock ${WRONG}`);
  check('inStock', '10', [null, 20], `books.0.inStock ${WRONG}`);
  check('inStock', 10.5, [null, 20], `books.0.inStock ${WRONG}`);
  check('inStock', 2 ** 31, [null, 20], `books.0.inStock ${WRONG}`);
  check('inStock', -(2 ** 31) - 1, [null, 20], `books.0.inStock ${WRONG}`);
  check('inStock', 1e300, [null, 20], `books.0.inStock ${WRONG}`);
  check('price', '9.5', [null, 9.5], `books.0.price ${WRONG}`);
  check('price', {}, [null, 9.5], `books.0.price ${WRONG}`);
  check('soldOut', 0, [null, false], `books.0.soldOut ${WRONG}`);
  check('binding', 'GOLD', [null, 'CLOTH'], `books.0.binding ${WRONG}`);
  check('binding', 'constructor', [null, 'CLOTH'], `books.0.binding ${WRONG}`);
  check('shelf { row }', 'A', [null, { row: 1 }], `books.0.shelf ${WRONG}`);
  check('shelf { row }', [{ row: 1 }], [null, { row: 1 }], `books.0.shelf ${WRONG}`);
  check('shelf { row }', { row: 'x' }, [{ row: null }, { row: 1 }], `books.0.shelf.row ${WRONG}`);
  check('shelf { label }', { label: null }, [null, { label: 'A' }], `books.0.shelf.label ${NULL}`);
  check('shelves { row }', { row: 1 }, [null, [{ row: 1 }]], `books.0.shelves ${WRONG}`);
  check('shelves { row }', [{ row: 1 }, 5], [null, [{ row: 1 }]], `books.0.shelves.1 ${WRONG}`);
  check('shelves { label }', [{ label: null }], [null, [{ label: 'A' }]], `books.0.shelves.0.label ${NULL}`);
  check(
    'sizes',
    [1, 'x', 2 ** 40],
    [
      [1, null, null],
      [1, 2],
    ],
    `books.0.sizes.1 ${WRONG}`,
    `books.0.sizes.2 ${WRONG}`,
  );
  check('holder { ... on Shelf { row } }', { row: 1 }, [null, { row: 1 }], `books.0.holder ${WRONG}`);
  check(
    'holder { ... on Shelf { row } }',
    { __typename: 'Book', row: 1 },
    [null, { row: 1 }],
    `books.0.holder ${WRONG}`,
  );
  check(
    'holder { ... on Shelf { row } }',
    { __typename: '__proto__', row: 1 },
    [null, { row: 1 }],
    `books.0.holder ${WRONG}`,
  );
});

test('null in a non-null place makes null only the nearest object that may be', async () => {
  market.stock.lie(spoilt((data) => (entities(data)[0]!['isbn'] = null)));
  const { data, errors } = bodyOf(await market.gateway.ask('{ book(id: "1") { title isbn } newest { text } }'));
  expect(data).toEqual({ book: null, newest: { text: 'Good' } });
  expect(errors!.map(brief)).toEqual([`book.isbn ${NULL}`]);
});

describe('_entities', () => {
  const lost = ['books.0.inStock', 'books.1.inStock'];
  const check = (title: string, spoil: (rows: Row[]) => unknown, told: Partial<Told>) =>
    test(title, async () => {
      market.stock.lie(
        spoilt((data) => {
          const key = Object.keys(data as Row)[0]!;
          data[key] = spoil(entities(data));
        }),
      );
      expect(await ask('inStock')).toMatchObject(told);
    });
  const nothing = [{ inStock: null }, { inStock: null }];
  const told = (code: string, paths = lost) => paths.map((path) => `${path} ${code}`);
  const missing = { books: nothing, errors: told('DOWNSTREAM_SERVICE_ERROR') };

  check('too short joins nothing', (rows) => rows.slice(1), missing);
  check('too long joins nothing', (rows) => [...rows, rows[0]], missing);
  check('empty joins nothing', () => [], missing);
  check('that is an object joins nothing', (rows) => ({ ...rows, length: 2 }), missing);
  check('that is a text joins nothing', () => 'ab', missing);
  check('that is null joins nothing', () => null, missing);
  check('with a text among them joins the others', (rows) => ['x', rows[1]], {
    books: [{ inStock: null }, { inStock: 20 }],
    errors: [`${lost[0]} ${WRONG}`],
  });
  check('with a list among them joins the others', (rows) => [rows[0], [rows[1]]], {
    books: [{ inStock: 10 }, { inStock: null }],
    errors: [`${lost[1]} ${WRONG}`],
  });
  check('with null for an unknown one is no error', (rows) => [null, rows[1]], {
    books: [{ inStock: null }, { inStock: 20 }],
    errors: [],
  });
  check('under a wrong key joins nothing', (rows) => rows, { books: [{ inStock: 10 }, { inStock: 20 }] });
  check(
    'of another type than was asked for gives no field of that type',
    (rows) => rows.map(() => ({ __typename: 'Lorry', plate: 'x' })),
    {
      books: nothing,
    },
  );
});

describe('_entities that have to say their keys again', () => {
  let strict: Market;
  beforeAll(async () => {
    strict = await startMarket({ subgraphDefaults: { breakerFailures: 0, echoKeys: true } });
  });
  afterAll(() => strict.stop());

  const check = (title: string, spoil: (rows: Row[]) => unknown, told: Told) =>
    test(title, async () => {
      strict.stock.lie(
        spoilt((data) => {
          const key = Object.keys(data as Row)[0]!;
          data[key] = spoil(entities(data));
        }),
      );
      expect(await askWhileStockLies(strict.gateway, 'inStock')).toEqual(told);
    });
  const [first, second] = ['books.0.inStock', 'books.1.inStock'];

  check('join where they are right', (rows) => rows, { books: [{ inStock: 10 }, { inStock: 20 }], errors: [] });
  check('join nothing in another order', (rows) => rows.reverse(), {
    books: [{ inStock: null }, { inStock: null }],
    errors: [`${first} ${WRONG}`, `${second} ${WRONG}`],
  });
  check('join nothing where one stands in the place of another', (rows) => [rows[0], rows[0]], {
    books: [{ inStock: 10 }, { inStock: null }],
    errors: [`${second} ${WRONG}`],
  });
  check('join nothing without their key', ([row, ...rows]) => [{ inStock: row!['inStock'] }, ...rows], {
    books: [{ inStock: null }, { inStock: 20 }],
    errors: [`${first} ${WRONG}`],
  });
  check('may be null', (rows) => [null, rows[1]], { books: [{ inStock: null }, { inStock: 20 }], errors: [] });
});

test('an object that says to be of another type is null with an error', async () => {
  market.books.lie(spoilt((data) => ((Object.values(data as Row)[0] as Row)['__typename'] = 'Author')));
  const { data, errors } = bodyOf(
    await market.gateway.ask('{ book(id: "1") { __typename title stars } newest { text } }'),
  );
  expect(data).toEqual({ book: null, newest: { text: 'Good' } });
  expect(errors!.map(brief)).toEqual([`book ${WRONG}`]);
});

test('an entity whose number may have been rounded is not taken for its neighbour', async () => {
  market.books.lie(
    spoilt((data: Row) => Object.values(data).forEach((row) => Object.assign(row as Row, { id: 2 ** 53 }))),
  );
  const { data, errors } = bodyOf(
    await market.gateway.ask('{ known: book(id: "1") { id } book(id: "1") { inStock } }'),
  );
  expect(data).toEqual({ known: null, book: { inStock: null } });
  expect(errors!.map(brief)).toEqual([`known.id ${WRONG}`]);
});

describe('keys that nobody asked a subgraph for', () => {
  const extra = { title: 'Hacked', stars: 99, isbn: 'hacked', __typename: 'Book', author: { name: 'Hacked' } };

  test('do not take the place of what other partners answer', async () => {
    market.stock.lie(spoilt((data) => entities(data).forEach((row) => Object.assign(row, extra))));
    expect(await ask('inStock')).toEqual({ books: [{ inStock: 10 }, { inStock: 20 }], errors: [] });
  });

  test('do not stand in for a partner that is down', async () => {
    market.stock.lie(spoilt((data) => entities(data).forEach((row) => Object.assign(row, extra))));
    market.reviews.lie((socket) => socket.resetAndDestroy());
    const { data, errors } = bodyOf(await market.gateway.ask('{ books { inStock stars } }'));
    expect(data.books).toEqual([
      { inStock: 10, stars: null },
      { inStock: 20, stars: null },
    ]);
    expect(errors!.map(brief)).toEqual([
      'books.0.stars DOWNSTREAM_SERVICE_ERROR',
      'books.1.stars DOWNSTREAM_SERVICE_ERROR',
    ]);
  });

  test('do not stand in when the first partner answers for all others', async () => {
    market.books.lie(
      spoilt((data) => (data.books as Row[]).forEach((row) => Object.assign(row, { inStock: 99, stars: 99 }))),
    );
    market.stock.lie((socket) => socket.resetAndDestroy());
    const { data } = bodyOf(await market.gateway.ask('{ books { title inStock stars } }'));
    expect(data.books).toEqual([
      { title: 'Dune', inStock: null, stars: 1.5 },
      { title: 'Emma', inStock: null, stars: 2.5 },
    ]);
  });

  test('at the root do not answer root fields of others', async () => {
    market.books.lie(
      spoilt((data) => Object.assign(data as Row, { newest: { text: 'Hacked' }, __schema: {}, __proto__: 1 })),
    );
    market.reviews.lie((socket) => socket.resetAndDestroy());
    const { data } = bodyOf(await market.gateway.ask('{ books { title } newest { text } }'));
    expect(data).toEqual({ books: [{ title: 'Dune' }, { title: 'Emma' }], newest: null });
  });
});

type Row = Record<string, unknown>;

/** The entities of an answer, under whichever key they were asked for. */
function entities(data: Row): Row[] {
  return Object.values(data)[0] as Row[];
}
