import { bookshop } from '../graphs/bookshop.js';
import type { FederationCase } from '../support/federation-case.js';

const echo = (args: object) => ({ data: { echo: JSON.stringify(args) } });

export const VARIABLE_CASES: readonly FederationCase[] = [
  {
    name: 'a variable reaches the subgraph of its field only',
    subgraphs: bookshop,
    operation: 'query ($id: ID!, $above: Int) { book(id: $id) { reviews(above: $above) { id } } }',
    variables: { id: 'b1', above: 4 },
    expect: { data: { book: { reviews: [{ id: 'r1' }] } } },
    requests: { books: { asksNot: ['above'] }, reviews: { asksNot: ['String'] } },
  },
  {
    name: 'the default of a variable counts when it is absent',
    subgraphs: bookshop,
    operation: 'query ($text: String = "of the operation") { echo(text: $text) book(id: "b1") { note(text: $text) } }',
    expect: {
      data: { echo: '{"text":"of the operation"}', book: { note: '{"text":"of the operation"}' } },
    },
  },
  {
    name: 'the default of a variable does not replace null',
    subgraphs: bookshop,
    operation: 'query ($text: String = "of the operation") { echo(text: $text) book(id: "b1") { note(text: $text) } }',
    variables: { text: null },
    expect: { data: { echo: '{"text":null}', book: { note: '{"text":null}' } } },
  },
  {
    name: 'an absent variable leaves the default of the argument',
    subgraphs: bookshop,
    operation: 'query ($text: String, $n: Int) { echo(text: $text, n: $n) book(id: "b1") { note(text: $text) } }',
    expect: { data: { echo: '{"text":"none"}', book: { note: '{"text":"none"}' } } },
  },
  {
    name: 'a variable that is null is passed as null',
    subgraphs: bookshop,
    operation: 'query ($text: String, $n: Int) { echo(text: $text, n: $n) }',
    variables: { text: null, n: null },
    expect: echo({ text: null, n: null }),
  },
  {
    name: 'literals of every kind reach the subgraph',
    subgraphs: bookshop,
    operation:
      '{ echo(text: "a\\"b\\n\\u00e9", n: -1, list: [1, 2], genre: POEM, flag: false, size: 1.5e3, id: 7, filter: { ids: ["x", 1], above: { strict: true } }) }',
    expect: echo({
      text: 'a"b\né',
      n: -1,
      list: [1, 2],
      filter: { genre: 'NOVEL', ids: ['x', '1'], above: { pages: 10, strict: true } },
      genre: 'POEM',
      flag: false,
      size: 1500,
      id: '7',
    }),
  },
  {
    name: 'variables of every kind reach the subgraph',
    subgraphs: bookshop,
    operation: `query ($text: String, $n: Int, $list: [Int!], $genre: Genre, $flag: Boolean, $size: Float, $id: ID, $filter: BookFilter) {
      echo(text: $text, n: $n, list: $list, genre: $genre, flag: $flag, size: $size, id: $id, filter: $filter) }`,
    variables: {
      text: '$"\\ \u2028',
      n: 2147483647,
      list: 3,
      genre: 'POEM',
      flag: true,
      size: 1,
      id: 12,
      filter: { genre: null, ids: 'one' },
    },
    expect: echo({
      text: '$"\\ \u2028',
      n: 2147483647,
      list: [3],
      filter: { genre: null, ids: ['one'] },
      genre: 'POEM',
      flag: true,
      size: 1,
      id: '12',
    }),
  },
  {
    name: 'variables within lists and objects',
    subgraphs: bookshop,
    operation:
      'query ($n: Int!, $genre: Genre, $pages: Int!, $ids: [ID!]) { echo(list: [1, $n, 3], filter: { genre: $genre, ids: $ids, above: { pages: $pages } }) }',
    variables: { n: 2, pages: 5 },
    expect: echo({ text: 'none', list: [1, 2, 3], filter: { genre: 'NOVEL', above: { pages: 5 } } }),
  },
  {
    name: 'one variable for both subgraphs and at two depths',
    subgraphs: bookshop,
    operation: 'query ($n: Int) { books(first: $n) { id reviews(first: $n) { id } author { awards(since: $n) } } }',
    variables: { n: 1 },
    expect: {
      data: { books: [{ id: 'b1', reviews: [{ id: 'r1' }], author: { awards: ['Prize since 1'] } }] },
    },
  },
  {
    name: 'the name of a variable may be that of the representations',
    subgraphs: bookshop,
    operation: 'query ($representations: Int) { book(id: "b1") { title reviews(first: $representations) { id } } }',
    variables: { representations: 1 },
    expect: { data: { book: { title: 'Emma', reviews: [{ id: 'r1' }] } } },
    knownStockDifference: 'The variable takes the place of the representations, and the request fails.',
  },
  {
    name: 'the name of a variable may be that of a property of every object',
    subgraphs: bookshop,
    operation:
      'query ($__proto__: String, $constructor: String, $toString: Int) { echo(text: $__proto__, n: $toString) book(id: "b1") { note(text: $constructor) } }',
    variables: JSON.parse('{"__proto__": "p", "constructor": "c"}') as Record<string, unknown>,
    expect: { data: { echo: '{"text":"p"}', book: { note: '{"text":"c"}' } } },
  },
  {
    name: 'a variable that is given and not declared is ignored',
    subgraphs: bookshop,
    operation: 'query ($n: Int) { echo(n: $n) }',
    variables: { n: 1, other: { deep: true } },
    expect: echo({ text: 'none', n: 1 }),
  },
  {
    name: 'a variable that is declared and not used is refused',
    subgraphs: bookshop,
    operation: 'query ($n: Int) { echo }',
    expect: { errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    requests: { books: { atMost: 0 } },
  },
  ...(
    [
      ['a text for an Int', '($v: Int) { echo(n: $v) }', 'one'],
      ['a fraction for an Int', '($v: Int) { echo(n: $v) }', 1.5],
      ['an Int out of range', '($v: Int) { echo(n: $v) }', 2147483648],
      ['null in a list of non-null', '($v: [Int!]) { echo(list: $v) }', [1, null]],
      ['an unknown enum value', '($v: Genre) { echo(genre: $v) }', 'DRAMA'],
      ['an unknown input field', '($v: BookFilter) { echo(filter: $v) }', { colour: 'red' }],
      ['null for a non-null input field', '($v: BookFilter) { echo(filter: $v) }', { above: { pages: null } }],
      ['null for a non-null variable', '($v: Int!) { echo(n: $v) }', null],
      ['nothing for a non-null variable', '($v: Int!) { echo(n: $v) }', undefined],
    ] as const
  ).map(([what, rest, v]): FederationCase => ({
    name: `${what} is refused before any subgraph is asked`,
    subgraphs: bookshop,
    operation: `query ${rest}`,
    variables: { v },
    expect: { errors: [{ code: 'BAD_USER_INPUT' }] },
    requests: { books: { atMost: 0 } },
  })),
  {
    name: 'a deep input object with defaults is passed to an entity of another subgraph',
    subgraphs: bookshop,
    operation:
      'query ($tags: [String] = ["a", null]) { book(id: "b1") { note(tags: $tags) again: note(tags: [null]) } }',
    expect: {
      data: { book: { note: '{"text":"none","tags":["a",null]}', again: '{"text":"none","tags":[null]}' } },
    },
  },
  {
    name: 'the operation is chosen by its name and only its variables count',
    subgraphs: bookshop,
    operation: 'query First { echo(n: 1) } query Second($n: Int = 2) { echo(n: $n) }',
    operationName: 'Second',
    expect: echo({ text: 'none', n: 2 }),
  },
];
