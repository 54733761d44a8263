import { failed } from '../support/expected-errors.js';
import type { ExpectedError, FederationCase, Subgraphs } from '../support/federation-case.js';
import { STOCK } from '../support/known-stock-differences.js';

const graph: Subgraphs = {
  one: {
    sdl: `
      type Query { things: [Thing!]!  fine: Int }
      type Thing @key(fields: "id") { id: ID!  name: String }
    `,
    fields: {
      'Query.things': [
        { id: 't1', name: 'A' },
        { id: 't2', name: 'B' },
      ],
      'Query.fine': 7,
    },
  },
  two: {
    sdl: `type Thing @key(fields: "id") { id: ID!  n: Int }`,
    entities: {
      Thing: [
        { id: 't1', n: 1 },
        { id: 't2', n: 2 },
      ],
    },
  },
};

const A = { id: 't1', n: 1 };
const B = { id: 't2', n: 2 };

const bothMissing: ExpectedError = { covers: ['things.0.n', 'things.1.n'], serviceName: 'two' };

function check(
  what: string,
  entities: unknown,
  given: readonly (number | null)[],
  error?: ExpectedError,
): FederationCase {
  return {
    name: `_entities ${what}`,
    subgraphs: graph,
    operation: '{ things { n name } fine }',
    faults: { two: { kind: 'lie', field: 'Query._entities', value: entities } },
    expect: {
      data: {
        things: [
          { n: given[0], name: 'A' },
          { n: given[1], name: 'B' },
        ],
        fine: 7,
      },
      ...(error ? { errors: [error] } : {}),
    },
    ...(error ? { knownStockDifference: STOCK.errorsWithoutPath } : {}),
  };
}

export const ENTITY_ANSWER_CASES: readonly FederationCase[] = [
  check('of the right length', [A, B], [1, 2]),
  check('with null for an unknown entity', [null, B], [null, 2]),
  check('too short is an error and joins nothing', [A], [null, null], bothMissing),
  check('empty is an error', [], [null, null], bothMissing),
  check('too long is an error and joins nothing', [A, B, A], [null, null], bothMissing),
  check('that is no list is an error', A, [null, null], bothMissing),
  check('that is a text of the right length is an error', 'ab', [null, null], bothMissing),
  check('that is null is an error', null, [null, null], bothMissing),
  check('with a text for an entity is an error there', ['x', B], [null, 2], { covers: ['things.0.n'] }),
  check('with a list for an entity is an error there', [A, [B]], [1, null], { covers: ['things.1.n'] }),
  {
    ...check('with keys nobody asked for gives what was asked', [{ ...A, name: 'Other', id: 'x' }, B], [1, 2]),
    knownStockDifference: 'A subgraph can overwrite fields that it was not asked for.',
  },
  {
    name: 'a key that nobody asked one subgraph for does not stand in for the subgraph that owns it',
    subgraphs: graph,
    operation: '{ things { n name } }',
    faults: {
      one: {
        kind: 'lie',
        field: 'Query.things',
        value: [
          { __typename: 'Thing', id: 't1', name: 'A', n: 99 },
          { __typename: 'Thing', id: 't2', name: 'B', n: 99 },
        ],
      },
      two: { kind: 'closed' },
    },
    expect: {
      data: {
        things: [
          { n: null, name: 'A' },
          { n: null, name: 'B' },
        ],
      },
      errors: [failed('two', 'things.0.n', 'things.1.n')],
    },
    knownStockDifference: STOCK.errorsWithoutPath,
  },
  {
    name: 'a root field that nobody asked one subgraph for does not stand in for another',
    subgraphs: graph,
    operation: '{ fine }',
    faults: { one: { kind: 'replace', from: '"fine":7', to: '"fine":7,"things":[],"__proto__":{"fine":1}' } },
    expect: { data: { fine: 7 } },
  },
];
