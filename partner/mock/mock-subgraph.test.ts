import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { JoineryError } from '../../kit/errors.js';
import { askMock, createMockSubgraph } from './mock-subgraph.js';
import type { GivenMockSettings } from './settings.js';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@external", "@requires"])';
const SDL = `${LINK}
  "Upper-case letters and digits, \`^[A-Z]{2}[0-9]{3}$\`."
  scalar Code
  scalar Date
  scalar Money
  type Query {
    book(id: ID!): Book
    books(first: Int, after: String, last: Int, before: String): BookConnection
    byIds(ids: [ID!]!): [Book]!
    shelf: [Item!]!
    newest: Item
    author: Author
  }
  type Mutation { addBook(title: String!): Book }
  type Book implements Item @key(fields: "id") @key(fields: "isbn") {
    id: ID!
    isbn: Code!
    title: String!
    price: Money
    weight: Float @external
    postage: Int @requires(fields: "weight")
    writtenOn: Date
    startedOn: Date
    endedOn: Date
    author: Author!
    format: Format!
    tags: [String!]!
    "A number between 1 and 5."
    stars: Int
    cover: String
    email: String
  }
  enum Format { PAPER AUDIO }
  interface Item @key(fields: "id") { id: ID! title: String! }
  type Disc implements Item @key(fields: "id") { id: ID! title: String! minutes: Int! }
  type Author @key(fields: "name { family } born") { name: Name! born: Int! books: [Book!]! }
  type Name { family: String! given: String! }
  type BookConnection { edges: [BookEdge!]! nodes: [Book!]! pageInfo: PageInfo! totalCount: Int! }
  type BookEdge { cursor: String! node: Book! }
  type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
`;

async function ask(query: string, settings: GivenMockSettings = {}, variables: Record<string, unknown> = {}) {
  const { data, errors = [] } = await askMock(createMockSubgraph(SDL, 'books', settings), parse(query), variables);
  // As a client would see it.
  return JSON.parse(JSON.stringify({ data, errors: errors.map(({ message }) => message) }));
}

async function dataOf(query: string, settings?: GivenMockSettings) {
  const { data, errors } = await ask(query, settings);
  expect(errors).toEqual([]);
  return data;
}

async function entities(representations: unknown[], settings?: GivenMockSettings) {
  const query = `query ($r: [_Any!]!) { _entities(representations: $r) {
    __typename ... on Book { id isbn title postage } ... on Disc { id minutes } ... on Author { born name { family given } } } }`;
  return ask(query, settings, { r: representations });
}

const BOOK = '{ id isbn title price writtenOn author { born } }';

describe('a mock gives the same entity', () => {
  test('for a key in every query', async () => {
    const { book } = await dataOf('{ book(id: "book-4") { id isbn title } }');
    const { data } = await entities([{ __typename: 'Book', id: 'book-4' }]);
    expect(data._entities[0]).toMatchObject(book);
  });

  test('for each of its keys', async () => {
    const { book } = await dataOf('{ book(id: "book-4") { id isbn title } }');
    const { data } = await entities([{ __typename: 'Book', isbn: book.isbn }]);
    expect(data._entities[0]).toMatchObject(book);
  });

  test('for a key that it has never heard of, and then for what it gave as other key', async () => {
    const mock = createMockSubgraph(SDL, 'books');
    const query = parse('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Book { id isbn title } } }');
    const first = await askMock(mock, query, { r: [{ __typename: 'Book', id: 'from-elsewhere' }] });
    const [book] = (first.data as { _entities: { id: string; isbn: string }[] })._entities;
    expect(book!.id).toBe('from-elsewhere');
    const second = await askMock(mock, query, { r: [{ __typename: 'Book', isbn: book!.isbn }] });
    expect(second.data).toEqual(first.data);
  });

  test('for a key with fields of its own', async () => {
    const { author } = await dataOf('{ author { born name { family given } } }');
    const { data } = await entities([
      { __typename: 'Author', born: author.born, name: { family: author.name.family } },
    ]);
    expect(data._entities[0]).toMatchObject(author);
  });

  test('for a key that is a list, or has one in it', async () => {
    const sdl = `${LINK} type Query { file: File parcel: Parcel } type File @key(fields: "path") { path: [[String!]!]! size: Int }
      type Parcel @key(fields: "parts { id }") { parts: [Part!]! weight: Int } type Part { id: ID! }`;
    const mock = createMockSubgraph(sdl, 'files');
    const first = await askMock(mock, parse('{ file { path size } parcel { parts { id } weight } }'));
    const { file, parcel } = first.data as { file: object; parcel: object };
    const query = parse(
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on File { path size } ... on Parcel { parts { id } weight } } }',
    );
    const r = [
      { __typename: 'File', ...file, size: undefined },
      { __typename: 'Parcel', ...parcel, weight: undefined },
    ];
    const second = await askMock(mock, query, { r: JSON.parse(JSON.stringify(r)) });
    expect(second).toEqual({ data: { _entities: [file, parcel] } });
  });

  test('for the key of its interface', async () => {
    const { data } = await entities([
      { __typename: 'Item', id: 'disc-2' },
      { __typename: 'Item', id: 'book-2' },
    ]);
    expect(data._entities.map((entity: { __typename: string }) => entity.__typename)).toEqual(['Disc', 'Book']);
  });

  test('for one seed, and another for another', async () => {
    const query = `{ book(id: "book-1") ${BOOK} }`;
    const first = await dataOf(query);
    expect(await dataOf(query)).toEqual(first);
    expect(await dataOf(query, { seed: 2 })).not.toEqual(first);
  });

  test('wherever a list leads to it', async () => {
    const { byIds } = await dataOf('{ byIds(ids: ["book-9", "book-1"]) { id title } }');
    expect(byIds.map(({ id }: { id: string }) => id)).toEqual(['book-9', 'book-1']);
    expect(await dataOf('{ book(id: "book-9") { id title } }')).toEqual({ book: byIds[0] });
  });
});

describe('_entities', () => {
  test('has the order, the length and the duplicates of the representations', async () => {
    const { data, errors } = await entities([
      { __typename: 'Disc', id: 'd' },
      { __typename: 'Book', id: 'b' },
      { __typename: 'Disc', id: 'd' },
    ]);
    expect(errors).toEqual([]);
    expect(data._entities.map(({ id }: { id: string }) => id)).toEqual(['d', 'b', 'd']);
    expect(data._entities[0]).toEqual(data._entities[2]);
  });

  test('refuses a representation without a key, and no other', async () => {
    const { data, errors } = await entities([
      { __typename: 'Book' },
      { __typename: 'Book', id: 'b' },
      { __typename: 'X' },
    ]);
    expect(errors).toHaveLength(2);
    expect(data._entities).toMatchObject([null, { id: 'b' }, null]);
  });

  test('is null for an unknown key where the settings say so', async () => {
    const settings: GivenMockSettings = { unknownKeys: 'null' };
    const { data } = await entities(
      [
        { __typename: 'Book', id: 'zz' },
        { __typename: 'Book', id: 'book-1' },
      ],
      settings,
    );
    expect(data._entities).toMatchObject([null, { id: 'book-1' }]);
  });

  test('takes what is required from the representation', async () => {
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Book { weight } } }';
    const { data } = await ask(query, {}, { r: [{ __typename: 'Book', id: 'b', weight: 2.5 }] });
    expect(data._entities).toEqual([{ weight: 2.5 }]);
  });
});

describe('values fit', () => {
  test('their type, description and name', async () => {
    const { books } = await dataOf(
      `{ books(first: 25) { nodes { isbn price stars writtenOn startedOn endedOn cover email format tags author { born } } } }`,
    );
    for (const book of books.nodes) {
      expect(book).toMatchObject({
        isbn: expect.stringMatching(/^[A-Z]{2}[0-9]{3}$/),
        price: expect.stringMatching(/^\d+\.\d\d$/),
        email: expect.stringMatching(/^[a-z.]+@example\.org$/),
        format: expect.stringMatching(/^(PAPER|AUDIO)$/),
      });
      expect(book.stars).toBeGreaterThanOrEqual(1);
      expect(book.stars).toBeLessThanOrEqual(5);
      expect(book.startedOn < book.endedOn).toBe(true);
      expect(new Date(book.writtenOn).toISOString().slice(0, 10)).toBe(book.writtenOn);
      expect(book.tags).toHaveLength(3);
    }
    expect(new Set(books.nodes.map(({ isbn }: { isbn: string }) => isbn)).size).toBe(25);
  });

  test('what the settings say of fields and scalars', async () => {
    const settings: GivenMockSettings = {
      scalars: { Money: { min: 5, max: 6, decimals: 3 } },
      fields: {
        'Book.title': { values: ['Dune', 'Emma'] },
        'Book.tags': { length: 5 },
        'Book.stars': { nullRate: 1 },
        'Book.cover': { pattern: '(a|b){3}' },
      },
    };
    const { book } = await dataOf('{ book(id: "book-1") { title price tags stars cover } }', settings);
    expect(book).toEqual({
      title: expect.stringMatching(/^(Dune|Emma)$/),
      price: expect.stringMatching(/^[56]\.\d{3}$/),
      tags: Array(5).fill(expect.any(String)),
      stars: null,
      cover: expect.stringMatching(/^[ab]{3}$/),
    });
  });

  test('the records of the settings, whose other fields are invented', async () => {
    const records = { Book: [{ id: 'dune', title: 'Dune', author: { name: { family: 'Herbert' }, born: 1920 } }] };
    const { book } = await dataOf('{ book(id: "dune") { title isbn author { born name { family } } } }', { records });
    expect(book).toEqual({
      title: 'Dune',
      isbn: expect.any(String),
      author: { born: 1920, name: { family: 'Herbert' } },
    });
  });

  test('nulls only where they may be', async () => {
    const { books } = await dataOf('{ books { nodes { id title stars author { born } } } }', { nullRate: 1 });
    expect(books.nodes[0]).toMatchObject({ title: expect.any(String), stars: null });
  });

  test('every member of an interface in turn', async () => {
    const { shelf } = await dataOf('{ shelf { __typename } }', { listLength: 4 });
    const names = shelf.map(({ __typename }: { __typename: string }) => __typename);
    expect(new Set(names)).toEqual(new Set(['Book', 'Disc']));
  });
});

describe('a connection', () => {
  const page = async (args: string) => {
    const { books } = await dataOf(
      `{ books(${args}) { totalCount edges { cursor node { id } } nodes { id }
           pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      { connectionLength: 5 },
    );
    return books;
  };
  const ids = (books: { nodes: { id: string }[] }) => books.nodes.map(({ id }) => id);

  test('gives each of its items once, on pages forwards and backwards', async () => {
    const whole = await page('first: 10');
    const forwards: string[] = [];
    for (let after = ''; ;) {
      const next = await page(`first: 2 ${after}`);
      forwards.push(...ids(next));
      if (!next.pageInfo.hasNextPage) break;
      after = `after: "${next.pageInfo.endCursor}"`;
    }
    expect(forwards).toEqual(ids(whole));
    expect(new Set(forwards).size).toBe(5);
    const last = await page('last: 2');
    expect(ids(last)).toEqual(forwards.slice(-2));
    expect(ids(await page(`last: 2 before: "${last.pageInfo.startCursor}"`))).toEqual(forwards.slice(1, 3));
    expect(whole).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: false, hasPreviousPage: false } });
  });

  test('refuses a cursor of another list and a negative size', async () => {
    expect((await ask('{ books(after: "x") { totalCount } }')).errors[0]).toMatch(/cursor/);
    expect((await ask('{ books(first: -1) { totalCount } }')).errors[0]).toMatch(/negative/);
  });
});

describe('createMockSubgraph() refuses', () => {
  const check = (title: string, [sdl, settings]: readonly [string, object], message: RegExp) =>
    test(title, () => {
      const create = () => createMockSubgraph(sdl, 'books.graphql', settings);
      expect(create).toThrow(JoineryError);
      expect(create).toThrow(message);
    });

  check('what is not GraphQL', ['type Query {', {}], /INVALID_GRAPHQL: books\.graphql:1: Syntax Error/);
  check(
    'a wrong key, with its line',
    [`${LINK}\ntype A @key(fields: "no") { id: ID! }`, {}],
    /KEY_INVALID_FIELDS: books\.graphql:2/,
  );
  check('settings of a field that is not there', [SDL, { fields: { 'Book.titel': {} } }], /did you mean Book\.title\?/);
  check('records of a type that is not there', [SDL, { records: { Boook: [] } }], /did you mean Book\?/);
  check('a setting that is not there', [SDL, { sed: 1 }], /did you mean seed\?/);
  check('a share over 1', [SDL, { nullRate: 2 }], /nullRate/);
});
