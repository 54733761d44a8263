import type { FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';
import { describe, expect, test } from '@jest/globals';
import { Kind, parse, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { compileRepresent } from './compile-represent.js';
import type { Tree } from './program.js';
import { typeFactsOf } from './type-facts.js';

const types = typeFactsOf({
  apiSdl: '',
  possibleTypes: { Media: ['Book', 'Film'] },
  objectTypes: ['Book', 'Film', 'Part'],
  interfaceObjects: [],
  customScalarFields: ['Book.raw'],
  // The subgraph `any` resolves what says its type.
  keys: {
    keyed: { Book: ['id', 'part { n }'] },
    any: { Book: ['__typename'], Film: ['__typename'], Media: ['__typename'] },
  },
  overrideLabels: { byField: {}, always: [] },
  tags: {},
  costs: { weights: {}, lists: {} },
  suppressions: {},
  protections: { clauses: {}, fields: {} },
  marker: '__j',
});

/** Inputs as GraphQL: `a: b` stands in the tree as `a` and is sent as `b`. */
function inputs(text: string): QueryPlanSelectionNode[] {
  const read = ({ selections }: SelectionSetNode): QueryPlanSelectionNode[] =>
    selections.map((node) => {
      if (node.kind === Kind.INLINE_FRAGMENT)
        return {
          kind: 'InlineFragment',
          typeCondition: node.typeCondition!.name.value,
          selections: read(node.selectionSet),
        };
      if (node.kind !== Kind.FIELD) throw new Error('Not an input');
      return {
        kind: 'Field',
        name: node.name.value,
        ...(node.alias ? { alias: node.alias.value } : {}),
        ...(node.selectionSet ? { selections: read(node.selectionSet) } : {}),
      };
    });
  return read((parse(`{ ${text} }`).definitions[0] as OperationDefinitionNode).selectionSet);
}

const KEY = '... on Book { __typename id }';

const check = (
  title: string,
  requires: string,
  target: Tree,
  ...[expected, rewrites = []]: readonly [unknown, FetchDataRewrite[]?]
) =>
  test(title, () => {
    const text = compileRepresent({ subgraph: 'any', requires: inputs(requires), rewrites, types })(target);
    expect(text === null ? null : JSON.parse(text)).toEqual(expected);
  });

describe('compileRepresent()', () => {
  check('writes the key', KEY, { __typename: 'Book', id: '1', other: 2 }, { __typename: 'Book', id: '1' });
  check('writes nothing for another type', KEY, { __typename: 'Film', id: '1' }, null);
  check('writes nothing without a type', KEY, { id: '1' }, null);
  check('writes nothing when an input never came', KEY, { __typename: 'Book' }, null);
  check('writes null', KEY, { __typename: 'Book', id: null }, { __typename: 'Book', id: null });
  check('writes nothing for an object in the place of a leaf', KEY, { __typename: 'Book', id: { a: 1 } }, null);
  check(
    'writes lists of leaves',
    KEY,
    { __typename: 'Book', id: [1, null, '2'] },
    { __typename: 'Book', id: [1, null, '2'] },
  );
  check(
    'writes a custom scalar of any form',
    '... on Book { __typename raw }',
    { __typename: 'Book', raw: { a: [1] } },
    {
      __typename: 'Book',
      raw: { a: [1] },
    },
  );
});

describe('compileRepresent() also', () => {
  check(
    'joins the inputs of a type and its interface',
    `${KEY} ... on Media { __typename title }`,
    { __typename: 'Book', id: '1', title: 'T' },
    {
      __typename: 'Book',
      id: '1',
      title: 'T',
    },
  );
  check(
    'writes only what is asked for of an object',
    '... on Book { __typename part { n } }',
    { __typename: 'Book', part: { n: 1, m: 2 } },
    {
      __typename: 'Book',
      part: { n: 1 },
    },
  );
  check(
    'writes lists of lists of objects with their nulls',
    '... on Book { __typename part { n } }',
    { __typename: 'Book', part: [[{ n: 1 }, null], []] },
    {
      __typename: 'Book',
      part: [[{ n: 1 }, null], []],
    },
  );
  check(
    'chooses the fields of a nested object by its type',
    '... on Book { __typename any { __typename ... on Film { m } ... on Part { n } } }',
    { __typename: 'Book', any: { __typename: 'Part', n: 1, m: 2 } },
    {
      __typename: 'Book',
      any: { __typename: 'Part', n: 1 },
    },
  );
  check(
    'sends a field under its real name',
    '... on Book { __typename price__r0: price }',
    { __typename: 'Book', price: 1, price__r0: 2 },
    {
      __typename: 'Book',
      price: 2,
    },
  );
  check(
    'names an interface that is an object elsewhere',
    KEY,
    { __typename: 'Book', id: '1' },
    { __typename: 'Media', id: '1' },
    [{ kind: 'ValueSetter', path: ['... on Book', '__typename'], setValueTo: 'Media' }],
  );
  check('reads no inherited property', '... on Book { __typename constructor }', { __typename: 'Book' }, null);
  check(
    'sends a property named __proto__',
    '... on Book { __typename __proto__ }',
    JSON.parse('{"__typename":"Book","__proto__":"x"}') as Tree,
    JSON.parse('{"__typename":"Book","__proto__":"x"}'),
  );

  test.each([
    [KEY, true],
    ['... on Book { __typename title }', false],
    ['... on Book { __typename title part { n m } }', true],
    ['... on Book { __typename title part { m } }', false],
  ])('writes nothing that is no key of its subgraph: %s', (requires, isWritten) => {
    const represent = compileRepresent({ subgraph: 'keyed', requires: inputs(requires), rewrites: [], types });
    const target = { __typename: 'Book', id: '1', title: 'T', part: { n: 1, m: 2 } };
    expect(represent(target) !== null).toBe(isWritten);
  });

  test.each([
    [Number.MAX_SAFE_INTEGER, true],
    [2 ** 53, false],
    [-(2 ** 53), false],
    [Infinity, false],
  ])('writes no key that may have been rounded: %s', (id, isWritten) => {
    const represent = compileRepresent({ subgraph: 'keyed', requires: inputs(KEY), rewrites: [], types });
    expect(represent({ __typename: 'Book', id }) !== null).toBe(isWritten);
  });
});
