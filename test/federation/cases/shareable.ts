import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const split: Subgraphs = {
  left: {
    sdl: `
      type Query { stats: Stats! @shareable  shared: Box @shareable  point: Point @shareable  onlyLeft: Int
        lists: [Stats!]! @shareable  none: Stats @shareable }
      type Stats @shareable { both: Int!  deep: Deep!  left: Int }
      type Deep @shareable { both: String  left: String }
      type Box @key(fields: "id") { id: ID!  size: Size @shareable  label: String @shareable }
      type Size @shareable { width: Int  height: Int }
      type Point @shareable { x: Int  y: Int }
    `,
    entities: { Box: [{ id: 'x', size: { width: 1, height: 2 }, label: 'Box' }] },
    fields: {
      'Query.stats': { both: 1, deep: { both: 'b', left: 'l' }, left: 11 },
      'Query.shared': { id: 'x', size: { width: 1, height: 2 }, label: 'Box' },
      'Query.point': { x: 1, y: 2 },
      'Query.onlyLeft': 7,
      'Query.lists': [
        { both: 1, deep: {}, left: 11 },
        { both: 2, deep: {}, left: 12 },
      ],
      'Query.none': null,
    },
  },
  right: {
    sdl: `
      type Query { stats: Stats! @shareable  shared: Box @shareable  point: Point @shareable  onlyRight: Int
        lists: [Stats!]! @shareable  none: Stats @shareable }
      type Stats @shareable { both: Int!  deep: Deep!  right: Int }
      type Deep @shareable { both: String  right: String }
      type Box @key(fields: "id") { id: ID!  size: Size @shareable  label: String @shareable  weight: Int }
      type Size @shareable { width: Int  height: Int  depth: Int }
      type Point @shareable { x: Int  y: Int }
    `,
    entities: { Box: [{ id: 'x', size: { width: 1, height: 2, depth: 3 }, label: 'Box', weight: 9 }] },
    fields: {
      'Query.stats': { both: 1, deep: { both: 'b', right: 'r' }, right: 22 },
      'Query.shared': { id: 'x', size: { width: 1, height: 2, depth: 3 }, label: 'Box', weight: 9 },
      'Query.point': { x: 1, y: 2 },
      'Query.onlyRight': 8,
      'Query.lists': [
        { both: 1, deep: {}, right: 21 },
        { both: 2, deep: {}, right: 22 },
      ],
      'Query.none': null,
    },
  },
};

export const SHAREABLE_CASES: readonly FederationCase[] = [
  {
    name: '@shareable in full by both takes one request',
    subgraphs: split,
    operation: '{ point { x y } }',
    expect: { data: { point: { x: 1, y: 2 } } },
  },
  {
    name: '@shareable root value is put together from two subgraphs',
    subgraphs: split,
    operation: '{ stats { left both right } }',
    expect: { data: { stats: { left: 11, both: 1, right: 22 } } },
    requests: { left: { atMost: 1 }, right: { atMost: 1 } },
  },
  {
    name: '@shareable objects are put together at depth',
    subgraphs: split,
    operation: '{ stats { deep { right both left } both } }',
    expect: { data: { stats: { deep: { right: 'r', both: 'b', left: 'l' }, both: 1 } } },
  },
  {
    name: '@shareable list is put together by position',
    subgraphs: split,
    operation: '{ lists { left right both } }',
    expect: {
      data: {
        lists: [
          { left: 11, right: 21, both: 1 },
          { left: 12, right: 22, both: 2 },
        ],
      },
    },
  },
  {
    name: '@shareable null from both is null',
    subgraphs: split,
    operation: '{ none { left right } }',
    expect: { data: { none: null } },
  },
  {
    name: '@shareable under two aliases is put together twice',
    subgraphs: split,
    operation: '{ a: stats { left right } b: stats { r: right l: left } }',
    expect: { data: { a: { left: 11, right: 22 }, b: { r: 22, l: 11 } } },
  },
  {
    name: '@shareable value of an entity that one subgraph knows in part',
    subgraphs: split,
    operation: '{ shared { size { width depth } label weight } }',
    expect: { data: { shared: { size: { width: 1, depth: 3 }, label: 'Box', weight: 9 } } },
  },
  {
    name: '@shareable root fields and fields of one subgraph side by side',
    subgraphs: split,
    operation: '{ onlyRight point { y } onlyLeft }',
    expect: { data: { onlyRight: 8, point: { y: 2 }, onlyLeft: 7 } },
    requests: { left: { atMost: 1 }, right: { atMost: 1 } },
  },
  {
    name: '@shareable mutation is executed once',
    subgraphs: {
      a: {
        sdl: `type Query { a: Int } type Mutation { ping(text: String): Pong @shareable } type Pong @shareable { text: String  n: Int }`,
        fields: { 'Mutation.ping': (_parent, { text }) => ({ text, n: 1 }) },
      },
      b: {
        sdl: `type Query { b: Int } type Mutation { ping(text: String): Pong @shareable } type Pong @shareable { text: String  n: Int }`,
        fields: { 'Mutation.ping': (_parent, { text }) => ({ text, n: 1 }) },
      },
    },
    operation: 'mutation { ping(text: "x") { text n } }',
    expect: { data: { ping: { text: 'x', n: 1 } } },
    order: ['a.ping'],
  },
];
