import { describe, expect, test } from '@jest/globals';
import { buildSchema, Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import type { ChosenOperation } from '../plan/chosen-operation.js';
import { createFieldNamer } from '../plan/name-fields.js';
import type { ErrorPath } from './graphql-error.js';
import { clientPaths, isVisible, visibleOf } from './visible.js';

const schema = buildSchema('schema { query: T } type T { a(n: Int): T  b: Int  c: Int }');

function chosen(text: string, conditions: Record<string, boolean> = {}): ChosenOperation {
  const { definitions } = parse(text);
  const fragments = definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return {
    operation: definitions.find((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)!,
    fragments: new Map(fragments.map((node: FragmentDefinitionNode) => [node.name.value, node])),
    conditions,
    deferred: [],
  };
}

function visible(text: string, conditions?: Record<string, boolean>) {
  const operation = chosen(text, conditions);
  return visibleOf(operation, createFieldNamer(operation, { marker: '__j', schema }));
}

describe('clientPaths()', () => {
  const check = (title: string, operation: string, path: ErrorPath, expected: readonly ErrorPath[]) =>
    test(title, () => expect(clientPaths(visible(operation), path)).toEqual(expected));

  check('keeps names and indices', '{ a { b } }', ['a', 0, 'b'], [['a', 0, 'b']]);
  check('gives an alias', '{ x: a { y: b } }', ['a', 'b'], [['x', 'y']]);
  check(
    'gives every alias',
    '{ x: a { b } y: a { z: b } }',
    ['a', 'b'],
    [
      ['x', 'b'],
      ['y', 'z'],
    ],
  );
  check('cuts what the client did not ask for', '{ a { b } }', ['a', 1, 'key', 'c'], [['a', 1]]);
  check(
    'leaves out an alias under which it is not selected',
    '{ x: a { b } y: a { c } }',
    ['a', 0, 'b'],
    [['x', 0, 'b']],
  );
  check(
    'cuts at every alias what is selected under none',
    '{ x: a { b } y: a { c } }',
    ['a', 0, 'key'],
    [
      ['x', 0],
      ['y', 0],
    ],
  );
  check('finds a call by its name', '{ x: a(n: 1) { b } a(n: 2) { b } }', ['a__j1', 'b'], [['a', 'b']]);
  check('looks into fragments', '{ ...F ... on T { a { c } } } fragment F on T { a { b } }', ['a', 'c'], [['a', 'c']]);
  check('names that every object has mean nothing', '{ a }', ['constructor'], []);
});

test('isVisible() is false for keys of the plan and for what is left out', () => {
  const seen = visible('query ($no: Boolean!) { a { b @skip(if: $no) c } }', { no: true });
  expect(isVisible(seen, ['a', 'c'])).toBe(true);
  expect(isVisible(seen, ['a', 'b'])).toBe(false);
  expect(isVisible(seen, ['a', 'id'])).toBe(false);
});
