import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const BOOK = { __typename: 'Book', id: 'b1', shelf: 's1', title: 'Emma', pages: 474 };
const FILM = { __typename: 'Film', id: 'f1', shelf: 's2', title: 'Heat', minutes: 170 };

/** One interface whose implementations two subgraphs know, and that three others know as an object by different keys. */
const graph: Subgraphs = {
  library: {
    sdl: `
      type Query { all: [Media]!  shelf: [[Media!]]  holder: Holder }
      type Holder { media: Media!  many: [Media!] }
      interface Media @key(fields: "id") @key(fields: "shelf") { id: ID!  shelf: ID!  title: String }
      type Book implements Media @key(fields: "id") @key(fields: "shelf") { id: ID!  shelf: ID!  title: String  pages: Int }
      type Film implements Media @key(fields: "id") @key(fields: "shelf") { id: ID!  shelf: ID!  title: String  minutes: Int }
    `,
    entities: { Media: [BOOK, FILM], Book: [BOOK], Film: [FILM] },
    fields: {
      'Query.all': [BOOK, null, FILM],
      'Query.shelf': [[FILM, BOOK], null, []],
      'Query.holder': { media: FILM, many: [BOOK, FILM] },
    },
  },
  cinema: {
    sdl: `type Film @key(fields: "id") { id: ID!  screens: Int  next: Film }`,
    entities: { Film: [{ id: 'f1', screens: 3, next: { id: 'f1', screens: 3 } }] },
  },
  ratings: {
    sdl: `
      type Query { top: [Media]  pairs: [[Media]!] }
      type Media @key(fields: "id") @interfaceObject { id: ID!  stars: Int  related: [Media!] }
    `,
    entities: {
      Media: [
        { id: 'b1', stars: 5, related: [{ id: 'f1', stars: 3 }] },
        {
          id: 'f1',
          stars: 3,
          related: [
            { id: 'b1', stars: 5 },
            { id: 'f1', stars: 3 },
          ],
        },
      ],
    },
    fields: {
      'Query.top': [
        { id: 'f1', stars: 3, related: [{ id: 'b1', stars: 5 }] },
        null,
        { id: 'b1', stars: 5, related: [{ id: 'f1', stars: 3 }] },
      ],
      'Query.pairs': [[{ id: 'f1', stars: 3 }, null], [{ id: 'b1', stars: 5 }]],
    },
  },
  shelves: {
    sdl: `
      type Media @key(fields: "shelf") @interfaceObject { shelf: ID!  row: Int  title: String @external  sign: String @requires(fields: "title") }
    `,
    entities: {
      Media: [
        { shelf: 's1', row: 1 },
        { shelf: 's2', row: 2 },
      ],
    },
    fields: { 'Media.sign': ({ title, row }) => `${title} in row ${row}` },
  },
  stars: {
    sdl: `
      type Media @key(fields: "id") @interfaceObject { id: ID!  stars: Int @external  row: Int @external
        shine: String @requires(fields: "stars row") }
    `,
    fields: { 'Media.shine': ({ stars, row }) => `${stars}*${row}` },
  },
};

const TAKES_ITS_NAME = 'The name of the interface object takes the place of the name of the implementation.';

export const SPREAD_INTERFACE_OBJECT_CASES: readonly FederationCase[] = [
  {
    name: 'interface objects of several subgraphs add fields to one list, with null in it',
    subgraphs: graph,
    operation: '{ all { title stars row } }',
    expect: {
      data: {
        all: [{ title: 'Emma', stars: 5, row: 1 }, null, { title: 'Heat', stars: 3, row: 2 }],
      },
    },
  },
  {
    name: 'an interface object requires fields of two other interface objects with other keys',
    subgraphs: graph,
    operation: '{ all { shine } }',
    expect: { data: { all: [{ shine: '5*1' }, null, { shine: '3*2' }] } },
  },
  {
    name: 'an interface object requires fields of others, beginning at an interface object',
    subgraphs: graph,
    operation: '{ top { shine sign } }',
    expect: {
      data: { top: [{ shine: '3*2', sign: 'Heat in row 2' }, null, { shine: '5*1', sign: 'Emma in row 1' }] },
    },
  },
  {
    name: 'from an interface object to a field of one implementation in a third subgraph',
    subgraphs: graph,
    operation: '{ top { stars ... on Film { screens } ... on Book { pages } } }',
    expect: { data: { top: [{ stars: 3, screens: 3 }, null, { stars: 5, pages: 474 }] } },
  },
  {
    name: 'from a field of one implementation back to the fields of interface objects',
    subgraphs: graph,
    operation: '{ all { ... on Film { next { stars row shine __typename } } } }',
    expect: { data: { all: [{}, null, { next: { stars: 3, row: 2, shine: '3*2', __typename: 'Film' } }] } },
    knownStockDifference: TAKES_ITS_NAME,
  },
  {
    name: 'an interface object within an interface object, with the names of types under aliases',
    subgraphs: graph,
    operation: '{ top { t: __typename related { u: __typename v: __typename title } } }',
    expect: {
      data: {
        top: [
          { t: 'Film', related: [{ u: 'Book', v: 'Book', title: 'Emma' }] },
          null,
          { t: 'Book', related: [{ u: 'Film', v: 'Film', title: 'Heat' }] },
        ],
      },
    },
  },
  {
    name: 'interface objects in a list of lists',
    subgraphs: graph,
    operation: '{ pairs { stars ... on Film { minutes } } shelf { stars __typename } }',
    expect: {
      data: {
        pairs: [[{ stars: 3, minutes: 170 }, null], [{ stars: 5 }]],
        shelf: [
          [
            { stars: 3, __typename: 'Film' },
            { stars: 5, __typename: 'Book' },
          ],
          null,
          [],
        ],
      },
    },
  },
  {
    name: 'a fragment on one implementation alone asks interface objects for no other',
    subgraphs: graph,
    operation: '{ all { ... on Book { stars } } }',
    expect: { data: { all: [{ stars: 5 }, null, {}] } },
    requests: { ratings: { atMost: 1 } },
  },
  {
    name: 'an interface object of which one implementation only has more',
    subgraphs: graph,
    operation: '{ holder { media { stars title } many { ... on Film { stars screens } ... on Book { row } } } }',
    expect: {
      data: { holder: { media: { stars: 3, title: 'Heat' }, many: [{ row: 1 }, { stars: 3, screens: 3 }] } },
    },
  },
  {
    name: 'one field of an interface object under two names in two fragments',
    subgraphs: graph,
    operation: '{ all { ... on Film { n: stars } ... on Book { n: row m: stars } } }',
    expect: { data: { all: [{ n: 1, m: 5 }, null, { n: 3 }] } },
  },
];
