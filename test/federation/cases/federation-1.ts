import type { FederationCase, Subgraphs } from '../support/federation-case.js';

/** As published before federation 2: no link, `extend`, and value types shared without a directive. */
const old: Subgraphs = {
  accounts: {
    federation: 1,
    sdl: `
      type Query { me: User  users: [User!]! }
      type User @key(fields: "id") { id: ID!  name: String  email: String  place: Place }
      type Place { town: String  code: String }
      enum Level { LOW HIGH }
      interface Named { name: String }
      scalar Moment
    `,
    entities: {
      User: [
        { id: 'u1', name: 'Ada', email: 'ada@example.org' },
        { id: 'u2', name: 'Bob', email: null },
      ],
    },
    fields: {
      'Query.me': { id: 'u1', name: 'Ada', email: 'ada@example.org', place: { town: 'Leeds', code: 'LS1' } },
      'Query.users': [
        { id: 'u1', name: 'Ada', email: 'ada@example.org' },
        { id: 'u2', name: 'Bob', email: null },
      ],
    },
  },
  reviews: {
    federation: 1,
    sdl: `
      extend type Query { latest: Review  reviews: [Review!]! }
      type Review @key(fields: "id") { id: ID!  text: String  level: Level  author: User @provides(fields: "name")  product: Product }
      extend type User @key(fields: "id") { id: ID! @external  name: String @external  email: String @external
        reviews: [Review!]!  signature: String @requires(fields: "name email") }
      type Product @extends @key(fields: "sku") { sku: ID! @external  reviews: [Review!]! }
      type Place { town: String  code: String }
      enum Level { LOW HIGH }
    `,
    fields: {
      'Query.latest': {
        id: 'r1',
        text: 'Good',
        level: 'HIGH',
        author: { id: 'u1', name: 'Ada (provided)' },
        product: { sku: 's1' },
      },
      'Query.reviews': [],
      'User.reviews': ({ id }) =>
        id === 'u1' ? [{ id: 'r1', text: 'Good', level: 'HIGH', product: { sku: 's1' } }] : [],
      'User.signature': ({ name, email }) => `${name} <${email}>`,
      'Product.reviews': [{ id: 'r1', text: 'Good' }],
    },
  },
  products: {
    sdl: `
      type Query { product: Product }
      type Product @key(fields: "sku") { sku: ID!  title: String  maker: Place @shareable }
      type Place @shareable { town: String  code: String }
    `,
    entities: { Product: [{ sku: 's1', title: 'Pen', maker: { town: 'York' } }] },
    fields: { 'Query.product': { sku: 's1', title: 'Pen', maker: { town: 'York' } } },
  },
};

export const FEDERATION_1_CASES: readonly FederationCase[] = [
  {
    name: 'federation 1: an extended entity',
    subgraphs: old,
    operation: '{ me { name reviews { text level } } }',
    expect: { data: { me: { name: 'Ada', reviews: [{ text: 'Good', level: 'HIGH' }] } } },
    requests: { reviews: { atMost: 1, representations: [{ __typename: 'User', id: 'u1' }] } },
  },
  {
    name: 'federation 1: @requires',
    subgraphs: old,
    operation: '{ users { signature } }',
    expect: { data: { users: [{ signature: 'Ada <ada@example.org>' }, { signature: 'Bob <null>' }] } },
  },
  {
    name: 'federation 1: @provides',
    subgraphs: old,
    operation: '{ latest { author { id name } } }',
    expect: { data: { latest: { author: { id: 'u1', name: 'Ada (provided)' } } } },
    requests: { accounts: { atMost: 0 } },
  },
  {
    name: 'federation 1: fields beyond @provides',
    subgraphs: old,
    operation: '{ latest { author { email reviews { id } } } }',
    expect: { data: { latest: { author: { email: 'ada@example.org', reviews: [{ id: 'r1' }] } } } },
  },
  {
    name: 'federation 1: a value type that two subgraphs define',
    subgraphs: old,
    operation: '{ me { place { town code } } }',
    expect: { data: { me: { place: { town: 'Leeds', code: 'LS1' } } } },
  },
  {
    name: 'federation 1 beside federation 2: an entity extended with @extends',
    subgraphs: old,
    operation: '{ product { title maker { town } reviews { text } } }',
    expect: { data: { product: { title: 'Pen', maker: { town: 'York' }, reviews: [{ text: 'Good' }] } } },
  },
  {
    name: 'federation 1 beside federation 2: through all three subgraphs and back',
    subgraphs: old,
    operation: '{ me { reviews { product { title reviews { text } } } signature } }',
    expect: {
      data: {
        me: {
          reviews: [{ product: { title: 'Pen', reviews: [{ text: 'Good' }] } }],
          signature: 'Ada <ada@example.org>',
        },
      },
    },
  },
  {
    name: 'federation 1: root fields of an extended query type',
    subgraphs: old,
    operation: '{ reviews { id } latest { text } me { id } }',
    expect: { data: { reviews: [], latest: { text: 'Good' }, me: { id: 'u1' } } },
  },
];
