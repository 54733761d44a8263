import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const graph: Subgraphs = {
  users: {
    sdl: `
      type Query { user: User  users: [User!]!  owners: [Owner!]! }
      type User @key(fields: "id") @context(name: "user") { id: ID!  language: String!  settings: Settings!  country: String @external
        order: Order  orders: [Order!]!  name: String }
      type Team @key(fields: "id") @context(name: "owner") { id: ID!  tongue: String!  box: Box! }
      type Person @key(fields: "id") @context(name: "owner") { id: ID!  speaks: String!  box: Box! }
      union Owner = Team | Person
      type Settings { currency: String! }
      type Box @key(fields: "id") { id: ID!  label(words: String @fromContext(field: "$owner ... on Team { tongue } ... on Person { speaks }")): String }
      type Order @key(fields: "id") { id: ID!  item: Item
        text(in: String @fromContext(field: "$user { language }"), loud: Boolean = false): String
        price(currency: String @fromContext(field: "$user { settings { currency } }")): String
        tax(country: String @fromContext(field: "$user { country }")): String }
      type Item @key(fields: "id") { id: ID!  named(in: String @fromContext(field: "$user { language }")): String }
    `,
    entities: { Order: [{ id: 'o1' }, { id: 'o2' }], Item: [{ id: 'i1' }], Box: [{ id: 'b1' }, { id: 'b2' }] },
    fields: {
      'Query.user': { id: 'u1', language: 'en', name: 'Ada', settings: { currency: 'GBP' } },
      'Query.users': [
        { id: 'u1', language: 'en', settings: { currency: 'GBP' } },
        { id: 'u2', language: 'cy', settings: { currency: 'EUR' } },
      ],
      'Query.owners': [
        { __typename: 'Team', id: 't1', tongue: 'latin', box: { id: 'b1' } },
        { __typename: 'Person', id: 'p1', speaks: 'greek', box: { id: 'b2' } },
      ],
      'User.order': { id: 'o1' },
      'User.orders': [{ id: 'o1' }, { id: 'o2' }],
      'Order.item': { id: 'i1' },
      'Order.text': ({ id }, args) => `${id} ${args.in} ${args.loud}`,
      'Order.price': ({ id }, { currency }) => `${id} in ${currency}`,
      'Order.tax': ({ id }, { country }) => `${id} for ${country}`,
      'Item.named': ({ id }, args) => `${id} in ${args.in}`,
      'Box.label': ({ id }, { words }) => `${id} in ${words}`,
    },
  },
  places: {
    sdl: `type User @key(fields: "id") { id: ID!  country: String }`,
    entities: {
      User: [
        { id: 'u1', country: 'UK' },
        { id: 'u2', country: null },
      ],
    },
  },
};

function check(name: string, operation: string, data: object): FederationCase {
  return { name, subgraphs: graph, operation, expect: { data }, knownStockDifference: STOCK.refusesContext };
}

export const CONTEXT_CASES: readonly FederationCase[] = [
  check('@fromContext takes the value from an object above', '{ user { order { text } } }', {
    user: { order: { text: 'o1 en false' } },
  }),
  check('@fromContext beside an argument of the client', '{ user { order { text(loud: true) } } }', {
    user: { order: { text: 'o1 en true' } },
  }),
  check('@fromContext takes a nested value', '{ user { orders { price } } }', {
    user: { orders: [{ price: 'o1 in GBP' }, { price: 'o2 in GBP' }] },
  }),
  check('@fromContext takes each value from its own parent', '{ users { id orders { text } } }', {
    users: [
      { id: 'u1', orders: [{ text: 'o1 en false' }, { text: 'o2 en false' }] },
      { id: 'u2', orders: [{ text: 'o1 cy false' }, { text: 'o2 cy false' }] },
    ],
  }),
  check('@fromContext takes two values at once', '{ users { order { text price id } } }', {
    users: [
      { order: { text: 'o1 en false', price: 'o1 in GBP', id: 'o1' } },
      { order: { text: 'o1 cy false', price: 'o1 in EUR', id: 'o1' } },
    ],
  }),
  check('@fromContext two levels below', '{ users { order { item { named } } } }', {
    users: [{ order: { item: { named: 'i1 in en' } } }, { order: { item: { named: 'i1 in cy' } } }],
  }),
  check('@fromContext takes a value of another subgraph, also null', '{ users { order { tax } } }', {
    users: [{ order: { tax: 'o1 for UK' } }, { order: { tax: 'o1 for null' } }],
  }),
  check(
    '@fromContext with a context of two types',
    '{ owners { ... on Team { box { label } } ... on Person { box { label } } } }',
    {
      owners: [{ box: { label: 'b1 in latin' } }, { box: { label: 'b2 in greek' } }],
    },
  ),
  check(
    '@fromContext under aliases that bear the names of its values',
    '{ user { language: name order { x: text y: text(loud: true) } } }',
    {
      user: { language: 'Ada', order: { x: 'o1 en false', y: 'o1 en true' } },
    },
  ),
  {
    name: 'a client cannot give an argument that comes from the context',
    subgraphs: graph,
    operation: '{ user { order { text(in: "xx") } } }',
    expect: { errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    knownStockDifference: STOCK.refusesContext,
  },
  {
    name: 'introspection does not show an argument that comes from the context',
    subgraphs: graph,
    operation: '{ __type(name: "Order") { fields { name args { name } } } }',
    expect: {
      data: {
        __type: {
          fields: [
            { name: 'id', args: [] },
            { name: 'item', args: [] },
            { name: 'text', args: [{ name: 'loud' }] },
            { name: 'price', args: [] },
            { name: 'tax', args: [] },
          ],
        },
      },
    },
    knownStockDifference: STOCK.refusesContext,
  },
];
