import { bookshop } from '../graphs/bookshop.js';
import type { FederationCase } from '../support/federation-case.js';

const mutating = {
  a: {
    sdl: `type Query { x: Int } type Mutation { add: Added } type Added @key(fields: "id") { id: ID! }`,
    fields: { 'Query.x': 1, 'Mutation.add': { id: '1' } },
  },
  b: {
    sdl: `type Added @key(fields: "id") { id: ID!  at: String }`,
    entities: { Added: [{ id: '1', at: 'now' }] },
  },
};

const renamed = {
  a: {
    sdl: `schema { query: Root  mutation: Change } type Root { x: Int } type Change { y: Int }`,
    fields: { 'Root.x': 1, 'Change.y': 2 },
  },
  b: { sdl: `schema { query: Start } type Start { z: Int }`, fields: { 'Start.z': 3 } },
};

export const TYPENAME_CASES: readonly FederationCase[] = [
  {
    name: '__typename of the root alone asks no subgraph',
    subgraphs: bookshop,
    operation: '{ __typename }',
    expect: { data: { __typename: 'Query' } },
    requests: { books: { atMost: 0 }, reviews: { atMost: 0 } },
  },
  {
    name: '__typename of the root under aliases',
    subgraphs: bookshop,
    operation: '{ a: __typename reader { name } b: __typename ... on Query { c: __typename } }',
    expect: { data: { a: 'Query', reader: { name: 'Ann' }, b: 'Query', c: 'Query' } },
    requests: { books: { atMost: 0 } },
  },
  {
    name: '__typename at every level, plain and under aliases',
    subgraphs: bookshop,
    operation:
      '{ __typename book(id: "b1") { t: __typename title __typename reviews(first: 1) { stars kind: __typename by { name __typename } } author { __typename awards(since: 1) } } }',
    expect: {
      data: {
        __typename: 'Query',
        book: {
          t: 'Book',
          title: 'Emma',
          __typename: 'Book',
          reviews: [{ stars: 5, kind: 'Review', by: { name: 'Ann', __typename: 'Reader' } }],
          author: { __typename: 'Author', awards: ['Prize since 1'] },
        },
      },
    },
  },
  {
    name: '__typename only, of an entity',
    subgraphs: bookshop,
    operation: '{ book(id: "b1") { __typename } books { t: __typename } }',
    expect: { data: { book: { __typename: 'Book' }, books: [{ t: 'Book' }, { t: 'Book' }] } },
    requests: { reviews: { atMost: 0 } },
  },
  {
    name: '__typename of the mutation type',
    subgraphs: mutating,
    operation: 'mutation { __typename add { __typename at } t: __typename }',
    expect: { data: { __typename: 'Mutation', add: { __typename: 'Added', at: 'now' }, t: 'Mutation' } },
  },
  {
    name: '__typename alone of the mutation type asks no subgraph',
    subgraphs: mutating,
    operation: 'mutation { __typename }',
    expect: { data: { __typename: 'Mutation' } },
    requests: { a: { atMost: 0 } },
  },
  {
    name: 'another field under the alias __typename is answered as that field',
    subgraphs: bookshop,
    operation: '{ reader { __typename: name nick } }',
    expect: { data: { reader: { __typename: 'Ann', nick: 'A' } } },
    knownStockDifference: 'It takes the value for the name of a type.',
  },
  {
    name: 'root types that each subgraph names otherwise',
    subgraphs: renamed,
    operation: '{ __typename x z }',
    expect: { data: { __typename: 'Query', x: 1, z: 3 } },
  },
  {
    name: 'a mutation type that a subgraph names otherwise',
    subgraphs: renamed,
    operation: 'mutation { y t: __typename }',
    expect: { data: { y: 2, t: 'Mutation' } },
  },
];
