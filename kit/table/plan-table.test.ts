import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { tableSchema as schema } from '../../test/support/check-table.js';
import { defaultTable, planTable, tablesOf } from './plan-table.js';
import { readSelection } from './read-selection.js';

describe('tablesOf()', () => {
  const names = (query: string) => {
    const tables = tablesOf(readSelection(parse(query), schema));
    return { tables: tables.map(({ name, path }) => `${name}|${path.join('/')}`), first: defaultTable(tables).name };
  };
  const checkTables = (title: string, query: string, expected: { readonly tables: string[]; readonly first: string }) =>
    test(title, () => expect(names(query)).toEqual(expected));

  checkTables('finds lists and lists inside', '{ regions { tags trusts { nodes { code posts { title } } } } }', {
    tables: ['regions|regions', 'regions.trusts|regions/trusts', 'regions.trusts.posts|regions/trusts/nodes/posts'],
    first: 'regions',
  });
  checkTables('prefers what comes in pages', '{ regions { code } trusts { nodes { code } pageInfo { endCursor } } }', {
    tables: ['regions|regions', 'trusts|trusts'],
    first: 'trusts',
  });
  checkTables('prefers an outer list', '{ regions { trusts { nodes { code } pageInfo { endCursor } } } }', {
    tables: ['regions|regions', 'regions.trusts|regions/trusts'],
    first: 'regions',
  });
  checkTables('takes the whole answer where there is no list', '{ region { tags } }', { tables: ['|'], first: '' });
});

test('planTable() knows no list that is not selected', () => {
  expect(planTable(readSelection(parse('{ regions { code } }'), schema), { table: 'trusts' })).toBeUndefined();
});

test('planTable() says where a column comes from, whatever its alias', () => {
  const plan = planTable(readSelection(parse('{ trusts { nodes { where: region { id: code } } } }'), schema))!;
  expect(plan.columns).toEqual([{ name: 'where.id', type: 'ID', parentType: 'Region', field: 'code', list: null }]);
});

test('readSelection() chooses the operation by its name', () => {
  const document = parse('query A { regions { code } } query B { trusts { nodes { code } } }');
  expect(readSelection(document, schema, { operationName: 'B' }).map(({ key }) => key)).toEqual(['trusts']);
  expect(readSelection(document, schema, { operationName: 'C' })).toEqual([]);
});

test('readSelection() reads mutations and subscriptions from their own root', () => {
  const own = buildSchema('type Query { a: Int } type Mutation { b: Int } type Subscription { c: Int }');
  expect(readSelection(parse('mutation { a b }'), own).map(({ key }) => key)).toEqual(['b']);
  expect(readSelection(parse('subscription { c }'), own).map(({ key }) => key)).toEqual(['c']);
  expect(readSelection(parse('subscription { c }'), schema)).toEqual([]);
});

test.each(['join', 'explode'] as const)('planTable() names the lists inside the elements: %s', (mode) => {
  const fields = readSelection(parse('{ regions { tags trusts { nodes { posts { title } } } } }'), schema);
  expect(planTable(fields, { table: 'regions', lists: { 'regions.trusts': mode } })!.innerLists).toEqual([
    'regions.tags',
    'regions.trusts',
    'regions.trusts.posts',
  ]);
});

test('planTable() makes one row of the whole answer when asked to', () => {
  expect(planTable(readSelection(parse('{ regions { code } }'), schema), { table: '' })!.columns).toMatchObject([
    { name: 'regions.code', list: 'join' },
  ]);
});
