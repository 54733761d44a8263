import type { FederationCase, Subgraphs } from '../support/federation-case.js';
import type { SubgraphFixture } from '../support/subgraph-fixture.js';

/** Types, fields, arguments and values that bear the names of what every object of JavaScript has. */
const first: SubgraphFixture = {
  sdl: `
      type Query { constructor: valueOf  hasOwnProperty(toString: Int, valueOf: prototype): String  list: [valueOf!] }
      type valueOf @key(fields: "toString") { toString: ID!  hasOwnProperty: String  isPrototypeOf: valueOf }
      input prototype { constructor: Int  valueOf: [constructor!] }
      enum constructor { toString valueOf }
    `,
  entities: { valueOf: [{ toString: '1', hasOwnProperty: 'own', isPrototypeOf: null }] },
  fields: {
    'Query.constructor': {
      toString: '1',
      hasOwnProperty: 'own',
      isPrototypeOf: { toString: '2', hasOwnProperty: 'x' },
    },
    'Query.hasOwnProperty': (_parent, args) => JSON.stringify(args),
    'Query.list': [
      { toString: '1', hasOwnProperty: null },
      { toString: '2', hasOwnProperty: 'x' },
    ],
  },
};

const second: SubgraphFixture = {
  sdl: `
      type valueOf @key(fields: "toString") { toString: ID!  constructor(valueOf: Int = 3): [constructor!]  prototype: Object
        hasOwnProperty: String @external  propertyIsEnumerable: String @requires(fields: "hasOwnProperty") }
      enum constructor { toString valueOf }
      type Object { constructor: String  prototype: Object }
    `,
  fields: {
    'valueOf.constructor': (_parent, args) => (JSON.stringify(args) === '{"valueOf":3}' ? ['toString', 'valueOf'] : []),
    'valueOf.prototype': { constructor: 'c', prototype: null },
    'valueOf.propertyIsEnumerable': (parent) =>
      `from ${JSON.stringify(Object.entries(parent).find(([name]) => name === 'hasOwnProperty')?.[1])}`,
  },
};

const odd: Subgraphs = { toString: first, valueOf: second };

export const ODD_NAME_CASES: readonly FederationCase[] = [
  {
    name: 'fields with inherited names from both subgraphs',
    subgraphs: odd,
    operation:
      '{ constructor { toString hasOwnProperty constructor prototype { constructor prototype { constructor } } } }',
    expect: {
      data: {
        constructor: {
          toString: '1',
          hasOwnProperty: 'own',
          constructor: ['toString', 'valueOf'],
          prototype: { constructor: 'c', prototype: null },
        },
      },
    },
  },
  {
    name: 'a key and a required field with inherited names',
    subgraphs: odd,
    operation:
      '{ constructor { propertyIsEnumerable isPrototypeOf { propertyIsEnumerable } } list { propertyIsEnumerable } }',
    expect: {
      data: {
        constructor: { propertyIsEnumerable: 'from "own"', isPrototypeOf: { propertyIsEnumerable: 'from "x"' } },
        list: [{ propertyIsEnumerable: 'from null' }, { propertyIsEnumerable: 'from "x"' }],
      },
    },
  },
  {
    name: 'arguments, input fields and enum values with inherited names',
    subgraphs: odd,
    operation:
      'query ($toString: Int, $valueOf: prototype) { hasOwnProperty(toString: $toString, valueOf: $valueOf) constructor { constructor(valueOf: $toString) } }',
    variables: { toString: 7, valueOf: { constructor: 1, valueOf: ['toString'] } },
    expect: {
      data: {
        hasOwnProperty: '{"toString":7,"valueOf":{"constructor":1,"valueOf":["toString"]}}',
        constructor: { constructor: [] },
      },
    },
  },
  {
    name: '__typename and introspection of types with inherited names',
    subgraphs: odd,
    operation:
      '{ constructor { __typename prototype { __typename } } __type(name: "valueOf") { name } no: __type(name: "toString") { name } }',
    expect: {
      data: {
        constructor: { __typename: 'valueOf', prototype: { __typename: 'Object' } },
        __type: { name: 'valueOf' },
        no: null,
      },
    },
  },
];
