import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const show = (value: unknown) => JSON.stringify(value);

/** Types, fields, arguments and values that look like what federation and the gateway use themselves. */
const graph: Subgraphs = {
  one: {
    sdl: `
      type Query { entities(representations: [Any]): [Entity!]  service: Service  e0: Int  r0(r0: Int): Int  data: Entity  errors: [Entity] }
      type Service { sdl: String }
      scalar Any
      type Entity @key(fields: "r0") { r0: ID!  e0: String  e1: String  path: String  target: String  source: String  root: Entity }
    `,
    entities: {
      Entity: [
        { r0: 'x', e0: 'E0', e1: 'E1', path: 'p', target: 't', source: 's', root: { r0: 'y' } },
        { r0: 'y', e0: null },
      ],
    },
    fields: {
      'Query.entities': [
        { r0: 'x', e0: 'E0', e1: 'E1', path: 'p', target: 't', source: 's', root: { r0: 'y' } },
        { r0: 'y' },
      ],
      'Query.service': { sdl: 'text' },
      'Query.e0': 5,
      'Query.r0': (_parent, { r0 }) => r0 as number,
      'Query.data': { r0: 'y' },
      'Query.errors': [{ r0: 'x', e0: 'E0' }, null],
    },
  },
  two: {
    sdl: `
      scalar Any
      type Entity @key(fields: "r0") { r0: ID!  e1: String @external  message(representations: [Any!], r0: Any): String  extensions: Extensions  locations: [Int]
        value: String @requires(fields: "e1") }
      type Extensions { code: String  data: Extensions }
    `,
    entities: {
      Entity: [
        { r0: 'x', extensions: { code: 'c', data: { code: 'd' } }, locations: [1] },
        { r0: 'y', extensions: null, locations: null },
      ],
    },
    fields: {
      'Entity.message': ({ r0 }, args) => `${r0} ${show(args)}`,
      'Entity.value': ({ e1 }) => `value ${e1}`,
    },
  },
};

export const INTERNAL_NAME_CASES: readonly FederationCase[] = [
  {
    name: 'types, fields and arguments named as parts of federation and of answers',
    subgraphs: graph,
    operation: `{ entities { r0 e0 e1 path target source root { r0 value } message value extensions { code data { code } } locations }
      service { sdl } e0 r0(r0: 1) data { extensions { code } } errors { message } }`,
    expect: {
      data: {
        entities: [
          {
            r0: 'x',
            e0: 'E0',
            e1: 'E1',
            path: 'p',
            target: 't',
            source: 's',
            root: { r0: 'y', value: 'value null' },
            message: 'x {}',
            value: 'value E1',
            extensions: { code: 'c', data: { code: 'd' } },
            locations: [1],
          },
          {
            r0: 'y',
            e0: null,
            e1: null,
            path: null,
            target: null,
            source: null,
            root: null,
            message: 'y {}',
            value: 'value null',
            extensions: null,
            locations: null,
          },
        ],
        service: { sdl: 'text' },
        e0: 5,
        r0: 1,
        data: { extensions: null },
        errors: [{ message: 'x {}' }, null],
      },
    },
  },
  {
    name: 'variables and aliases named as parts of requests to subgraphs',
    subgraphs: graph,
    operation: `query ($representations: [Any!], $r0: Any, $r1: Int, $e0: Any = 7, $data: Boolean!) {
      _entities: entities(representations: $representations) @include(if: $data) { e0: message(representations: $representations, r0: $r0) e1: message(r0: $e0) }
      _service: r0(r0: $r1) r0: e0 }`,
    variables: { representations: [{ __typename: 'Entity', r0: 'y' }], r0: { r0: [1] }, r1: 3, data: true },
    expect: {
      data: {
        _entities: [
          { e0: 'x {"representations":[{"__typename":"Entity","r0":"y"}],"r0":{"r0":[1]}}', e1: 'x {"r0":7}' },
          { e0: 'y {"representations":[{"__typename":"Entity","r0":"y"}],"r0":{"r0":[1]}}', e1: 'y {"r0":7}' },
        ],
        _service: 3,
        r0: 5,
      },
    },
    knownStockDifference: 'It cannot take a variable that is called representations.',
  },
];
