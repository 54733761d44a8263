import { missingNonNull, wrongValue } from '../support/expected-errors.js';
import type { ExpectedError, FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const graph: Subgraphs = {
  one: {
    sdl: `
      type Query { thing: Thing  fine: Int }
      type Thing @key(fields: "id") { id: ID!  name: String }
    `,
    fields: { 'Query.thing': { id: 't1', name: 'T' }, 'Query.fine': 7 },
  },
  two: {
    sdl: `
      type Thing @key(fields: "id") { id: ID!  text: String  int: Int  float: Float  flag: Boolean  colour: Colour  ref: ID
        part: Part  numbers: [Int]  parts: [Part!]  rows: [[Int!]]  any: Any  shape: Shape  need: Int!  raw: Raw }
      type Part { n: Int  sub: Part  must: Int! }
      enum Colour { RED BLUE }
      union Any = Part | Leaf
      type Leaf { n: Int }
      interface Shape { n: Int }
      type Round implements Shape { n: Int }
      scalar Raw
    `,
    entities: { Thing: [{ id: 't1', need: 1 }] },
  },
};

/** The field of `Thing`, the value its subgraph answers, what the client gets, and the place of the error. */
type Lie = readonly [selection: string, value: unknown, given: unknown, errorAt?: string];

/** Wrong below a field that may be null: null there, and everything else arrives. */
const WRONG: readonly Lie[] = [
  ['text', { a: 1 }, null, 'text'],
  ['text', ['a'], null, 'text'],
  ['int', '5', null, 'int'],
  ['int', 1.5, null, 'int'],
  ['int', 2147483648, null, 'int'],
  ['int', -2147483649, null, 'int'],
  ['int', {}, null, 'int'],
  ['float', 'x', null, 'float'],
  ['float', [1.5], null, 'float'],
  ['flag', 'yes', null, 'flag'],
  ['flag', {}, null, 'flag'],
  ['colour', 'PURPLE', null, 'colour'],
  ['colour', 'toString', null, 'colour'],
  ['colour', 1, null, 'colour'],
  ['ref', {}, null, 'ref'],
  ['ref', true, null, 'ref'],
  ['part { n }', 'text', null, 'part'],
  ['part { n }', 5, null, 'part'],
  ['part { n }', true, null, 'part'],
  ['part { n }', [{ n: 1 }], null, 'part'],
  ['part { n sub { n } }', { n: 'x', sub: { n: 2 } }, { n: null, sub: { n: 2 } }, 'part.n'],
  ['part { sub { must } n }', { sub: { must: 'x' }, n: 1 }, { sub: null, n: 1 }, 'part.sub.must'],
  ['part { sub { must } n }', { sub: {}, n: 1 }, { sub: null, n: 1 }, 'part.sub.must'],
  ['numbers', 5, null, 'numbers'],
  ['numbers', { 0: 1, length: 1 }, null, 'numbers'],
  ['numbers', [1, 'x', 3, null], [1, null, 3, null], 'numbers.1'],
  ['parts { n }', { n: 1 }, null, 'parts'],
  ['parts { n }', [{ n: 1 }, 'x'], null, 'parts.1'],
  ['parts { n }', [{ n: 1 }, null], null, 'parts.1'],
  ['parts { must }', [{ must: 1 }, { must: null }], null, 'parts.1.must'],
  ['rows', [[1], [2, 'x'], null], [[1], null, null], 'rows.1.1'],
  ['rows', [[1], 2], [[1], null], 'rows.1'],
  ['any { ... on Part { n } }', { __typename: 'Nope', n: 1 }, null, 'any'],
  ['any { ... on Part { n } }', { __typename: 'Round', n: 1 }, null, 'any'],
  ['any { ... on Part { n } }', { __typename: 'toString', n: 1 }, null, 'any'],
  ['any { ... on Part { n } }', { __typename: 5, n: 1 }, null, 'any'],
  ['any { ... on Part { n } }', { n: 1 }, null, 'any'],
  ['shape { n }', { __typename: 'Part', n: 1 }, null, 'shape'],
  ['shape { n }', 'Round', null, 'shape'],
];

/** Unusual and right. */
const RIGHT: readonly Lie[] = [
  ['float', 3, 3],
  ['float', 1e308, 1e308],
  ['float', -1.5e-7, -1.5e-7],
  ['int', -2147483648, -2147483648],
  ['int', 0, 0],
  ['flag', false, false],
  ['text', '', ''],
  ['text', '\u0000"\\\n\u2028\ud83d\ude00é', '\u0000"\\\n\u2028\ud83d\ude00é'],
  ['numbers', [], []],
  ['parts { n }', [], []],
  ['raw', { any: [1, null, { thing: 'x' }] }, { any: [1, null, { thing: 'x' }] }],
  ['raw', [[], [1, 'a', 1e21, false]], [[], [1, 'a', 1e21, false]]],
  ['raw', 9007199254740991, 9007199254740991],
  ['raw', '', ''],
  ['raw', null, null],
  ['part { n }', { n: 1, unasked: 'x', __typename: 'Part' }, { n: 1 }],
  ['part { n }', JSON.parse('{"n":1,"__proto__":{"n":2,"sub":3},"constructor":{"prototype":{"n":4}}}'), { n: 1 }],
  ['part { sub { n } }', JSON.parse('{"__proto__":{"sub":{"n":2}}}'), { sub: null }],
  ['any { __typename ... on Leaf { n } }', { __typename: 'Leaf', n: 1 }, { __typename: 'Leaf', n: 1 }],
];

function lieCase([selection, value, given, errorAt]: Lie): FederationCase {
  const field = /^\w+/.exec(selection)![0];
  return {
    name: `a subgraph answers ${JSON.stringify(value)} for ${selection}`,
    subgraphs: graph,
    operation: `{ thing { name ${selection} need } fine }`,
    faults: { two: { kind: 'lie', field: `Thing.${field}`, value } },
    expect: {
      data: { thing: { name: 'T', [field]: given, need: 1 }, fine: 7 },
      ...(errorAt === undefined ? {} : { errors: [errorOf(value, `thing.${errorAt}`)] }),
    },
    ...(errorAt === undefined ? {} : { knownStockDifference: STOCK.hidesWrongValues }),
  };
}

/** A null or a missing value in a non-null place has no code of its own. */
function errorOf(value: unknown, path: string): ExpectedError {
  return /null|"sub":\{\}/.test(JSON.stringify(value)) ? missingNonNull(path) : wrongValue(path);
}

export const LIE_CASES: readonly FederationCase[] = [
  ...WRONG.map(lieCase),
  ...RIGHT.map(lieCase),
  ...[5, 0, 9007199254740991].map((value): FederationCase => ({
    ...lieCase(['ref', value, String(value)]),
    knownStockDifference: 'It passes the number on, but an ID is answered as a text.',
  })),
  {
    name: 'a wrong value in a non-null field makes its object null, with one error',
    subgraphs: graph,
    operation: '{ thing { name need } fine }',
    faults: { two: { kind: 'lie', field: 'Thing.need', value: 'x' } },
    expect: { data: { thing: null, fine: 7 }, errors: [wrongValue('thing.need')] },
    knownStockDifference: STOCK.hidesWrongValues,
  },
  {
    name: 'a wrong value is reported at the alias of the client',
    subgraphs: graph,
    operation: '{ a: thing { b: int } }',
    faults: { two: { kind: 'lie', field: 'Thing.int', value: 'x' } },
    expect: { data: { a: { b: null } }, errors: [wrongValue('a.b')] },
    knownStockDifference: STOCK.hidesWrongValues,
  },
  {
    name: 'a wrong value for a key makes its object null',
    subgraphs: graph,
    operation: '{ thing { id text } fine }',
    faults: { one: { kind: 'lie', field: 'Thing.id', value: { a: 1 } } },
    expect: { data: { thing: null, fine: 7 }, errors: [wrongValue('thing.id')] },
    knownStockDifference: STOCK.hidesWrongValues,
  },
];
