import { GraphQLError } from 'graphql';
import { subgraphError } from '../support/expected-errors.js';
import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import type { Row } from '../support/subgraph-fixture.js';

/** Counts over both subgraphs, so that every answer tells when it was given. */
const tick = (_parent: Row, _args: Row, state: Row) => (state.count = ((state.count as number | undefined) ?? 0) + 1);

const graph: Subgraphs = {
  users: {
    sdl: `
      type Query { users: Int }
      type Mutation { addUser(name: String!): User  tickA: Int  fail: Int  strictFail: Int!  rename(input: Rename!): User  nobody: User }
      type User @key(fields: "id") { id: ID!  name: String  made: Int  query: Query }
      input Rename { id: ID!  name: String = "Nameless" }
    `,
    entities: { User: [{ id: 'u1', name: 'Ada' }] },
    fields: {
      'Query.users': 2,
      'Mutation.addUser': (_parent, { name }, state) => ({ id: name, name, made: tick({}, {}, state) }),
      'Mutation.tickA': tick,
      'Mutation.fail': new GraphQLError('Full'),
      'Mutation.strictFail': new GraphQLError('Full'),
      'Mutation.rename': (_parent, { input }) => input,
      'Mutation.nobody': null,
      'User.query': {},
    },
  },
  log: {
    sdl: `
      type Query { entries: Int }
      type Mutation { write(text: String): Entry  tickB: Int }
      type Entry { text: String  by: User }
      type User @key(fields: "id") { id: ID!  score: Int  name: String @external  greeting: String @requires(fields: "name") }
    `,
    fields: {
      'Query.entries': 5,
      'Mutation.write': (_parent, { text }) => ({ text, by: { id: 'u1' } }),
      'Mutation.tickB': tick,
      'User.score': tick,
      'User.greeting': ({ name }) => `Hello ${name}`,
    },
  },
};

export const MUTATION_CASES: readonly FederationCase[] = [
  {
    name: 'mutations over two subgraphs run in the order of the operation',
    subgraphs: graph,
    operation: 'mutation { one: tickA two: tickB three: tickA four: tickB }',
    expect: { data: { one: 1, two: 2, three: 3, four: 4 } },
    order: ['users.tickA', 'log.tickB', 'users.tickA', 'log.tickB'],
    requests: { users: { atMost: 2 }, log: { atMost: 2 } },
  },
  {
    name: 'mutations of one subgraph in a row are one request',
    subgraphs: graph,
    operation: 'mutation { one: tickA two: tickA three: tickA }',
    expect: { data: { one: 1, two: 2, three: 3 } },
    requests: { users: { atMost: 1 } },
  },
  {
    name: 'a mutation is complete, joins included, before the next begins',
    subgraphs: graph,
    operation:
      'mutation { one: addUser(name: "a") { id made score } two: tickB three: addUser(name: "c") { made score } }',
    expect: { data: { one: { id: 'a', made: 1, score: 2 }, two: 3, three: { made: 4, score: 5 } } },
    order: ['users.addUser', 'log._entities', 'log.tickB', 'users.addUser', 'log._entities'],
  },
  {
    name: 'a mutation is complete, joins included, before the next of the same subgraph begins',
    subgraphs: graph,
    operation: 'mutation { one: addUser(name: "a") { made score } two: addUser(name: "b") { made score } }',
    expect: { data: { one: { made: 1, score: 2 }, two: { made: 3, score: 4 } } },
    order: ['users.addUser', 'log._entities', 'users.addUser', 'log._entities'],
    knownStockDifference: 'It sends two mutations of one subgraph together and joins afterwards.',
  },
  {
    name: 'one mutation selected twice runs once',
    subgraphs: graph,
    operation: 'mutation { tickA tickA ... on Mutation { tickA } }',
    expect: { data: { tickA: 1 } },
    order: ['users.tickA'],
  },
  {
    name: 'a mutation joins by @requires',
    subgraphs: graph,
    operation: 'mutation { addUser(name: "Eve") { greeting } }',
    expect: { data: { addUser: { greeting: 'Hello Eve' } } },
  },
  {
    name: 'a mutation joins an entity below its payload',
    subgraphs: graph,
    operation: 'mutation { write(text: "x") { text by { name } } }',
    expect: { data: { write: { text: 'x', by: { name: 'Ada' } } } },
    order: ['log.write', 'users._entities'],
  },
  {
    name: 'a mutation with an input object from variables',
    subgraphs: graph,
    operation:
      'mutation ($input: Rename!, $text: String) { rename(input: $input) { id name } write(text: $text) { text } }',
    variables: { input: { id: 'u9' }, text: null },
    expect: { data: { rename: { id: 'u9', name: 'Nameless' }, write: { text: null } } },
  },
  {
    name: 'a mutation that fails does not hold the next',
    subgraphs: graph,
    operation: 'mutation { one: tickA fail two: tickB }',
    expect: { data: { one: 1, fail: null, two: 2 }, errors: [subgraphError('users', 'fail', /^Full$/)] },
    order: ['users.tickA', 'users.fail', 'log.tickB'],
  },
  {
    name: 'a mutation that must not be null and fails makes data null',
    subgraphs: graph,
    operation: 'mutation { tickA strictFail }',
    expect: { data: null, errors: [subgraphError('users', 'strictFail', /^Full$/)] },
  },
  {
    name: 'a mutation that gives null needs no join',
    subgraphs: graph,
    operation: 'mutation { nobody { id score } }',
    expect: { data: { nobody: null } },
    requests: { log: { atMost: 0 } },
  },
  {
    name: 'mutations that are skipped do not run',
    subgraphs: graph,
    operation:
      'mutation ($a: Boolean!) { tickA @skip(if: $a) tickB @include(if: $a) ... @skip(if: $a) { again: tickB } }',
    variables: { a: true },
    expect: { data: { tickB: 1 } },
    order: ['log.tickB'],
  },
  {
    name: 'mutations in named fragments keep the order of the operation',
    subgraphs: graph,
    operation:
      'mutation { ...First b: tickB ...Second } fragment First on Mutation { a: tickA } fragment Second on Mutation { c: tickA }',
    expect: { data: { a: 1, b: 2, c: 3 } },
    order: ['users.tickA', 'log.tickB', 'users.tickA'],
  },
  {
    name: 'a mutation whose payload leads to the query type of another subgraph',
    subgraphs: graph,
    operation: 'mutation { addUser(name: "a") { query { users entries __typename } } }',
    expect: { data: { addUser: { query: { users: 2, entries: 5, __typename: 'Query' } } } },
    order: ['users.addUser', 'users.users', 'log.entries'],
  },
];
