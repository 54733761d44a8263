import { bookshop } from '../graphs/bookshop.js';
import type { ExpectedRequests, FederationCase, Subgraphs } from '../support/federation-case.js';

interface Asked {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly requests?: Readonly<Record<string, ExpectedRequests>>;
}

const NONE = { atMost: 0 };

function check(operation: string, data: object, asked: Asked = {}): FederationCase {
  const given = asked.variables ? ` with ${JSON.stringify(asked.variables)}` : '';
  return { name: `${operation}${given}`, subgraphs: bookshop, operation, ...asked, expect: { data } };
}

const EITHER =
  'query ($a: Boolean!, $b: Boolean!) { book(id: "b1") { id title @include(if: $a) stars @skip(if: $b) } }';
const BOTH = 'query ($a: Boolean!, $b: Boolean!) { book(id: "b1") { id stars @include(if: $a) @skip(if: $b) } }';
const NESTED = `query ($a: Boolean!, $b: Boolean!) {
  book(id: "b1") { id ... @include(if: $a) { title ... on Book @skip(if: $b) { stars author { name @include(if: $a) awards(since: 1) @skip(if: $a) } } } } }`;
const NAMED = `query ($a: Boolean!) { book(id: "b1") { id ...B @include(if: $a) } } fragment B on Book { title stars }`;
const TWICE = `query ($a: Boolean!) { book(id: "b1") { title @include(if: $a) stars @skip(if: $a) ...B } } fragment B on Book { title stars @include(if: $a) }`;
const ROOT = 'query ($a: Boolean!) { reader @include(if: $a) { name } book(id: "b1") @skip(if: $a) { title stars } }';

export const SKIP_INCLUDE_CASES: readonly FederationCase[] = [
  check(
    '{ book(id: "b1") { id title @skip(if: true) stars @include(if: false) } }',
    { book: { id: 'b1' } },
    {
      requests: { reviews: NONE },
    },
  ),
  check('{ book(id: "b1") { title @skip(if: false) stars @include(if: true) } }', {
    book: { title: 'Emma', stars: 4 },
  }),
  check('{ book(id: "b1") @skip(if: true) { stars } }', {}, { requests: { books: NONE, reviews: NONE } }),
  check('{ book(id: "b1") { title @skip(if: true) } }', { book: {} }),
  check(EITHER, { book: { id: 'b1', title: 'Emma', stars: 4 } }, { variables: { a: true, b: false } }),
  check(EITHER, { book: { id: 'b1', stars: 4 } }, { variables: { a: false, b: false } }),
  check(
    EITHER,
    { book: { id: 'b1', title: 'Emma' } },
    { variables: { a: true, b: true }, requests: { reviews: NONE } },
  ),
  check(BOTH, { book: { id: 'b1', stars: 4 } }, { variables: { a: true, b: false } }),
  check(BOTH, { book: { id: 'b1' } }, { variables: { a: true, b: true }, requests: { reviews: NONE } }),
  check(BOTH, { book: { id: 'b1' } }, { variables: { a: false, b: false }, requests: { reviews: NONE } }),
  check(NESTED, { book: { id: 'b1' } }, { variables: { a: false, b: false }, requests: { reviews: NONE } }),
  check(
    NESTED,
    { book: { id: 'b1', title: 'Emma' } },
    { variables: { a: true, b: true }, requests: { reviews: NONE } },
  ),
  check(
    NESTED,
    { book: { id: 'b1', title: 'Emma', stars: 4, author: { name: 'Austen' } } },
    { variables: { a: true, b: false }, requests: { reviews: { asksNot: ['Author'] } } },
  ),
  check(NAMED, { book: { id: 'b1' } }, { variables: { a: false }, requests: { reviews: NONE } }),
  check(NAMED, { book: { id: 'b1', title: 'Emma', stars: 4 } }, { variables: { a: true } }),
  check(TWICE, { book: { title: 'Emma', stars: 4 } }, { variables: { a: true } }),
  check(TWICE, { book: { stars: 4, title: 'Emma' } }, { variables: { a: false } }),
  check(ROOT, { reader: { name: 'Ann' } }, { variables: { a: true }, requests: { books: NONE } }),
  check(ROOT, { book: { title: 'Emma', stars: 4 } }, { variables: { a: false } }),
  check(
    'query ($a: Boolean = true) { book(id: "b1") { id stars @skip(if: $a) } }',
    { book: { id: 'b1' } },
    {
      requests: { reviews: NONE },
    },
  ),
  check(
    'query ($a: Boolean = true) { book(id: "b1") { id stars @skip(if: $a) } }',
    { book: { id: 'b1', stars: 4 } },
    { variables: { a: false } },
  ),
  check(
    'query ($a: Boolean!) { t: __typename @include(if: $a) book(id: "b1") { __typename @skip(if: $a) k: __typename @include(if: $a) id } }',
    { t: 'Query', book: { k: 'Book', id: 'b1' } },
    { variables: { a: true } },
  ),
  check(
    'query ($a: Boolean!) { a: book(id: "b1") { stars @include(if: $a) } b: book(id: "b1") { stars @skip(if: $a) } }',
    { a: { stars: 4 }, b: {} },
    { variables: { a: true } },
  ),
  check(
    'query ($a: Boolean!, $n: Int) { book(id: "b1") { title reviews(first: $n) @include(if: $a) { id by @skip(if: $a) { name } } } }',
    { book: { title: 'Emma', reviews: [{ id: 'r1' }] } },
    { variables: { a: true, n: 1 } },
  ),
];

const priced: Subgraphs = {
  base: {
    sdl: `
      type Query { item: Item  any: Any }
      type Item @key(fields: "id") { id: ID!  weight: Int }
      type Other { n: Int }
      union Any = Item | Other
    `,
    fields: { 'Query.item': { id: 'i', weight: 2 }, 'Query.any': { __typename: 'Item', id: 'i', weight: 2 } },
    entities: { Item: [{ id: 'i', weight: 2 }] },
  },
  post: {
    sdl: `type Item @key(fields: "id") { id: ID!  weight: Int @external  cost: Int @requires(fields: "weight")  zone: String }`,
    fields: { 'Item.cost': ({ weight }) => (weight as number) * 10, 'Item.zone': 'A' },
  },
};

const COST = 'query ($a: Boolean!) { item { weight @skip(if: $a) cost @include(if: $a) zone @skip(if: $a) } }';
const ANY = 'query ($a: Boolean!) { any { ... on Item @include(if: $a) { cost } ... on Other { n } } }';

export const SKIP_REQUIRES_CASES: readonly FederationCase[] = [
  {
    name: 'a required field that the client skips is fetched all the same',
    subgraphs: priced,
    operation: COST,
    variables: { a: true },
    expect: { data: { item: { cost: 20 } } },
  },
  {
    name: 'a skipped field with @requires is not asked, its neighbour is',
    subgraphs: priced,
    operation: COST,
    variables: { a: false },
    expect: { data: { item: { weight: 2, zone: 'A' } } },
    requests: { post: { atMost: 1 } },
  },
  {
    name: 'a skipped fragment on a member of a union asks nothing',
    subgraphs: priced,
    operation: ANY,
    variables: { a: false },
    expect: { data: { any: {} } },
    requests: { post: NONE },
  },
  {
    name: 'an included fragment on a member of a union with @requires',
    subgraphs: priced,
    operation: ANY,
    variables: { a: true },
    expect: { data: { any: { cost: 20 } } },
  },
];
