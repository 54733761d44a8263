import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, print } from 'graphql';
import { defaultTable, tablesOf } from '../../kit/table/plan-table.js';
import { readSelection } from '../../kit/table/read-selection.js';
import { pagedDocument } from './paged-document.js';

const schema = buildSchema(`
  type Query {
    trusts(first: Int, after: String, last: Int): TrustConnection
    sites(first: Int): TrustConnection
    group: Group
    plain: [Trust]
    shelf(offset: Int, limit: Int): [Trust]
    marked(offset: ID): [Trust]
  }
  type Group { trusts(first: Int, after: ID!): TrustConnection }
  type TrustConnection { nodes: [Trust] pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Trust { name: String sites(first: Int): TrustConnection }
`);

const INFO = 'joinery_pageInfo: pageInfo { hasNextPage endCursor }';

const check = (title: string, query: string, expected: string, paging: object | null) =>
  test(title, () => {
    const document = parse(query);
    const tables = tablesOf(readSelection(document, schema));
    const made = pagedDocument(schema, document, tables, { table: defaultTable(tables), lists: [] });
    expect(made).toEqual({ text: print(parse(expected)), paging, innerPages: [] });
  });
const info = (...path: string[]) => [...path, 'joinery_pageInfo'];

describe('pagedDocument()', () => {
  check('leaves a plain list as it is', '{ plain { name } }', '{ plain { name } }', null);
  check(
    'reads on by the variable of the query',
    'query ($a: String) { trusts(after: $a) { nodes { name } } }',
    `query ($a: String) { trusts(after: $a) { nodes { name } ${INFO} } }`,
    { kind: 'cursor', pageInfo: info('trusts'), variable: 'a' },
  );
  check(
    'reads on by a variable of its own',
    '{ t: trusts(first: 5) { nodes { name } } }',
    `query ($joinery_after: String) { t: trusts(first: 5, after: $joinery_after) { nodes { name } ${INFO} } }`,
    { kind: 'cursor', pageInfo: info('t'), variable: 'joinery_after' },
  );
  check(
    'finds the list inside objects and inline fragments',
    '{ group { ... on Group { trusts { nodes { name } } } } }',
    `query ($joinery_after: ID) { group { ... on Group { trusts(after: $joinery_after) { nodes { name } ${INFO} } } } }`,
    { kind: 'cursor', pageInfo: info('group', 'trusts'), variable: 'joinery_after' },
  );
  check(
    'does not read on where the query wants so many',
    'query ($n: Int) { trusts(first: $n) { nodes { name } } }',
    `query ($n: Int) { trusts(first: $n) { nodes { name } ${INFO} } }`,
    { kind: 'cursor', pageInfo: info('trusts'), variable: null },
  );
  check(
    'does not read on from the end, nor where the list cannot',
    '{ trusts(last: 5) { nodes { name } } }',
    `{ trusts(last: 5) { nodes { name } ${INFO} } }`,
    { kind: 'cursor', pageInfo: info('trusts'), variable: null },
  );
  check(
    'does not read on where the list cannot',
    '{ sites { nodes { name } } }',
    `{ sites { nodes { name } ${INFO} } }`,
    {
      kind: 'cursor',
      pageInfo: info('sites'),
      variable: null,
    },
  );
  check(
    'changes every place where the list is selected',
    '{ trusts { nodes { name } } trusts { nodes { n: name } } }',
    `query ($joinery_after: String) {
      trusts(after: $joinery_after) { nodes { name } ${INFO} }
      trusts(after: $joinery_after) { nodes { n: name } ${INFO} }
    }`,
    { kind: 'cursor', pageInfo: info('trusts'), variable: 'joinery_after' },
  );
  check(
    'finds the list in named fragments, one in another',
    '{ ...all @include(if: true) } fragment all on Query { ...some } fragment some on Query { trusts { nodes { ...t } } } fragment t on Trust { name }',
    `query ($joinery_after: String) { ... on Query @include(if: true) { ... on Query {
      trusts(after: $joinery_after) { nodes { ... on Trust { name } } ${INFO} }
    } } }`,
    { kind: 'cursor', pageInfo: info('trusts'), variable: 'joinery_after' },
  );
});

describe('pagedDocument() of plain lists', () => {
  check(
    'reads a plain list on by how many elements it leaves out',
    '{ shelf(limit: 5) { name } }',
    'query ($joinery_after: Int) { shelf(limit: 5, offset: $joinery_after) { name } }',
    { kind: 'offset', list: ['shelf'], variable: 'joinery_after' },
  );
  check(
    'does not read a plain list on where the query wants so many, or begins where it says',
    'query ($n: Int) { shelf(limit: $n) { name } }',
    'query ($n: Int) { shelf(limit: $n) { name } }',
    null,
  );
  check('takes no argument for an offset that is no number', '{ marked { name } }', '{ marked { name } }', null);
});

describe('pagedDocument() of lists inside others', () => {
  const checkInner = (
    title: string,
    wanted: { readonly table: string; readonly lists: string[] },
    innerPages: string[][],
  ) =>
    test(title, () => {
      const document = parse('{ plain { name sites { nodes { name } } } }');
      const tables = tablesOf(readSelection(document, schema));
      const table = tables.find(({ name }) => name === wanted.table)!;
      const made = pagedDocument(schema, document, tables, { table, lists: wanted.lists });
      expect(made.innerPages).toEqual(innerPages);
      const told = innerPages.length > 0 ? 'joinery_pageInfo: pageInfo { hasNextPage }' : '';
      expect(made.text).toBe(print(parse(`{ plain { name sites { nodes { name } ${told} } } }`)));
    });
  const sites = [['plain', 'sites', 'joinery_pageInfo']];

  checkInner('asks whether one goes on that is the table', { table: 'plain.sites', lists: [] }, sites);
  checkInner(
    'asks whether one goes on that becomes rows or a number',
    { table: 'plain', lists: ['plain.sites'] },
    sites,
  );
  checkInner('asks nothing of one that stays in a cell', { table: 'plain', lists: [] }, []);
});
