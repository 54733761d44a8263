import { wrongValue } from '../support/expected-errors.js';
import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const hidden: Subgraphs = {
  public: {
    sdl: `
      type Query { user: User  users: [User!]!  state: State  states: [State]  party: Party  parties: [Party]
        actor: Actor  find(name: String, secret: String @inaccessible): String  search(by: By): String  internal: Int @inaccessible }
      type User @key(fields: "key") { key: ID! @inaccessible  name: String  wage: Int @inaccessible }
      enum State { OPEN CLOSED @inaccessible }
      type Person { name: String }
      type Robot @inaccessible { name: String }
      union Party = Person | Robot
      interface Actor { name: String }
      type Clerk implements Actor { name: String }
      type Ghost implements Actor @inaccessible { name: String }
      input By { name: String  code: String @inaccessible }
    `,
    fields: {
      'Query.user': { key: 'k1', name: 'Ada', wage: 5 },
      'Query.users': [
        { key: 'k1', name: 'Ada', wage: 5 },
        { key: 'k2', name: 'Bob', wage: 6 },
      ],
      'Query.state': 'CLOSED',
      'Query.states': ['OPEN', 'CLOSED', null],
      'Query.party': { __typename: 'Robot', name: 'R2' },
      'Query.parties': [
        { __typename: 'Person', name: 'Ada' },
        { __typename: 'Robot', name: 'R2' },
      ],
      'Query.actor': { __typename: 'Clerk', name: 'Cy' },
      'Query.find': (_parent, { name }) => `found ${name}`,
      'Query.search': (_parent, { by }) => `by ${by.name}`,
    },
    entities: { User: [{ key: 'k1', name: 'Ada', wage: 5 }] },
  },
  payroll: {
    sdl: `type User @key(fields: "key") { key: ID!  wage: Int @external  tax: Int @requires(fields: "wage")  grade: String }`,
    entities: {
      User: [
        { key: 'k1', grade: 'A' },
        { key: 'k2', grade: 'B' },
      ],
    },
    fields: { 'User.tax': ({ wage }) => (wage as number) * 10 },
  },
};

export const INACCESSIBLE_CASES: readonly FederationCase[] = [
  {
    name: 'an @inaccessible key still joins',
    subgraphs: hidden,
    operation: '{ users { name grade } }',
    expect: {
      data: {
        users: [
          { name: 'Ada', grade: 'A' },
          { name: 'Bob', grade: 'B' },
        ],
      },
    },
    requests: {
      payroll: {
        representations: [
          { __typename: 'User', key: 'k1' },
          { __typename: 'User', key: 'k2' },
        ],
      },
    },
  },
  {
    name: 'an @inaccessible field is still sent for @requires',
    subgraphs: hidden,
    operation: '{ user { tax } }',
    expect: { data: { user: { tax: 50 } } },
  },
  {
    name: 'an alias may be the name of an @inaccessible field',
    subgraphs: hidden,
    operation: '{ user { wage: name tax } }',
    expect: { data: { user: { wage: 'Ada', tax: 50 } } },
    knownStockDifference: STOCK.mergesByResponseName,
  },
  {
    name: 'an @inaccessible field cannot be selected',
    subgraphs: hidden,
    operation: '{ user { name wage } }',
    expect: { errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    requests: { public: { atMost: 0 } },
  },
  {
    name: 'an @inaccessible root field cannot be selected',
    subgraphs: hidden,
    operation: '{ internal }',
    expect: { errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
    requests: { public: { atMost: 0 } },
  },
  {
    name: 'an @inaccessible type cannot be named in a fragment',
    subgraphs: hidden,
    operation: '{ parties { ... on Robot { name } } }',
    expect: { errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
  },
  {
    name: 'an @inaccessible argument cannot be given',
    subgraphs: hidden,
    operation: '{ find(name: "a", secret: "b") }',
    expect: { errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
  },
  {
    name: 'a field with an @inaccessible argument is asked without it',
    subgraphs: hidden,
    operation: '{ find(name: "a") }',
    expect: { data: { find: 'found a' } },
    requests: { public: { asksNot: ['secret'] } },
  },
  {
    name: 'an @inaccessible input field cannot be given in a variable',
    subgraphs: hidden,
    operation: 'query ($by: By) { search(by: $by) }',
    variables: { by: { name: 'a', code: 'b' } },
    expect: { errors: [{ code: 'BAD_USER_INPUT' }] },
    requests: { public: { atMost: 0 } },
  },
  {
    name: 'an @inaccessible enum value in an answer is null with an error',
    subgraphs: hidden,
    operation: '{ state }',
    expect: { data: { state: null }, errors: [wrongValue('state')] },
    knownStockDifference: STOCK.hidesWrongValues,
  },
  {
    name: 'an @inaccessible enum value in a list is null at its place',
    subgraphs: hidden,
    operation: '{ states }',
    expect: { data: { states: ['OPEN', null, null] }, errors: [wrongValue('states.1')] },
    knownStockDifference: STOCK.hidesWrongValues,
  },
  {
    name: 'an object of an @inaccessible type is null with an error',
    subgraphs: hidden,
    operation: '{ party { __typename } }',
    expect: { data: { party: null }, errors: [wrongValue('party')] },
    knownStockDifference: STOCK.hidesWrongValues,
  },
  {
    name: 'an object of an @inaccessible type in a list is null at its place',
    subgraphs: hidden,
    operation: '{ parties { __typename ... on Person { name } } }',
    expect: { data: { parties: [{ __typename: 'Person', name: 'Ada' }, null] }, errors: [wrongValue('parties.1')] },
    knownStockDifference: STOCK.hidesWrongValues,
  },
  {
    name: 'introspection does not show what is @inaccessible',
    subgraphs: hidden,
    operation: `{
      user: __type(name: "User") { fields { name } }
      state: __type(name: "State") { enumValues { name } }
      party: __type(name: "Party") { possibleTypes { name } }
      actor: __type(name: "Actor") { possibleTypes { name } }
      by: __type(name: "By") { inputFields { name } }
      robot: __type(name: "Robot") { name }
    }`,
    expect: {
      data: {
        user: { fields: [{ name: 'tax' }, { name: 'grade' }, { name: 'name' }] },
        state: { enumValues: [{ name: 'OPEN' }] },
        party: { possibleTypes: [{ name: 'Person' }] },
        actor: { possibleTypes: [{ name: 'Clerk' }] },
        by: { inputFields: [{ name: 'name' }] },
        robot: null,
      },
    },
  },
];
