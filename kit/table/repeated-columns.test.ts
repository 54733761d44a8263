import { expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { planTable, type TableOptions } from './plan-table.js';
import { readSelection } from './read-selection.js';
import { repeatedColumns } from './repeated-columns.js';

const schema = buildSchema(`
  type Query { total: Int regions: [Region] }
  type Region { size: Int trusts: [Trust] tags: [Tag] }
  type Trust { beds: Int }
  type Tag { uses: Int }
`);
const fields = readSelection(parse('{ total regions { size trusts { beds } tags { uses } } }'), schema);

function repeatedNames(options: TableOptions): string[] {
  const plan = planTable(fields, { table: 'regions', parents: false, ...options })!;
  const repeated = repeatedColumns(plan);
  return plan.columns.filter((_column, index) => repeated.has(index)).map(({ name }) => name);
}

test('repeatedColumns() has none where each element has one row', () => {
  expect(repeatedNames({})).toEqual([]);
  expect(repeatedNames({ lists: { 'regions.trusts': 'count' } })).toEqual([]);
});

test('repeatedColumns() has what lies around a list that became rows', () => {
  expect(repeatedNames({ lists: { 'regions.trusts': 'explode' } })).toEqual(['size', 'tags.uses']);
  expect(repeatedNames({ parents: true })).toEqual(['total']);
  expect(repeatedNames({ table: 'regions.trusts', parents: true })).toEqual(['total', 'regions.size']);
});

test('repeatedColumns() has both of two lists that give every pair', () => {
  const lists = { 'regions.trusts': 'explode', 'regions.tags': 'explode' } as const;
  expect(repeatedNames({ lists })).toEqual(['size', 'trusts.beds', 'tags.uses']);
});
