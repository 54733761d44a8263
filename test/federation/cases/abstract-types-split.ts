import type { FederationCase, Subgraphs } from '../support/federation-case.js';

/** Each subgraph knows only some members of the union and some implementations of the interface. */
const split: Subgraphs = {
  a: {
    sdl: `
      type Query { media: Media @shareable  viewer: Viewer @shareable  items: [Item!]! @shareable  onlyA: Media  published: [Work!]! }
      union Media = Book | Film
      type Book @key(fields: "id") { id: ID!  title: String @shareable }
      type Film @key(fields: "id") { id: ID!  title: String! @shareable }
      type Viewer @shareable { media: Media  name: String }
      interface Item { id: ID! }
      type Chair implements Item @key(fields: "id") { id: ID!  legs: Int }
      interface Work { id: ID!  year: Int }
      type Essay implements Work @key(fields: "id") { id: ID!  year: Int }
      type Poem implements Work @key(fields: "id") { id: ID!  year: Int @external }
    `,
    entities: { Book: [{ id: 'b1', title: '' }], Chair: [{ id: 'x', legs: 0 }] },
    fields: {
      'Query.media': { __typename: 'Book', id: 'b1', title: '' },
      'Query.onlyA': { __typename: 'Film', id: 'f1', title: 'Heat' },
      'Query.viewer': { media: { __typename: 'Book', id: 'b1', title: '' }, name: 'Ada' },
      'Query.items': [{ __typename: 'Chair', id: 'x', legs: 0 }],
      'Query.published': [
        { __typename: 'Essay', id: 'e1', year: 1999 },
        { __typename: 'Poem', id: 'm1' },
      ],
    },
  },
  b: {
    sdl: `
      type Query { media: Media @shareable  viewer: Viewer @shareable  items: [Item!]! @shareable  song: Media }
      union Media = Book | Song
      type Book @key(fields: "id") { id: ID!  title: String @shareable  pages: Int }
      type Film @key(fields: "id") { id: ID!  title: String @shareable  seats: Int }
      type Song @key(fields: "id") { id: ID!  title: String  seconds: Int }
      type Viewer @shareable { media: Media  age: Int }
      interface Item { id: ID!  colour: String }
      type Chair implements Item @key(fields: "id") { id: ID!  colour: String }
      type Poem @key(fields: "id") { id: ID!  year: Int }
    `,
    entities: {
      Book: [{ id: 'b1', title: '', pages: 100 }],
      Film: [{ id: 'f1', title: 'Heat', seats: 0 }],
      Song: [{ id: 's1', title: 'La', seconds: 200 }],
      Chair: [{ id: 'x', colour: 'red' }],
      Poem: [{ id: 'm1', year: 1798 }],
    },
    fields: {
      'Query.media': { __typename: 'Book', id: 'b1', title: '', pages: 100 },
      'Query.viewer': { media: { __typename: 'Book', id: 'b1', title: '', pages: 100 }, age: 36 },
      'Query.items': [{ __typename: 'Chair', id: 'x', colour: 'red' }],
      'Query.song': { __typename: 'Song', id: 's1', title: 'La', seconds: 200 },
    },
  },
};

export const SPLIT_ABSTRACT_TYPE_CASES: readonly FederationCase[] = [
  {
    name: 'a union whose members differ by subgraph: a member that both know',
    subgraphs: split,
    operation: '{ media { __typename ... on Book { title pages } ... on Film { title } ... on Song { seconds } } }',
    expect: { data: { media: { __typename: 'Book', title: '', pages: 100 } } },
  },
  {
    name: 'a union whose members differ by subgraph: a member that only one knows',
    subgraphs: split,
    operation: '{ song { ... on Song { seconds title } ... on Film { seats } } }',
    expect: { data: { song: { seconds: 200, title: 'La' } } },
    requests: { a: { atMost: 0 } },
  },
  {
    name: 'a union whose members differ by subgraph: only members that cannot come',
    subgraphs: split,
    operation: '{ song { __typename ... on Film { seats } } }',
    expect: { data: { song: { __typename: 'Song' } } },
    requests: { a: { atMost: 0 } },
  },
  {
    name: 'a union below a shared value, with fields of both subgraphs',
    subgraphs: split,
    operation: '{ viewer { name age media { ... on Book { pages title } } } }',
    expect: { data: { viewer: { name: 'Ada', age: 36, media: { pages: 100, title: '' } } } },
  },
  {
    name: 'a field of an interface that only one subgraph has on the interface',
    subgraphs: split,
    operation: '{ items { id colour ... on Chair { legs } } }',
    expect: { data: { items: [{ id: 'x', colour: 'red', legs: 0 }] } },
  },
  {
    name: 'a field of an interface that one implementation has from another subgraph',
    subgraphs: split,
    operation: '{ published { __typename year } }',
    expect: {
      data: {
        published: [
          { __typename: 'Essay', year: 1999 },
          { __typename: 'Poem', year: 1798 },
        ],
      },
    },
    requests: { b: { representations: [{ __typename: 'Poem', id: 'm1' }] } },
  },
  {
    name: 'one field that is String in one member and String! in another',
    subgraphs: split,
    operation: '{ onlyA { ... on Book { title } ... on Film { title } } }',
    expect: { data: { onlyA: { title: 'Heat' } } },
    requests: { b: { atMost: 0 } },
  },
  {
    name: 'one field that is String in one member and String! in another, with an empty text',
    subgraphs: {
      a: {
        sdl: `
          type Query { any: Any  all: [Any!]! }
          union Any = One | Two
          type One @key(fields: "id") { id: ID!  text: String! @shareable  count: Int! @shareable  flag: Boolean! @shareable }
          type Two @key(fields: "id") { id: ID!  text: String  count: Int  flag: Boolean }
        `,
        fields: {
          'Query.any': { __typename: 'Two', id: '2', text: '', count: 0, flag: false },
          'Query.all': [
            { __typename: 'One', id: '1', text: '', count: 0, flag: false },
            { __typename: 'Two', id: '2', text: '', count: 0, flag: false },
            { __typename: 'Two', id: '3', text: null, count: null, flag: null },
          ],
        },
      },
      b: {
        sdl: `type One @key(fields: "id") { id: ID!  text: String @shareable  count: Int @shareable  flag: Boolean @shareable }`,
        entities: { One: [{ id: '1', text: '', count: 0, flag: false }] },
      },
    },
    operation: '{ all { ... on One { text count flag } ... on Two { text count flag } } }',
    expect: {
      data: {
        all: [
          { text: '', count: 0, flag: false },
          { text: '', count: 0, flag: false },
          { text: null, count: null, flag: null },
        ],
      },
    },
    knownStockDifference: 'A value of a renamed field is lost when it is false, 0 or an empty text.',
  },
];
