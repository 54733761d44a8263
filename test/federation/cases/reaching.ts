import type { FederationCase, Subgraphs } from '../support/federation-case.js';

/** A query type that is also the type of a field. */
const nested: Subgraphs = {
  a: {
    sdl: `type Query { a: Int  self: Query!  maybe: Query  many: [Query] } type Mutation { touch: Query }`,
    fields: { 'Query.a': 1, 'Query.self': {}, 'Query.maybe': null, 'Query.many': [{}, null, {}], 'Mutation.touch': {} },
  },
  b: {
    sdl: `type Query { b: Int  thing: Thing } type Thing @key(fields: "id") { id: ID!  name: String }`,
    fields: { 'Query.b': 2, 'Query.thing': { id: 't1', name: 'T' } },
  },
};

/** No type implements the interface where it begins, and its field is only known by a key that is not resolvable. */
const lost: Subgraphs = {
  nodes: {
    sdl: `
      type Query { some: Node  fine: Int }
      interface Node @key(fields: "id") { id: ID! }
    `,
    fields: { 'Query.some': null, 'Query.fine': 7 },
  },
  log: {
    sdl: `
      type Query { changed: Node }
      type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID!  at: String }
    `,
    fields: { 'Query.changed': { id: 'u1', at: 'noon' } },
  },
};

export const REACHING_CASES: readonly FederationCase[] = [
  {
    name: 'the query type as the type of a field leads to all subgraphs',
    subgraphs: nested,
    operation: '{ a self { a b __typename thing { name } self { b } } }',
    expect: { data: { a: 1, self: { a: 1, b: 2, __typename: 'Query', thing: { name: 'T' }, self: { b: 2 } } } },
  },
  {
    name: 'the query type as the type of a field that is null leads nowhere',
    subgraphs: nested,
    operation: '{ maybe { b } }',
    expect: { data: { maybe: null } },
    requests: { b: { atMost: 0 } },
  },
  {
    name: 'the query type in a list, with null',
    subgraphs: nested,
    operation: '{ many { a b } }',
    expect: { data: { many: [{ a: 1, b: 2 }, null, { a: 1, b: 2 }] } },
  },
  {
    name: 'the query type below a mutation',
    subgraphs: nested,
    operation: 'mutation { touch { b a } }',
    expect: { data: { touch: { b: 2, a: 1 } } },
    order: ['a.touch', 'a.a', 'b.b'],
  },
  {
    name: 'an interface object alone gives its own fields',
    subgraphs: lost,
    operation: '{ changed { id at } }',
    expect: { data: { changed: { id: 'u1', at: 'noon' } } },
  },
  {
    name: 'a selection that no plan can resolve is an error and not a silent null',
    subgraphs: lost,
    operation: '{ some { at } }',
    expect: { data: { some: null }, errors: [{ path: 'some' }] },
    knownStockDifference: 'The plan is empty, and the answer null without an error.',
  },
  {
    name: 'a selection that no plan can resolve does not touch the others',
    subgraphs: lost,
    operation: '{ fine some { at } changed { at } }',
    expect: { data: { fine: 7, some: null, changed: { at: 'noon' } }, errors: [{ path: 'some' }] },
    knownStockDifference: 'The plan leaves the field out, and the answer is null without an error.',
  },
];
