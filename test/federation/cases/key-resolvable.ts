import type { FederationCase } from '../support/federation-case.js';

export const KEY_RESOLVABLE_CASES: readonly FederationCase[] = [
  {
    name: 'a @key that is not resolvable only refers',
    subgraphs: {
      orders: {
        sdl: `
          type Query { order: Order }
          type Order { product: Product }
          type Product @key(fields: "id", resolvable: false) { id: ID! }
        `,
        fields: { 'Query.order': { product: { id: 'p1' } } },
      },
      products: {
        sdl: `type Product @key(fields: "id") { id: ID!  name: String }`,
        entities: { Product: [{ id: 'p1', name: 'Pen' }] },
      },
    },
    operation: '{ order { product { name } } }',
    expect: { data: { order: { product: { name: 'Pen' } } } },
    requests: { products: { representations: [{ __typename: 'Product', id: 'p1' }] } },
  },
  {
    name: 'a subgraph is entered again by its resolvable @key after @requires',
    subgraphs: {
      people: {
        sdl: `
          type Person @key(fields: "id") @key(fields: "number") @key(fields: "card { one two }") @key(fields: "id card { two three }") {
            id: ID!  number: ID!  card: Card!  name: String! }
          type Card @shareable { one: ID!  two: ID!  three: ID! }
        `,
        entities: { Person: [{ id: 'a1', number: 'n1', card: { one: '1', two: '2', three: '3' }, name: 'Ada' }] },
      },
      teams: {
        sdl: `
          type Query { team: Team }
          type Team @key(fields: "id") { id: ID!  people: [Person!]! }
          type Person @key(fields: "id", resolvable: false) @key(fields: "card { two three }", resolvable: false)
            @key(fields: "id card { two three }") {
            id: ID!  card: Card!  name: String! @external  badge: String! @requires(fields: "name") }
          type Card @shareable { two: ID!  three: ID! }
        `,
        fields: {
          'Query.team': { id: 't1', people: [{ id: 'a1', card: { two: '2', three: '3' } }] },
          'Person.__resolveReference': (ref) => (ref.card && ref.id ? ref : new Error('Not by this key')),
          'Person.badge': ({ name, id }) => `${name} ${id}`,
        },
      },
    },
    operation: '{ team { people { id name badge } } }',
    expect: { data: { team: { people: [{ id: 'a1', name: 'Ada', badge: 'Ada a1' }] } } },
    requests: {
      teams: {
        representations: [{ __typename: 'Person', id: 'a1', card: { two: '2', three: '3' }, name: 'Ada' }],
      },
    },
    knownStockDifference: 'The planner enters a subgraph by a key that is not resolvable there.',
  },
];
