import { missingNonNull } from '../support/expected-errors.js';
import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

/** The second subgraph does not know n2, and answers null for it: whatever is non-null there is missing. */
const joined: Subgraphs = {
  one: {
    sdl: `
      type Query {
        node(id: ID!): Node  strict: Node!  nodes: [Node]  strictNodes: [Node!]  allStrict: [Node!]!
        grid: [[Node!]]  strictGrid: [[Node!]!]!  holder: Holder  holders: [Holder!]  other: Int
      }
      type Node @key(fields: "id") { id: ID!  name: String  next: Node  strictNext: Node! }
      type Holder { node: Node!  maybe: Node  list: [Node!]! }
    `,
    entities: {
      Node: [
        { id: 'n1', name: 'One' },
        { id: 'n2', name: 'Two' },
      ],
    },
    fields: {
      'Query.node': (_parent, { id }) => ({ id, name: id }),
      'Query.strict': { id: 'n2' },
      'Query.nodes': [{ id: 'n1' }, { id: 'n2' }, null],
      'Query.strictNodes': [{ id: 'n1' }, { id: 'n2' }],
      'Query.allStrict': [{ id: 'n1' }, { id: 'n2' }],
      'Query.grid': [[{ id: 'n1' }], [{ id: 'n1' }, { id: 'n2' }], null],
      'Query.strictGrid': [[{ id: 'n1' }, { id: 'n2' }]],
      'Query.holder': { node: { id: 'n2' }, maybe: { id: 'n2' }, list: [] },
      'Query.holders': [
        { node: { id: 'n1' }, list: [] },
        { node: { id: 'n1' }, maybe: null, list: [{ id: 'n1' }, { id: 'n2' }] },
      ],
      'Query.other': 7,
      'Node.next': ({ id }) => (id === 'n1' ? { id: 'n2' } : null),
      'Node.strictNext': { id: 'n2' },
    },
  },
  two: {
    sdl: `
      type Node @key(fields: "id") { id: ID!  need: Int!  like: Int  part: Part!  parts: [Part!] }
      type Part { size: Int! }
    `,
    entities: { Node: [{ id: 'n1', need: 1, like: 2, part: { size: 3 }, parts: [{ size: 4 }] }] },
  },
};

export const NULL_BUBBLING_CASES: readonly FederationCase[] = [
  {
    name: 'a missing nullable field is null, and no error',
    subgraphs: joined,
    operation: '{ node(id: "n2") { id like parts { size } } }',
    expect: { data: { node: { id: 'n2', like: null, parts: null } } },
  },
  {
    name: 'a missing non-null field makes its object null',
    subgraphs: joined,
    operation: '{ other node(id: "n2") { id need } }',
    expect: { data: { other: 7, node: null }, errors: [missingNonNull('node.need')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'a missing non-null field is reported at its alias',
    subgraphs: joined,
    operation: '{ a: node(id: "n2") { b: need } }',
    expect: { data: { a: null }, errors: [missingNonNull('a.b')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'a missing non-null object makes its parent null',
    subgraphs: joined,
    operation: '{ node(id: "n2") { id part { size } } }',
    expect: { data: { node: null }, errors: [missingNonNull('node.part')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'null below a non-null root field makes data null',
    subgraphs: joined,
    operation: '{ other strict { need } }',
    expect: { data: null, errors: [missingNonNull('strict.need')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'null in a list of nullable objects stays at its place',
    subgraphs: joined,
    operation: '{ nodes { id need } }',
    expect: { data: { nodes: [{ id: 'n1', need: 1 }, null, null] }, errors: [missingNonNull('nodes.1.need')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'null in a list of non-null objects makes the list null',
    subgraphs: joined,
    operation: '{ strictNodes { need } other }',
    expect: { data: { strictNodes: null, other: 7 }, errors: [missingNonNull('strictNodes.1.need')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'null in a non-null list of non-null objects makes data null',
    subgraphs: joined,
    operation: '{ allStrict { need } other }',
    expect: { data: null, errors: [missingNonNull('allStrict.1.need')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'null in a list of lists stops at the first list that may be null',
    subgraphs: joined,
    operation: '{ grid { need } }',
    expect: { data: { grid: [[{ need: 1 }], null, null] }, errors: [missingNonNull('grid.1.1.need')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'null in a strict list of lists makes data null',
    subgraphs: joined,
    operation: '{ strictGrid { need } }',
    expect: { data: null, errors: [missingNonNull('strictGrid.0.1.need')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'null goes up two levels and stops at the field that may be null',
    subgraphs: joined,
    operation: '{ holder { maybe { like } node { need } } other }',
    expect: { data: { holder: null, other: 7 }, errors: [missingNonNull('holder.node.need')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'null at one place leaves its neighbours',
    subgraphs: joined,
    operation: '{ holder { maybe { need } list { id } } }',
    expect: { data: { holder: { maybe: null, list: [] } }, errors: [missingNonNull('holder.maybe.need')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'null in a list within a list of objects makes the outer list null',
    subgraphs: joined,
    operation: '{ holders { node { need } list { need } } }',
    expect: { data: { holders: null }, errors: [missingNonNull('holders.1.list.1.need')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'null goes up through the subgraphs it was joined from',
    subgraphs: joined,
    operation: '{ node(id: "n1") { need strictNext { like } strict: strictNext { need } } }',
    expect: { data: { node: null }, errors: [missingNonNull('node.strict.need')] },
    knownStockDifference: STOCK.hidesNulls,
  },
  {
    name: 'a non-null field that is skipped cannot be missing',
    subgraphs: joined,
    operation: 'query ($a: Boolean!) { node(id: "n2") { id need @skip(if: $a) } }',
    variables: { a: true },
    expect: { data: { node: { id: 'n2' } } },
    requests: { two: { atMost: 0 } },
  },
  {
    name: 'a non-null field in a fragment on another type cannot be missing',
    subgraphs: {
      one: {
        sdl: `
          type Query { any: Any }
          union Any = Left | Right
          type Left @key(fields: "id") { id: ID! }
          type Right @key(fields: "id") { id: ID! }
        `,
        fields: { 'Query.any': { __typename: 'Right', id: 'r' } },
      },
      two: { sdl: `type Left @key(fields: "id") { id: ID!  need: Int! }`, entities: { Left: [] } },
    },
    operation: '{ any { ... on Left { need } ... on Right { id } } }',
    expect: { data: { any: { id: 'r' } } },
    requests: { two: { atMost: 0 } },
  },
  {
    name: 'a field that is non-null in one subgraph and nullable in the other may be null',
    subgraphs: {
      one: {
        sdl: `type Query { box: Box } type Box @key(fields: "id") { id: ID!  label: String! @shareable }`,
        fields: { 'Query.box': { id: 'b', label: 'L' } },
        entities: { Box: [{ id: 'b', label: 'L' }] },
      },
      two: {
        sdl: `type Query { other: Box } type Box @key(fields: "id") { id: ID!  label: String @shareable }`,
        fields: { 'Query.other': { id: 'b', label: null } },
        entities: { Box: [{ id: 'b', label: null }] },
      },
    },
    operation: '{ box { label } other { label } }',
    expect: { data: { box: { label: 'L' }, other: { label: null } } },
  },
  {
    name: 'two missing non-null fields of two objects are two errors',
    subgraphs: joined,
    operation: '{ a: node(id: "n2") { need } b: node(id: "n2") { need } c: node(id: "n1") { need } }',
    expect: {
      data: { a: null, b: null, c: { need: 1 } },
      errors: [missingNonNull('a.need'), missingNonNull('b.need')],
    },
    knownStockDifference: STOCK.hidesNulls,
  },
];
