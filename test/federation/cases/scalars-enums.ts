import { wrongValue } from '../support/expected-errors.js';
import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const graph: Subgraphs = {
  a: {
    sdl: `
      type Query { event: Event  echo(at: Moment, any: Any, level: Level): String  level: Level @shareable  find(by: By): String @shareable
        number(n: Level): Level }
      type Event @key(fields: "id") { id: ID!  at: Moment  any: Any  level: Level @shareable  big: Float }
      scalar Moment @specifiedBy(url: "https://scalars.graphql.org/andimarek/date-time")
      scalar Any
      enum Level { LOW HIGH }
      input By { name: String  age: Int  first: Int = 1 }
    `,
    entities: { Event: [{ id: 'e1', level: 'LOW' }] },
    fields: {
      'Query.event': {
        id: 'e1',
        at: '2026-11-23T09:00:00Z',
        any: { a: [1, { b: null }], __typename: 'Odd', '': '', 'a b': true },
        level: 'LOW',
        big: 12345678901234567890,
      },
      'Query.echo': (_parent, args) => JSON.stringify(args),
      'Query.level': 'LOW',
      'Query.find': (_parent, args) => JSON.stringify(args),
      'Query.number': (_parent, { n }) => n,
    },
  },
  b: {
    sdl: `
      type Query { level: Level @shareable  find(by: By): String @shareable  last: Event  levels: [Level!]! }
      type Event @key(fields: "id") { id: ID!  at: Moment @external  since(unit: Unit! = DAY): String @requires(fields: "at")
        level: Level @shareable  raw: Any @requires(fields: "any")  any: Any @external }
      scalar Moment
      scalar Any
      enum Level { LOW HIGH }
      enum Unit { DAY YEAR }
      input By { name: String  colour: String  first: Int = 1 }
    `,
    entities: { Event: [{ id: 'e1', level: 'LOW' }] },
    fields: {
      'Query.level': 'LOW',
      'Query.find': (_parent, args) => JSON.stringify(args),
      'Query.last': { id: 'e1', level: 'HIGH' },
      'Query.levels': ['HIGH', 'LOW'],
      'Event.since': ({ at }, { unit }) => `${at} in ${unit}`,
      'Event.raw': ({ any }) => any,
    },
  },
};

/** An enum that is only answered has the values of both subgraphs. */
const outputs: Subgraphs = {
  a: {
    sdl: `type Query { a: State  box: Box } enum State { ON } type Box @key(fields: "id") { id: ID! }`,
    fields: { 'Query.a': 'ON', 'Query.box': { id: '1' } },
  },
  b: {
    sdl: `type Query { b: [State] } enum State { OFF } type Box @key(fields: "id") { id: ID!  state: State  ofA: State }`,
    fields: { 'Query.b': ['OFF', null] },
    entities: { Box: [{ id: '1', state: 'OFF' }] },
  },
};

const ANY = { a: [1, { b: null }], __typename: 'Odd', '': '', 'a b': true };

export const SCALAR_ENUM_CASES: readonly FederationCase[] = [
  {
    name: 'custom scalars pass as they are, whatever is in them',
    subgraphs: graph,
    operation: '{ event { at any big } }',
    expect: { data: { event: { at: '2026-11-23T09:00:00Z', any: ANY, big: 12345678901234567000 } } },
  },
  {
    name: 'a custom scalar passes through @requires as it is',
    subgraphs: graph,
    operation: '{ event { raw since } }',
    expect: { data: { event: { raw: ANY, since: '2026-11-23T09:00:00Z in DAY' } } },
    requests: {
      b: { atMost: 1, representations: [{ __typename: 'Event', id: 'e1', any: ANY, at: '2026-11-23T09:00:00Z' }] },
    },
  },
  {
    name: 'a custom scalar as an argument: an object with variables',
    subgraphs: graph,
    operation:
      'query ($v: Any, $w: Any, $at: Moment!) { echo(at: $at, any: { a: [1, $v, { b: $w }], c: RED, d: null }) }',
    variables: { v: { x: [1] }, w: 'w', at: 'now' },
    expect: { data: { echo: '{"at":"now","any":{"a":[1,{"x":[1]},{"b":"w"}],"c":"RED","d":null}}' } },
  },
  {
    name: 'a custom scalar as a variable: any JSON',
    subgraphs: graph,
    operation: 'query ($v: Any) { echo(any: $v) }',
    variables: { v: [{ deep: [[], {}] }, 1.5, 'x', null, true] },
    expect: { data: { echo: '{"any":[{"deep":[[],{}]},1.5,"x",null,true]}' } },
  },
  {
    name: 'an enum as an argument of a field with @requires',
    subgraphs: graph,
    operation: 'query ($u: Unit!) { event { a: since(unit: YEAR) b: since(unit: $u) c: since } }',
    variables: { u: 'DAY' },
    expect: {
      data: {
        event: {
          a: '2026-11-23T09:00:00Z in YEAR',
          b: '2026-11-23T09:00:00Z in DAY',
          c: '2026-11-23T09:00:00Z in DAY',
        },
      },
    },
  },
  {
    name: 'an enum that is answered by the subgraphs with values of each',
    subgraphs: outputs,
    operation: '{ a b box { state } }',
    expect: { data: { a: 'ON', b: ['OFF', null], box: { state: 'OFF' } } },
  },
  {
    name: 'an enum value that no subgraph has is null with an error, beside those that are right',
    subgraphs: outputs,
    operation: '{ a b }',
    faults: { b: { kind: 'lie', field: 'Query.b', value: ['OFF', 'BROKEN', 'ON'] } },
    expect: { data: { a: 'ON', b: ['OFF', null, 'ON'] }, errors: [wrongValue('b.1')] },
    knownStockDifference: STOCK.hidesWrongValues,
  },
  {
    name: 'an input object has the fields that both subgraphs know',
    subgraphs: graph,
    operation: '{ find(by: { name: "x" }) }',
    expect: { data: { find: '{"by":{"name":"x","first":1}}' } },
  },
  {
    name: 'an input field that only one subgraph knows is refused',
    subgraphs: graph,
    operation: '{ find(by: { name: "x", age: 1 }) }',
    expect: { errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
  },
  {
    name: 'an enum in a list that must not be null',
    subgraphs: graph,
    operation: '{ levels last { level at } }',
    expect: { data: { levels: ['HIGH', 'LOW'], last: { level: 'HIGH', at: null } } },
  },
];
