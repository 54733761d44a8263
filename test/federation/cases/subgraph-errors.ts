import { GraphQLError } from 'graphql';
import { subgraphError } from '../support/expected-errors.js';
import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const boom = new GraphQLError('Boom');
const denied = new GraphQLError('Not for you', { extensions: { code: 'FORBIDDEN' } });

const failing: Subgraphs = {
  one: {
    sdl: `
      type Query { node(id: ID!): Node  nodes: [Node]  twice: [Node]  mixed: [Any]  broken: Int  strictBroken: Int!  fine: Int  holder: Holder  grid: [[Node]] }
      type Node @key(fields: "id") { id: ID!  name: String  bad: String  next: Node  rows: [Row] }
      type Row { n: Int }
      type Holder { nodes: [Node!]  bad: Int! }
      type Plain { text: String }
      union Any = Node | Plain
    `,
    entities: { Node: [{ id: 'n1', name: 'One' }] },
    fields: {
      'Query.node': (_parent, { id }) => ({ id, name: id }),
      'Query.nodes': [{ id: 'n1' }, null, { id: 'n2' }, { id: 'n3' }],
      'Query.twice': [{ id: 'n2' }, { id: 'n1' }, { id: 'n2' }],
      'Query.mixed': [
        { __typename: 'Plain', text: 'x' },
        { __typename: 'Node', id: 'n1' },
        { __typename: 'Node', id: 'n2' },
      ],
      'Query.broken': boom,
      'Query.strictBroken': boom,
      'Query.fine': 7,
      'Query.holder': { nodes: [{ id: 'n1' }, { id: 'n2' }], bad: boom },
      'Query.grid': [[{ id: 'n1' }], null, [null, { id: 'n2' }]],
      'Node.bad': boom,
      'Node.next': { id: 'n2', name: 'n2' },
      'Node.rows': [{ n: 1 }, { n: denied }, null, { n: 4 }],
    },
  },
  two: {
    sdl: `type Node @key(fields: "id") { id: ID!  like: Int  need: Int!  secret: String  deep: Deep  bad: String @external
        after: String @requires(fields: "bad") }
      type Deep { list: [Deep]  n: Int }`,
    fields: {
      'Node.__resolveReference': (ref) =>
        ({
          n1: { ...ref, like: 1, need: 1, secret: denied, deep: { list: [{ n: 1 }, { n: boom }] } },
          n2: { ...ref, like: boom, need: boom, secret: 'open', deep: null },
        })[ref.id as string] ?? boom,
      'Node.after': ({ bad }) => `after ${bad}`,
    },
  },
};

const PARTIAL = { id: 'n1', like: 1 };

export const SUBGRAPH_ERROR_CASES: readonly FederationCase[] = [
  {
    name: 'an error is told under the alias that asked for the field, not under another of the same object',
    subgraphs: failing,
    operation: '{ x: node(id: "n1") { id } y: node(id: "n1") { bad } }',
    expect: { data: { x: { id: 'n1' }, y: { bad: null } }, errors: [subgraphError('one', 'y.bad', /^Boom$/)] },
  },
  {
    name: 'an error of a root field keeps its message and names its subgraph',
    subgraphs: failing,
    operation: '{ fine broken }',
    expect: { data: { fine: 7, broken: null }, errors: [subgraphError('one', 'broken', /^Boom$/)] },
  },
  {
    name: 'an error keeps its code',
    subgraphs: failing,
    operation: '{ node(id: "n1") { secret } }',
    expect: {
      data: { node: { secret: null } },
      errors: [subgraphError('two', 'node.secret', /^Not for you$/, 'FORBIDDEN')],
    },
  },
  {
    name: 'an error is reported at the aliases of the client',
    subgraphs: failing,
    operation: '{ a: node(id: "n1") { b: bad c: secret } d: broken }',
    expect: {
      data: { a: { b: null, c: null }, d: null },
      errors: [
        subgraphError('one', 'a.b', /Boom/),
        subgraphError('two', 'a.c', /Not for you/, 'FORBIDDEN'),
        subgraphError('one', 'd', /Boom/),
      ],
    },
  },
  {
    name: 'an error of one field that is selected under two aliases is told where its place is selected',
    subgraphs: failing,
    operation: '{ a: node(id: "n2") { id like } b: node(id: "n2") { id } c: node(id: "n2") { x: like y: like } }',
    expect: {
      data: { a: { id: 'n2', like: null }, b: { id: 'n2' }, c: { x: null, y: null } },
      errors: ['a.like', 'c.x', 'c.y'].map((path) => subgraphError('two', path, /^Boom$/)),
    },
  },
  {
    name: 'an error of an entity in a list has the index of the list, not of the representations',
    subgraphs: failing,
    operation: '{ nodes { id like } }',
    expect: {
      data: { nodes: [PARTIAL, null, { id: 'n2', like: null }, { id: 'n3', like: null }] },
      errors: [subgraphError('two', 'nodes.2.like', /Boom/), { path: 'nodes.3', serviceName: 'two' }],
    },
  },
  {
    name: 'an error of an entity that stands twice is reported at both places',
    subgraphs: failing,
    operation: '{ twice { id like } }',
    expect: {
      data: {
        twice: [{ id: 'n2', like: null }, PARTIAL, { id: 'n2', like: null }],
      },
      errors: [subgraphError('two', 'twice.0.like', /Boom/), subgraphError('two', 'twice.2.like', /Boom/)],
    },
  },
  {
    name: 'an error of a member of a union has the index of the list',
    subgraphs: failing,
    operation: '{ mixed { ... on Node { like } ... on Plain { text } } }',
    expect: {
      data: { mixed: [{ text: 'x' }, { like: 1 }, { like: null }] },
      errors: [subgraphError('two', 'mixed.2.like', /Boom/)],
    },
    knownStockDifference: 'It counts objects that it did not send, and reports the error at another object.',
  },
  {
    name: 'an error in a list of lists has every index',
    subgraphs: failing,
    operation: '{ grid { like } }',
    expect: {
      data: { grid: [[{ like: 1 }], null, [null, { like: null }]] },
      errors: [subgraphError('two', 'grid.2.1.like', /Boom/)],
    },
  },
  {
    name: 'an error below an entity keeps the rest of its path',
    subgraphs: failing,
    operation: '{ node(id: "n1") { deep { list { x: n } } rows { n } } }',
    expect: {
      data: { node: { deep: { list: [{ x: 1 }, { x: null }] }, rows: [{ n: 1 }, { n: null }, null, { n: 4 }] } },
      errors: [
        subgraphError('two', 'node.deep.list.1.x', /Boom/),
        subgraphError('one', 'node.rows.1.n', /Not for you/, 'FORBIDDEN'),
      ],
    },
  },
  {
    name: 'an error of a non-null field is the only one for the null above it',
    subgraphs: failing,
    operation: '{ node(id: "n2") { id need } fine }',
    expect: { data: { node: null, fine: 7 }, errors: [subgraphError('two', 'node.need', /Boom/)] },
  },
  {
    name: 'an error of a non-null field of an entity in a non-null list makes the list null',
    subgraphs: failing,
    operation: '{ holder { nodes { need } } }',
    expect: { data: { holder: { nodes: null } }, errors: [subgraphError('two', 'holder.nodes.1.need', /Boom/)] },
  },
  {
    name: 'an error of a non-null field that the subgraph itself carried up',
    subgraphs: failing,
    operation: '{ holder { bad nodes { id } } fine }',
    expect: { data: { holder: null, fine: 7 }, errors: [subgraphError('one', 'holder.bad', /Boom/)] },
  },
  {
    name: 'an error of a non-null root field makes data null',
    subgraphs: failing,
    operation: '{ fine strictBroken }',
    expect: { data: null, errors: [subgraphError('one', 'strictBroken', /Boom/)] },
  },
  {
    name: 'an error of a whole entity is reported at the entity, and its fields are null',
    subgraphs: failing,
    operation: '{ node(id: "n9") { id like } }',
    expect: { data: { node: { id: 'n9', like: null } }, errors: [subgraphError('two', 'node', /Boom/)] },
  },
  {
    name: 'an error of a required field is told, and the field that needs it gets null',
    subgraphs: failing,
    operation: '{ node(id: "n1") { after } }',
    expect: {
      data: { node: { after: 'after null' } },
      errors: [{ serviceName: 'one', message: /Boom/ }],
    },
  },
  {
    name: 'errors of both subgraphs in one answer',
    subgraphs: failing,
    operation: '{ broken node(id: "n2") { bad like next { like name } } }',
    expect: {
      data: { broken: null, node: { bad: null, like: null, next: { like: null, name: 'n2' } } },
      errors: [
        subgraphError('one', 'broken', /Boom/),
        subgraphError('one', 'node.bad', /Boom/),
        subgraphError('two', 'node.like', /Boom/),
        subgraphError('two', 'node.next.like', /Boom/),
      ],
    },
  },
];
