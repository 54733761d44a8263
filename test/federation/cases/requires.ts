import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const PRODUCTS = [
  { id: 'p1', name: 'Pen', weight: 2, price: 10, size: { width: 3, height: 4 }, parts: [{ grams: 1 }, { grams: 5 }] },
  { id: 'p2', name: 'Ink', weight: null, price: 7, size: null, parts: [{ grams: 2 }, null] },
  { id: 'p3', name: 'Cap', weight: 0, price: 0, size: { width: null, height: 1 }, parts: [] },
];

const GRID = [[{ grams: 1 }, { grams: 2 }], [], [{ grams: 3 }]];

const shipping: Subgraphs = {
  products: {
    sdl: `
      type Query { products: [Product!]!  product(id: ID!): Product }
      type Product @key(fields: "id") { id: ID!  name: String  weight: Int  price: Int  size: Size  parts: [Part]  grid: [[Part!]!] }
      type Size @shareable { width: Int  height: Int }
      type Part @shareable { grams: Int }
    `,
    entities: { Product: PRODUCTS },
    fields: {
      'Query.products': PRODUCTS,
      'Query.product': (_parent, { id }) => PRODUCTS.find((product) => product.id === id),
      'Product.grid': GRID,
    },
  },
  shipping: {
    sdl: `
      type Query { shipments: [Product!]! }
      type Product @key(fields: "id") { id: ID!  weight: Int @external  price: Int @external  size: Size @external
        parts: [Part] @external  grid: [[Part!]!] @external
        cost: Int @requires(fields: "weight")
        insured: String @requires(fields: "weight price")
        box: String @requires(fields: "size { width height }")
        pieces: String @requires(fields: "parts { grams }")
        layers: String @requires(fields: "grid { grams }")
        carrier: String }
      type Size @shareable { width: Int  height: Int }
      type Part @shareable { grams: Int }
    `,
    fields: {
      'Query.shipments': [{ id: 'p1' }, { id: 'lost' }],
      'Product.cost': ({ weight }) => (weight === null ? null : (weight as number) * 100),
      'Product.insured': ({ weight, price }) => `${weight}/${price}`,
      'Product.box': ({ size }) => JSON.stringify(size),
      'Product.pieces': ({ parts }) => JSON.stringify(parts),
      'Product.layers': ({ grid }) => JSON.stringify(grid),
      'Product.carrier': 'Post',
    },
  },
};

const chain: Subgraphs = {
  a: {
    sdl: `type Query { node: Node } type Node @key(fields: "id") { id: ID!  a: String }`,
    fields: { 'Query.node': { id: 'n', a: 'a' } },
    entities: { Node: [{ id: 'n', a: 'a' }] },
  },
  b: {
    sdl: `
      type Query { fromB: Node }
      type Node @key(fields: "id") { id: ID!  a: String @external  b: String @requires(fields: "a") }
    `,
    fields: { 'Query.fromB': { id: 'n' }, 'Node.b': ({ a }) => `b(${a})` },
  },
  c: {
    sdl: `type Node @key(fields: "id") { id: ID!  b: String @external  c: String @requires(fields: "b") }`,
    fields: { 'Node.c': ({ b }) => `c(${b})` },
  },
  d: {
    sdl: `type Node @key(fields: "id") { id: ID!  a: String @external  c: String @external  d: String @requires(fields: "a c") }`,
    fields: { 'Node.d': ({ a, c }) => `d(${a},${c})` },
  },
};

const circle: Subgraphs = {
  one: {
    sdl: `
      type Query { node: Node }
      type Node @key(fields: "id") { id: ID!  first: String  second: String @external  third: String @requires(fields: "second") }
    `,
    entities: { Node: [{ id: 'n', first: '1' }] },
    fields: { 'Query.node': { id: 'n', first: '1' }, 'Node.third': ({ second }) => `${second}3` },
  },
  two: {
    sdl: `
      type Node @key(fields: "id") { id: ID!  first: String @external  second: String @requires(fields: "first")
        third: String @external  fourth: String @requires(fields: "third") }
    `,
    fields: { 'Node.second': ({ first }) => `${first}2`, 'Node.fourth': ({ third }) => `${third}4` },
  },
};

const product = (id: string, fields: object) => ({ __typename: 'Product', id, ...fields });

export const REQUIRES_CASES: readonly FederationCase[] = [
  {
    name: '@requires sends the field, which is not shown',
    subgraphs: shipping,
    operation: '{ product(id: "p1") { cost } }',
    expect: { data: { product: { cost: 200 } } },
    requests: { shipping: { atMost: 1, representations: [product('p1', { weight: 2 })] } },
  },
  {
    name: '@requires sends null and 0 as they are',
    subgraphs: shipping,
    operation: '{ products { cost insured } }',
    expect: {
      data: {
        products: [
          { cost: 200, insured: '2/10' },
          { cost: null, insured: 'null/7' },
          { cost: 0, insured: '0/0' },
        ],
      },
    },
    requests: {
      shipping: {
        atMost: 1,
        representations: [
          product('p1', { weight: 2, price: 10 }),
          product('p2', { weight: null, price: 7 }),
          product('p3', { weight: 0, price: 0 }),
        ],
      },
    },
  },
  {
    name: '@requires of an object sends its fields, or null',
    subgraphs: shipping,
    operation: '{ products { box } }',
    expect: {
      data: { products: [{ box: '{"width":3,"height":4}' }, { box: 'null' }, { box: '{"width":null,"height":1}' }] },
    },
  },
  {
    name: '@requires of a list of objects keeps its nulls',
    subgraphs: shipping,
    operation: '{ products { pieces } }',
    expect: {
      data: { products: [{ pieces: '[{"grams":1},{"grams":5}]' }, { pieces: '[{"grams":2},null]' }, { pieces: '[]' }] },
    },
  },
  {
    name: '@requires of a list of lists keeps its form',
    subgraphs: shipping,
    operation: '{ product(id: "p1") { layers } }',
    expect: { data: { product: { layers: JSON.stringify(GRID) } } },
    knownStockDifference: 'The inner lists of a required list of lists become null.',
  },
  {
    name: '@requires beside a field that requires nothing and one of the first subgraph',
    subgraphs: shipping,
    operation: '{ product(id: "p1") { carrier name cost weight } }',
    expect: { data: { product: { carrier: 'Post', name: 'Pen', cost: 200, weight: 2 } } },
  },
  {
    name: '@requires and the required field under an alias',
    subgraphs: shipping,
    operation: '{ product(id: "p1") { mass: weight cost size { w: width } box } }',
    expect: { data: { product: { mass: 2, cost: 200, size: { w: 3 }, box: '{"width":3,"height":4}' } } },
  },
  {
    name: 'an alias may be the name of a required field',
    subgraphs: shipping,
    operation: '{ product(id: "p1") { weight: price cost } }',
    expect: { data: { product: { weight: 10, cost: 200 } } },
    requests: { shipping: { representations: [product('p1', { weight: 2 })] } },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: 'an alias in a required object may be the name of another field of it',
    subgraphs: shipping,
    operation: '{ product(id: "p1") { size { width: height } box } }',
    expect: { data: { product: { size: { width: 4 }, box: '{"width":3,"height":4}' } } },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: '@requires of an entity that the other subgraph does not know is null and not computed',
    subgraphs: shipping,
    operation: '{ shipments { id carrier cost } }',
    expect: {
      data: {
        shipments: [
          { id: 'p1', carrier: 'Post', cost: 200 },
          { id: 'lost', carrier: 'Post', cost: null },
        ],
      },
    },
    requests: { shipping: { representations: [product('p1', { weight: 2 })] } },
  },
  {
    name: '@requires through a chain of four subgraphs',
    subgraphs: chain,
    operation: '{ node { d } }',
    expect: { data: { node: { d: 'd(a,c(b(a)))' } } },
    requests: {
      d: { atMost: 1, representations: [{ __typename: 'Node', id: 'n', a: 'a', c: 'c(b(a))' }] },
    },
  },
  {
    name: 'every link of a chain of @requires can be selected, in any order',
    subgraphs: chain,
    operation: '{ node { d c b a } }',
    expect: { data: { node: { d: 'd(a,c(b(a)))', c: 'c(b(a))', b: 'b(a)', a: 'a' } } },
    requests: { a: { atMost: 1 }, b: { atMost: 1 }, c: { atMost: 1 }, d: { atMost: 1 } },
  },
  {
    name: '@requires of a field that requires another, beginning where it is owned',
    subgraphs: chain,
    operation: '{ fromB { c } }',
    expect: { data: { fromB: { c: 'c(b(a))' } } },
    knownStockDifference: STOCK.asksWithoutInput,
  },
  {
    name: '@requires of two fields of which one requires the other, beginning where it is owned',
    subgraphs: {
      a: {
        sdl: `
          type Query { node: Node }
          type Node @key(fields: "id") { id: ID!  base: String @external  middle: String @requires(fields: "base") }
        `,
        fields: { 'Query.node': { id: 'n' }, 'Node.middle': ({ base }) => `middle(${base})` },
      },
      b: {
        sdl: `type Node @key(fields: "id") { id: ID!  base: String }`,
        entities: { Node: [{ id: 'n', base: 'base' }] },
      },
      c: {
        sdl: `type Node @key(fields: "id") { id: ID!  base: String @external  middle: String @external
          top: String @requires(fields: "base middle") }`,
        fields: { 'Node.top': ({ base, middle }) => `top(${base},${middle})` },
      },
    },
    operation: '{ node { top } }',
    expect: { data: { node: { top: 'top(base,middle(base))' } } },
    knownStockDifference: STOCK.asksWithoutInput,
  },
  {
    name: '@requires there and back between two subgraphs',
    subgraphs: circle,
    operation: '{ node { third } }',
    expect: { data: { node: { third: '123' } } },
  },
  {
    name: '@requires back and forth between two subgraphs',
    subgraphs: circle,
    operation: '{ node { fourth } }',
    expect: { data: { node: { fourth: '1234' } } },
    knownStockDifference: STOCK.asksWithoutInput,
  },
  {
    name: '@requires back and forth with every step selected',
    subgraphs: circle,
    operation: '{ node { fourth third second first } }',
    expect: { data: { node: { fourth: '1234', third: '123', second: '12', first: '1' } } },
    knownStockDifference: STOCK.asksWithoutInput,
  },
];
