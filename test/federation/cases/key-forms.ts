import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const places: Subgraphs = {
  map: {
    sdl: `
      type Query { places: [Place!]!  unnamed: [Person] }
      type Place @key(fields: "id region") { id: ID!  region: String  name: String }
      type Person @key(fields: "id") { id: ID  name: String }
    `,
    fields: {
      'Query.places': [
        { id: '1', region: 'N', name: 'Ashford' },
        { id: '1', region: 'S', name: 'Ashford' },
        { id: '2', region: null, name: 'Burton' },
      ],
      'Query.unnamed': [
        { id: '1', name: 'Ada' },
        { id: null, name: 'Somebody' },
      ],
    },
  },
  census: {
    sdl: `
      type Place @key(fields: "id region") { id: ID!  region: String  people: Int }
      type Person @key(fields: "id") { id: ID  age: Int }
    `,
    entities: {
      Place: [
        { id: '1', region: 'N', people: 10 },
        { id: '1', region: 'S', people: 20 },
        { id: '2', region: null, people: 30 },
      ],
      Person: [{ id: '1', age: 36 }],
    },
  },
};

const posts: Subgraphs = {
  staff: {
    sdl: `
      type Query { post: Post  posts: [Post!]! }
      type Post @key(fields: "code org { id }") { code: String!  org: Org!  title: String }
      type Org @key(fields: "id") { id: ID!  name: String }
    `,
    fields: {
      'Query.post': { code: 'c1', org: { id: 'o1', name: 'Trust' }, title: 'Nurse' },
      'Query.posts': [
        { code: 'c1', org: { id: 'o1', name: 'Trust' }, title: 'Nurse' },
        { code: 'c1', org: { id: 'o2', name: 'Board' }, title: 'Clerk' },
      ],
    },
  },
  pay: {
    sdl: `
      type Post @key(fields: "code org { id }") { code: String!  org: Org!  pay: Int }
      type Org @key(fields: "id") { id: ID! }
    `,
    entities: {
      Post: [
        { code: 'c1', org: { id: 'o1' }, pay: 30 },
        { code: 'c1', org: { id: 'o2' }, pay: 20 },
      ],
    },
  },
};

const chain: Subgraphs = {
  catalogue: {
    sdl: `type Query { item: Item } type Item @key(fields: "id") { id: ID!  title: String }`,
    entities: { Item: [{ id: 'i1', title: 'Chair' }] },
    fields: { 'Query.item': { id: 'i1', title: 'Chair' } },
  },
  prices: {
    sdl: `type Item @key(fields: "id") @key(fields: "sku") { id: ID!  sku: String!  price: Int }`,
    entities: { Item: [{ id: 'i1', sku: 's1', price: 9 }] },
  },
  stock: {
    sdl: `type Query { shelf: Item } type Item @key(fields: "sku") { sku: String!  amount: Int }`,
    entities: { Item: [{ sku: 's1', amount: 4 }] },
    fields: { 'Query.shelf': { sku: 's1', amount: 4 } },
  },
};

const unusual: Subgraphs = {
  one: {
    sdl: `
      type Query { file: File  parcel: Parcel  cell: Cell  day: Day  flag: Flag  thing: Thing }
      type File @key(fields: "path") { path: [String!]!  size: Int }
      type Parcel @key(fields: "parts { id }") { parts: [Part!]!  weight: Int }
      type Part @shareable { id: ID!  name: String }
      type Cell @key(fields: "at") { at: [[Int!]!]!  colour: String }
      enum Weekday { MON TUE }
      type Day @key(fields: "day week") { day: Weekday!  week: Int!  note: String }
      type Flag @key(fields: "on level") { on: Boolean!  level: Float!  label: String }
      scalar Ref
      type Thing @key(fields: "ref") { ref: Ref!  label: String }
    `,
    fields: {
      'Query.file': { path: ['a', 'b'], size: 3 },
      'Query.parcel': { parts: [{ id: '1', name: 'x' }, { id: '2' }], weight: 7 },
      'Query.cell': { at: [[1, 2], []], colour: 'red' },
      'Query.day': { day: 'TUE', week: 0, note: 'first' },
      'Query.flag': { on: false, level: 0, label: 'off' },
      'Query.thing': { ref: { a: 1, b: [null, 'x'] }, label: 'T' },
    },
  },
  two: {
    sdl: `
      type File @key(fields: "path") { path: [String!]!  owner: String }
      type Parcel @key(fields: "parts { id }") { parts: [Part!]!  owner: String }
      type Part @shareable { id: ID!  name: String }
      type Cell @key(fields: "at") { at: [[Int!]!]!  owner: String }
      enum Weekday { MON TUE }
      type Day @key(fields: "day week") { day: Weekday!  week: Int!  owner: String }
      type Flag @key(fields: "on level") { on: Boolean!  level: Float!  owner: String }
      scalar Ref
      type Thing @key(fields: "ref") { ref: Ref!  owner: String }
    `,
    fields: Object.fromEntries(
      ['File', 'Parcel', 'Cell', 'Day', 'Flag', 'Thing'].map((type) => [`${type}.owner`, `the owner of a ${type}`]),
    ),
  },
};

export const KEY_FORM_CASES: readonly FederationCase[] = [
  {
    name: 'a compound @key joins on all its fields',
    subgraphs: places,
    operation: '{ places { region people } }',
    expect: {
      data: {
        places: [
          { region: 'N', people: 10 },
          { region: 'S', people: 20 },
          { region: null, people: 30 },
        ],
      },
    },
    requests: {
      census: {
        atMost: 1,
        representations: [
          { __typename: 'Place', id: '1', region: 'N' },
          { __typename: 'Place', id: '1', region: 'S' },
          { __typename: 'Place', id: '2', region: null },
        ],
      },
    },
  },
  {
    name: 'an entity whose key is null has null from other subgraphs',
    subgraphs: places,
    operation: '{ unnamed { name age } }',
    expect: {
      data: {
        unnamed: [
          { name: 'Ada', age: 36 },
          { name: 'Somebody', age: null },
        ],
      },
    },
  },
  {
    name: 'a nested @key joins on the fields of its object',
    subgraphs: posts,
    operation: '{ posts { title pay } }',
    expect: {
      data: {
        posts: [
          { title: 'Nurse', pay: 30 },
          { title: 'Clerk', pay: 20 },
        ],
      },
    },
    requests: {
      pay: {
        atMost: 1,
        representations: [
          { __typename: 'Post', code: 'c1', org: { id: 'o1' } },
          { __typename: 'Post', code: 'c1', org: { id: 'o2' } },
        ],
      },
    },
  },
  {
    name: 'the object of a nested @key can be selected with other fields and aliases',
    subgraphs: posts,
    operation: '{ post { pay owner: org { called: name } org { name } } }',
    expect: { data: { post: { pay: 30, owner: { called: 'Trust' }, org: { name: 'Trust' } } } },
  },
  {
    name: 'an alias may be the name of a @key field',
    subgraphs: posts,
    operation: '{ post { code: title pay } }',
    expect: { data: { post: { code: 'Nurse', pay: 30 } } },
    requests: { pay: { representations: [{ __typename: 'Post', code: 'c1', org: { id: 'o1' } }] } },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: 'an alias of an object may be the name of the object in a @key',
    subgraphs: posts,
    operation: '{ post { org: title pay } }',
    expect: { data: { post: { org: 'Nurse', pay: 30 } } },
    requests: { pay: { representations: [{ __typename: 'Post', code: 'c1', org: { id: 'o1' } }] } },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: 'an alias below the object of a @key may be the name of its field',
    subgraphs: posts,
    operation: '{ post { org { id: name } pay } }',
    expect: { data: { post: { org: { id: 'Trust' }, pay: 30 } } },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: 'a third subgraph is reached by a key that the second knows',
    subgraphs: chain,
    operation: '{ item { title amount } }',
    expect: { data: { item: { title: 'Chair', amount: 4 } } },
    requests: {
      prices: { atMost: 1, representations: [{ __typename: 'Item', id: 'i1' }] },
      stock: { atMost: 1, representations: [{ __typename: 'Item', sku: 's1' }] },
    },
  },
  {
    name: 'the way back through two keys gives every field',
    subgraphs: chain,
    operation: '{ shelf { title price sku id amount } }',
    expect: { data: { shelf: { title: 'Chair', price: 9, sku: 's1', id: 'i1', amount: 4 } } },
  },
  ...(['file', 'parcel', 'cell', 'day', 'flag', 'thing'] as const).map((field): FederationCase => {
    const type = field[0]!.toUpperCase() + field.slice(1);
    const key = {
      file: { path: ['a', 'b'] },
      parcel: { parts: [{ id: '1' }, { id: '2' }] },
      cell: { at: [[1, 2], []] },
      day: { day: 'TUE', week: 0 },
      flag: { on: false, level: 0 },
      thing: { ref: { a: 1, b: [null, 'x'] } },
    }[field];
    return {
      name: `the @key of a ${type}: ${JSON.stringify(key)}`,
      subgraphs: unusual,
      operation: `{ ${field} { owner } }`,
      expect: { data: { [field]: { owner: `the owner of a ${type}` } } },
      requests: { two: { representations: [{ __typename: type, ...key }] } },
    };
  }),
];
