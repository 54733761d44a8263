import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

/** Several directives on one field or one type. */
const graph: Subgraphs = {
  store: {
    sdl: `
      type Query { goods: [Good!]! }
      interface Good @key(fields: "id") { id: ID!  title: String! }
      type Solid implements Good @key(fields: "id") { id: ID!  title: String! @shareable  grams: Int @tag(name: "weight") }
      type Digital implements Good @key(fields: "id") { id: ID!  title: String! @shareable  bytes: Int @inaccessible }
    `,
    entities: {
      Good: [
        { __typename: 'Solid', id: 'g1', title: 'Pen', grams: 5 },
        { __typename: 'Digital', id: 'g2', title: 'Font', bytes: 9 },
      ],
      Solid: [{ __typename: 'Solid', id: 'g1', title: 'Pen', grams: 5 }],
      Digital: [{ __typename: 'Digital', id: 'g2', title: 'Font', bytes: 9 }],
    },
    fields: {
      'Query.goods': [
        { __typename: 'Solid', id: 'g1', title: 'Pen', grams: 5 },
        { __typename: 'Digital', id: 'g2', title: 'Font', bytes: 9 },
      ],
    },
  },
  search: {
    sdl: `
      type Query { found: [Good!]! @provides(fields: "title")  seen: Good }
      type Good @key(fields: "id", resolvable: false) @interfaceObject { id: ID!  title: String! @external }
    `,
    fields: { 'Query.found': [{ id: 'g2', title: 'Font (as found)' }], 'Query.seen': { id: 'g1' } },
  },
  post: {
    sdl: `
      type Solid @key(fields: "id") { id: ID!  grams: Int @external  postage: Int @requires(fields: "grams") @shareable }
      type Digital @key(fields: "id") { id: ID!  bytes: Int @external  seconds: Int @requires(fields: "bytes") @inaccessible  lines: Int }
    `,
    fields: {
      'Solid.postage': ({ grams }) => (grams as number) * 2,
      'Digital.seconds': ({ bytes }) => (bytes as number) * 3,
      'Digital.lines': 1,
    },
  },
  courier: {
    sdl: `
      type Solid @key(fields: "id") { id: ID!  grams: Int @external  postage: Int @requires(fields: "grams") @shareable
        days: Int @requires(fields: "grams") }
      type Digital @key(fields: "id") { id: ID!  seconds: Int @external  wait: String @requires(fields: "seconds")  lines: Int @override(from: "post") }
    `,
    fields: {
      'Solid.postage': ({ grams }) => (grams as number) * 2,
      'Solid.days': ({ grams }) => (grams as number) + 1,
      'Digital.wait': ({ seconds }) => `${seconds} s`,
      'Digital.lines': 2,
    },
  },
};

const boxes: Subgraphs = {
  fronts: {
    sdl: `
      type Box @key(fields: "id") { id: ID!  size: Size @shareable }
      type Size @shareable { width: Int }
    `,
    entities: {
      Box: [
        { id: 'x', size: null },
        { id: 'y', size: { width: 1 } },
      ],
    },
  },
  sides: {
    sdl: `
      type Box @key(fields: "id") { id: ID!  size: Size @shareable }
      type Size @shareable { depth: Int }
    `,
    entities: {
      Box: [
        { id: 'x', size: null },
        { id: 'y', size: { depth: 2 } },
      ],
    },
  },
  prices: {
    sdl: `
      type Query { boxes: [Box] }
      type Box @key(fields: "id") { id: ID!  size: Size @external  price: String @requires(fields: "size { width depth }") }
      type Size @external { width: Int  depth: Int }
    `,
    fields: { 'Query.boxes': [{ id: 'x' }, { id: 'y' }], 'Box.price': ({ size }) => JSON.stringify(size) },
  },
};

const shop: Subgraphs = {
  stock: {
    sdl: `
      type Query { all: [Product] }
      interface Product { id: ID! }
      type Book implements Product @key(fields: "id") { id: ID!  grams: Int }
      type Film implements Product @key(fields: "id") { id: ID! }
    `,
    fields: {
      'Query.all': [
        { __typename: 'Book', id: 'b1', grams: 300 },
        { __typename: 'Film', id: 'f1' },
      ],
    },
    entities: { Book: [{ id: 'b1', grams: 300 }] },
  },
  sales: {
    sdl: `
      interface Product { id: ID!  price: Int }
      type Book implements Product @key(fields: "id") {
        id: ID!  price: Int  grams: Int @external  postage: String @requires(fields: "grams") }
      type Film implements Product @key(fields: "id") { id: ID!  price: Int }
    `,
    fields: {
      'Book.price': 10,
      'Film.price': 12,
      'Book.postage': ({ grams }) => `for ${grams} g`,
    },
  },
};

export const COMBINATION_CASES: readonly FederationCase[] = [
  {
    name: '@requires of one type beside a field that all types of an interface have in its subgraph',
    subgraphs: shop,
    operation: '{ all { ... on Product { price } ... on Film { id } ... on Book { postage } } }',
    expect: {
      data: {
        all: [
          { price: 10, postage: 'for 300 g' },
          { price: 12, id: 'f1' },
        ],
      },
    },
  },
  {
    name: '@requires of an object that two subgraphs fill, also where both say null',
    subgraphs: boxes,
    operation: '{ boxes { price } }',
    expect: { data: { boxes: [{ price: 'null' }, { price: '{"width":1,"depth":2}' }] } },
  },
  {
    name: '@provides on an @interfaceObject',
    subgraphs: graph,
    operation: '{ found { id title } }',
    expect: { data: { found: [{ id: 'g2', title: 'Font (as found)' }] } },
    requests: { store: { atMost: 0 } },
  },
  {
    name: '@interfaceObject that only refers finds its type and the fields of the type',
    subgraphs: graph,
    operation: '{ seen { __typename title ... on Solid { grams postage } } }',
    expect: { data: { seen: { __typename: 'Solid', title: 'Pen', grams: 5, postage: 10 } } },
  },
  {
    name: '@requires on a @shareable field: either subgraph computes it once',
    subgraphs: graph,
    operation: '{ goods { ... on Solid { postage days } } }',
    expect: { data: { goods: [{ postage: 10, days: 6 }, {}] } },
  },
  {
    name: '@requires of a field that is @inaccessible and requires an @inaccessible field',
    subgraphs: graph,
    operation: '{ goods { ... on Digital { wait } } }',
    expect: { data: { goods: [{}, { wait: '27 s' }] } },
  },
  {
    name: '@override beside @requires of another type in one request',
    subgraphs: graph,
    operation: '{ goods { id ... on Solid { days } ... on Digital { lines } } }',
    expect: {
      data: {
        goods: [
          { id: 'g1', days: 6 },
          { id: 'g2', lines: 2 },
        ],
      },
    },
    requests: { post: { atMost: 0 } },
  },
  {
    name: 'one operation through all subgraphs of both types',
    subgraphs: graph,
    operation:
      '{ goods { title ... on Solid { postage } ... on Digital { wait lines } } found { title } seen { title } }',
    expect: {
      data: {
        goods: [
          { title: 'Pen', postage: 10 },
          { title: 'Font', wait: '27 s', lines: 2 },
        ],
        found: [{ title: 'Font (as found)' }],
        seen: { title: 'Pen' },
      },
    },
  },
  {
    name: '@provides on an @interfaceObject beside its __typename',
    subgraphs: graph,
    operation: '{ found { __typename title } }',
    expect: { data: { found: [{ __typename: 'Digital', title: 'Font (as found)' }] } },
  },
  {
    name: '@provides on an @interfaceObject beside a field of its concrete type',
    subgraphs: graph,
    operation: '{ found { title ... on Digital { lines } } }',
    expect: { data: { found: [{ title: 'Font', lines: 2 }] } },
    knownStockDifference: STOCK.losesInterfaceObject,
  },
  {
    name: '@provides on an @interfaceObject whose provided field is asked of its concrete type alone',
    subgraphs: graph,
    operation: '{ found { ... on Digital { title } ... on Solid { id } } }',
    expect: { data: { found: [{ title: 'Font' }] } },
    knownStockDifference: STOCK.losesInterfaceObject,
  },
];
