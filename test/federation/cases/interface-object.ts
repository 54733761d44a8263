import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const media: Subgraphs = {
  library: {
    sdl: `
      type Query { all: [Media!]!  book: Book  media(id: ID!): Media }
      interface Media @key(fields: "id") { id: ID!  title: String }
      type Book implements Media @key(fields: "id") { id: ID!  title: String  pages: Int }
      type Film implements Media @key(fields: "id") { id: ID!  title: String  minutes: Int }
    `,
    entities: {
      Media: [
        { __typename: 'Book', id: 'b1', title: 'Emma', pages: 474 },
        { __typename: 'Film', id: 'f1', title: 'Heat', minutes: 170 },
      ],
      Book: [{ __typename: 'Book', id: 'b1', title: 'Emma', pages: 474 }],
      Film: [{ __typename: 'Film', id: 'f1', title: 'Heat', minutes: 170 }],
    },
    fields: {
      'Query.all': [
        { __typename: 'Book', id: 'b1', title: 'Emma', pages: 474 },
        { __typename: 'Film', id: 'f1', title: 'Heat', minutes: 170 },
      ],
      'Query.book': { __typename: 'Book', id: 'b1', title: 'Emma', pages: 474 },
      'Query.media': (_parent, { id }) =>
        id === 'f1' ? { __typename: 'Film', id: 'f1', title: 'Heat', minutes: 170 } : null,
    },
  },
  ratings: {
    sdl: `
      type Query { top: [Media!]!  best: Media  lost: Media }
      type Media @key(fields: "id") @interfaceObject { id: ID!  stars: Int  votes: Votes  title: String @external
        headline: String @requires(fields: "title") }
      type Votes { count: Int  on: Media }
    `,
    entities: {
      Media: [
        { id: 'b1', stars: 5, votes: { count: 2, on: { id: 'b1', stars: 5 } } },
        { id: 'f1', stars: 3, votes: null },
      ],
    },
    fields: {
      'Query.top': [
        { id: 'f1', stars: 3 },
        { id: 'b1', stars: 5 },
      ],
      'Query.best': { id: 'b1', stars: 5, votes: { count: 2, on: { id: 'b1', stars: 5 } } },
      'Query.lost': { id: 'x9', stars: 1 },
      'Media.headline': ({ title, id }) => `${title} (${id})`,
    },
  },
  sales: {
    sdl: `
      type Media @key(fields: "id") @interfaceObject { id: ID!  price: Int }
    `,
    entities: {
      Media: [
        { id: 'b1', price: 10 },
        { id: 'f1', price: 12 },
      ],
    },
  },
};

const TAKES_ITS_NAME = 'The name of the interface object takes the place of the name of the implementation.';

export const INTERFACE_OBJECT_CASES: readonly FederationCase[] = [
  {
    name: '@interfaceObject adds a field to an interface',
    subgraphs: media,
    operation: '{ all { title stars } }',
    expect: {
      data: {
        all: [
          { title: 'Emma', stars: 5 },
          { title: 'Heat', stars: 3 },
        ],
      },
    },
    requests: {
      ratings: {
        atMost: 1,
        representations: [
          { __typename: 'Media', id: 'b1' },
          { __typename: 'Media', id: 'f1' },
        ],
      },
    },
  },
  {
    name: '@interfaceObject does not give its name for the __typename of an implementation',
    subgraphs: media,
    operation: '{ book { stars __typename } }',
    expect: { data: { book: { stars: 5, __typename: 'Book' } } },
    knownStockDifference: TAKES_ITS_NAME,
  },
  {
    name: '@interfaceObject with @requires below a fragment sends nothing for the others',
    subgraphs: media,
    operation: '{ top { id ... on Book { headline stars } } }',
    expect: { data: { top: [{ id: 'f1' }, { id: 'b1', headline: 'Emma (b1)', stars: 5 }] } },
    requests: { ratings: { representations: [{ __typename: 'Media', id: 'b1', title: 'Emma' }] } },
    knownStockDifference: 'It also sends a representation without a key for an object of another type.',
  },
  {
    name: '@interfaceObject adds the field to each implementation',
    subgraphs: media,
    operation: '{ book { __typename pages stars } }',
    expect: { data: { book: { __typename: 'Book', pages: 474, stars: 5 } } },
    requests: { ratings: { representations: [{ __typename: 'Media', id: 'b1' }] } },
  },
  {
    name: '@interfaceObject as the beginning: fields that only the interface has',
    subgraphs: media,
    operation: '{ top { id stars } }',
    expect: {
      data: {
        top: [
          { id: 'f1', stars: 3 },
          { id: 'b1', stars: 5 },
        ],
      },
    },
  },
  {
    name: '@interfaceObject as the beginning: __typename is that of the implementation',
    subgraphs: media,
    operation: '{ top { __typename id } }',
    expect: {
      data: {
        top: [
          { __typename: 'Film', id: 'f1' },
          { __typename: 'Book', id: 'b1' },
        ],
      },
    },
  },
  {
    name: '@interfaceObject as the beginning: an aliased __typename',
    subgraphs: media,
    operation: '{ best { kind: __typename stars } }',
    expect: { data: { best: { kind: 'Book', stars: 5 } } },
  },
  {
    name: '@interfaceObject as the beginning: a field of the interface in another subgraph',
    subgraphs: media,
    operation: '{ top { title price } }',
    expect: {
      data: {
        top: [
          { title: 'Heat', price: 12 },
          { title: 'Emma', price: 10 },
        ],
      },
    },
  },
  {
    name: '@interfaceObject as the beginning: fragments on implementations',
    subgraphs: media,
    operation: '{ top { stars ... on Book { pages } ... on Film { minutes title } } }',
    expect: {
      data: {
        top: [
          { stars: 3, minutes: 170, title: 'Heat' },
          { stars: 5, pages: 474 },
        ],
      },
    },
  },
  {
    name: '@interfaceObject as the beginning: its own field below a fragment on an implementation',
    subgraphs: media,
    operation: '{ top { ... on Book { stars price } } }',
    expect: { data: { top: [{}, { stars: 5, price: 10 }] } },
    knownStockDifference: TAKES_ITS_NAME,
  },
  {
    name: '@interfaceObject with @requires from the interface',
    subgraphs: media,
    operation: '{ top { headline } book { headline } }',
    expect: {
      data: { top: [{ headline: 'Heat (f1)' }, { headline: 'Emma (b1)' }], book: { headline: 'Emma (b1)' } },
    },
  },
  {
    name: '@interfaceObject with @requires below a fragment on an implementation',
    subgraphs: media,
    operation: '{ all { ... on Film { headline } } }',
    expect: { data: { all: [{}, { headline: 'Heat (f1)' }] } },
  },
  {
    name: 'two subgraphs with @interfaceObject joined to one implementation',
    subgraphs: media,
    operation: '{ media(id: "f1") { stars price title } }',
    expect: { data: { media: { stars: 3, price: 12, title: 'Heat' } } },
  },
  {
    name: '@interfaceObject at depth and back',
    subgraphs: media,
    operation: '{ book { votes { count on { __typename title stars ... on Book { pages } } } } }',
    expect: {
      data: { book: { votes: { count: 2, on: { __typename: 'Book', title: 'Emma', stars: 5, pages: 474 } } } },
    },
  },
  {
    name: '@interfaceObject that the subgraph of the interface does not know',
    subgraphs: media,
    operation: '{ lost { id stars title } }',
    expect: { data: { lost: { id: 'x9', stars: 1, title: null } } },
  },
  {
    name: '@interfaceObject whose key is not resolvable still knows its type',
    subgraphs: {
      nodes: {
        sdl: `
          type Query { all: [Node!]! }
          interface Node @key(fields: "id") { id: ID!  name: String }
          type User implements Node @key(fields: "id") { id: ID!  name: String  age: Int }
          type Team implements Node @key(fields: "id") { id: ID!  name: String }
        `,
        entities: {
          Node: [{ __typename: 'User', id: 'u1', name: 'Ada', age: 36 }],
          User: [{ __typename: 'User', id: 'u1', name: 'Ada', age: 36 }],
        },
        fields: { 'Query.all': [{ __typename: 'User', id: 'u1', name: 'Ada', age: 36 }] },
      },
      log: {
        sdl: `
          type Query { changed: Node }
          type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }
        `,
        fields: { 'Query.changed': { id: 'u1' } },
      },
    },
    operation: '{ changed { __typename id name ... on User { age } } }',
    expect: { data: { changed: { __typename: 'User', id: 'u1', name: 'Ada', age: 36 } } },
  },
];
