import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const RATES: Record<string, number> = { GBP: 1, EUR: 2, USD: 3 };

const currencies: Subgraphs = {
  catalogue: {
    sdl: `
      type Query { item: Item  items: [Item!]! }
      enum Currency { GBP EUR USD }
      type Item @key(fields: "id") { id: ID!  price(currency: Currency! = GBP, places: Int): Int  label: String
        offer(kind: String): Offer  tax: Int }
      type Offer @shareable { value: Int  note: String }
    `,
    entities: {
      Item: [
        { id: 'i1', base: 10, label: 'Pen' },
        { id: 'i2', base: 20, label: 'Ink' },
      ],
    },
    fields: {
      'Query.item': { id: 'i1', base: 10, label: 'Pen' },
      'Query.items': [
        { id: 'i1', base: 10, label: 'Pen' },
        { id: 'i2', base: 20, label: 'Ink' },
      ],
      'Item.price': ({ base }, { currency }) => (base as number) * RATES[currency as string]!,
      'Item.offer': ({ base }, { kind }) => ({ value: (base as number) + String(kind).length, note: String(kind) }),
      'Item.tax': 1,
    },
  },
  export: {
    sdl: `
      enum Currency { GBP EUR USD }
      type Item @key(fields: "id") { id: ID!  price(currency: Currency! = GBP, places: Int): Int @external
        offer(kind: String): Offer @external
        inEuro: String @requires(fields: "price(currency: EUR)")
        inDollar: String @requires(fields: "price(currency: USD)")
        best: String @requires(fields: "offer(kind: \\"best\\") { value }") }
      type Offer @shareable { value: Int  note: String }
    `,
    fields: {
      'Item.inEuro': ({ price }) => `€${price}`,
      'Item.inDollar': ({ price }) => `$${price}`,
      'Item.best': ({ offer }) => `best ${JSON.stringify(offer)}`,
    },
  },
};

const thereAndBack: Subgraphs = {
  c: {
    sdl: `
      type Query { node: Node }
      type Node @key(fields: "id") { id: ID!  base: String @external  price(n: Int = 1): Int @external
        first: String @requires(fields: "base price(n: 0)")  beside: String @requires(fields: "price(n: 0)") }
    `,
    fields: {
      'Query.node': { id: 'n' },
      'Node.first': ({ base, price }) => `first(${base},${price})`,
      'Node.beside': ({ price }) => `beside(${price})`,
    },
  },
  d: {
    sdl: `type Node @key(fields: "id") { id: ID!  base: String  price(n: Int = 1): Int  first: String @external
      second: String @requires(fields: "first") }`,
    fields: {
      'Node.base': 'base',
      'Node.price': (_parent, { n }) => (n as number) + 10,
      'Node.second': ({ first }) => `second(${first})`,
    },
  },
};

export const REQUIRES_ARGUMENT_CASES: readonly FederationCase[] = [
  {
    name: '@requires with an argument',
    subgraphs: currencies,
    operation: '{ item { inEuro } }',
    expect: { data: { item: { inEuro: '€20' } } },
    requests: { export: { atMost: 1, representations: [{ __typename: 'Item', id: 'i1', price: 20 }] } },
  },
  {
    name: '@requires with an argument on an object',
    subgraphs: currencies,
    operation: '{ items { best } }',
    expect: { data: { items: [{ best: 'best {"value":14}' }, { best: 'best {"value":24}' }] } },
  },
  {
    name: '@requires with an argument while the client selects the field with the same one',
    subgraphs: currencies,
    operation: '{ item { price(currency: EUR) inEuro } }',
    expect: { data: { item: { price: 20, inEuro: '€20' } } },
  },
  {
    name: '@requires with an argument while the client selects the field with another one',
    subgraphs: currencies,
    operation: '{ item { price(currency: USD) inEuro } }',
    expect: { data: { item: { price: 30, inEuro: '€20' } } },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: '@requires with an argument while the client selects the field without one',
    subgraphs: currencies,
    operation: '{ item { inEuro price } }',
    expect: { data: { item: { inEuro: '€20', price: 10 } } },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: '@requires with an argument while the client selects the field under an alias with another one',
    subgraphs: currencies,
    operation: '{ item { dollars: price(currency: USD) inEuro } }',
    expect: { data: { item: { dollars: 30, inEuro: '€20' } } },
  },
  {
    name: '@requires with an argument while the client passes a variable',
    subgraphs: currencies,
    operation: 'query ($in: Currency!) { item { price(currency: $in) inEuro } }',
    variables: { in: 'USD' },
    expect: { data: { item: { price: 30, inEuro: '€20' } } },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: 'two @requires of one field with different arguments',
    subgraphs: currencies,
    operation: '{ item { inEuro inDollar } }',
    expect: { data: { item: { inEuro: '€20', inDollar: '$30' } } },
    requests: {
      export: {
        representations: [
          { __typename: 'Item', id: 'i1', price: 20 },
          { __typename: 'Item', id: 'i1', price: 30 },
        ],
      },
    },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: 'two @requires of one field with different arguments, over a list, with the field itself',
    subgraphs: currencies,
    operation: '{ items { inEuro price inDollar } }',
    expect: {
      data: {
        items: [
          { inEuro: '€20', price: 10, inDollar: '$30' },
          { inEuro: '€40', price: 20, inDollar: '$60' },
        ],
      },
    },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: 'a required object with an argument while the client selects it with another one',
    subgraphs: currencies,
    operation: '{ item { offer(kind: "x") { value note } best } }',
    expect: { data: { item: { offer: { value: 11, note: 'x' }, best: 'best {"value":14}' } } },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: 'an alias may be the name of a field that is required with an argument',
    subgraphs: currencies,
    operation: '{ item { price: tax inEuro } }',
    expect: { data: { item: { price: 1, inEuro: '€20' } } },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: '@requires of a field that itself requires one with an argument, there and back',
    subgraphs: thereAndBack,
    operation: '{ node { second } }',
    expect: { data: { node: { second: 'second(first(base,10))' } } },
    knownStockDifference: STOCK.asksWithoutInput,
  },
  {
    name: '@requires there and back beside a field that requires the same',
    subgraphs: thereAndBack,
    operation: '{ node { beside second first base } }',
    expect: {
      data: {
        node: { beside: 'beside(10)', second: 'second(first(base,10))', first: 'first(base,10)', base: 'base' },
      },
    },
    knownStockDifference: STOCK.asksWithoutInput,
  },
];
