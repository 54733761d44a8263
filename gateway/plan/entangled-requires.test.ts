import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { composeSubgraphs } from '../../test/federation/support/compose.js';
import type { Subgraphs } from '../../test/federation/support/federation-case.js';
import { startCore, type Core } from '../../test/support/start-core.js';
import { subgraphFields } from '../supergraph/prepare/subgraph-fields.js';
import { SupergraphTypes } from '../supergraph/prepare/supergraph-types.js';
import { verifyPlan } from './verify-plan.js';

/** Fields that require fields that require fields, in few subgraphs, with objects, arguments and abstract types. */
const subgraphs: Subgraphs = {
  one: {
    sdl: `
      type Query { node: Node  nodes: [Node!]! }
      type Node @key(fields: "id") { id: ID!  first(n: Int): Int  box: Box @external
        third: Int @requires(fields: "box { deep { n } }")
        fifth: String @requires(fields: "box { deep { n } fourth(up: true) }")
        named: String @requires(fields: "box { fourth(up: false) }")
        plain: String }
      type Box @key(fields: "id") { id: ID!  deep: Deep @external  fourth(up: Boolean): String @external }
      type Deep @shareable { n: Int }
    `,
    entities: { Node: [{ id: 'a' }, { id: 'b' }] },
    fields: {
      'Query.node': { id: 'a' },
      'Query.nodes': [{ id: 'a' }, { id: 'b' }],
      'Node.first': ({ id }, { n }) => (id === 'a' ? 1 : 2) * (n as number),
      'Node.third': ({ box }) => box.deep.n + 1,
      'Node.fifth': ({ box }) => `${box.deep.n} ${box.fourth}`,
      'Node.named': ({ box }) => `named ${box.fourth}`,
      'Node.plain': ({ id }) => `plain ${id}`,
    },
  },
  two: {
    sdl: `
      type Query { other: Node }
      type Node @key(fields: "id") { id: ID!  first(n: Int): Int @external  third: Int @external
        box: Box @requires(fields: "first(n: 10)")
        any: Any @requires(fields: "third")
        sum: Int @requires(fields: "first(n: 3) third") }
      type Box @key(fields: "id") { id: ID!  deep: Deep  fourth(up: Boolean): String }
      type Deep @shareable { n: Int }
      union Any = Box | Note
      type Note { text: String  node: Node }
    `,
    entities: { Node: [{ id: 'a' }, { id: 'b' }], Box: [{ id: 'box10' }, { id: 'box20' }] },
    fields: {
      'Query.other': { id: 'b' },
      'Node.box': ({ first }) => ({ id: `box${first}` }),
      'Node.any': ({ third, id }) => ({ __typename: 'Note', text: `any ${third}`, node: { id } }),
      'Node.sum': ({ first, third }) => (first as number) + (third as number),
      'Box.deep': ({ id }) => ({ n: Number(String(id).slice(3)) }),
      'Box.fourth': ({ id }, { up }) => (up ? String(id).toUpperCase() : id),
    },
  },
};

let core: Core;
beforeAll(async () => {
  core = await startCore(subgraphs);
});
afterAll(() => core.stop());

describe('@requires of fields that require others', () => {
  const check = (operation: string, data: unknown) =>
    test(operation, async () => expect(await core.ask(operation)).toEqual({ data, errors: [] }));

  check('{ node { box { id } } }', { node: { box: { id: 'box10' } } });
  check('{ node { third } }', { node: { third: 11 } });
  check('{ node { any { ... on Note { text } } } }', { node: { any: { text: 'any 11' } } });
  check('{ node { sum first(n: 5) } }', { node: { sum: 14, first: 5 } });
  check('{ nodes { fifth named plain } }', {
    nodes: [
      { fifth: '10 BOX10', named: 'named box10', plain: 'plain a' },
      { fifth: '20 BOX20', named: 'named box20', plain: 'plain b' },
    ],
  });
  check('{ other { fifth sum any { ... on Note { node { third plain sum } } } } }', {
    other: { fifth: '20 BOX20', sum: 27, any: { node: { third: 21, plain: 'plain b', sum: 27 } } },
  });
  check(
    '{ node { sum fifth third named any { __typename } box { fourth(up: true) deep { n } } first(n: 1) plain } other { sum } }',
    {
      node: {
        sum: 14,
        fifth: '10 BOX10',
        third: 11,
        named: 'named box10',
        any: { __typename: 'Note' },
        box: { fourth: 'BOX10', deep: { n: 10 } },
        first: 1,
        plain: 'plain a',
      },
      other: { sum: 27 },
    },
  );
});

describe('verifyPlan()', () => {
  const plan = (graph: Readonly<Record<string, string>>, operation: string) => {
    const sdl = composeSubgraphs(Object.fromEntries(Object.entries(graph).map(([name, one]) => [name, { sdl: one }])));
    const supergraph = Supergraph.build(sdl);
    const planned = new QueryPlanner(supergraph).buildQueryPlan(
      operationFromDocument(supergraph.apiSchema(), parse(operation)),
    );
    return () => verifyPlan(planned, subgraphFields(new SupergraphTypes(parse(sdl))));
  };
  const circle = {
    one: `
      type Query { node: Node }
      type Node @key(fields: "id") { id: ID!  first: Int  second: Int @external  third: Int @requires(fields: "second") }`,
    two: `
      type Query { other: Node }
      type Node @key(fields: "id") { id: ID!  first: Int @external  second: Int @requires(fields: "first")
        third: Int @external  fourth: Int @requires(fields: "third") }`,
    three: 'type Node @key(fields: "id") { id: ID!  second: Int @external  last: Int @requires(fields: "second") }',
  };

  test('finds a field that is external where it is asked for', () =>
    expect(plan(circle, '{ node { fourth } }')).toThrow('The plan asks one for Node.second, which is external there'));
  test('finds a field that is asked for without what it requires', () =>
    expect(plan(circle, '{ other { last } }')).toThrow('The plan asks two for Node.second without what it requires'));
  test.each(['{ node { third first } }', '{ node { second last } }', '{ node { second } other { first } }'])(
    'accepts %s',
    (operation) => expect(plan(circle, operation)).not.toThrow(),
  );

  test('accepts what a subgraph provides', () => {
    const graph = {
      a: `type Query { t: T @provides(fields: "u { name } name") } type T @key(fields: "id") { id: ID!  name: String @external  u: U @external  x: Int @requires(fields: "name") }
        type U @key(fields: "id") { id: ID!  name: String @external }`,
      b: 'type T @key(fields: "id") { id: ID!  name: String @shareable  u: U @shareable } type U @key(fields: "id") { id: ID!  name: String @shareable }',
    };
    expect(plan(graph, '{ t { name u { name } } }')).not.toThrow();
    expect(plan(graph, '{ t { x } }')).not.toThrow();
  });
});
