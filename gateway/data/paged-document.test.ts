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
  }
  type Group { trusts(first: Int, after: ID!): TrustConnection }
  type TrustConnection { nodes: [Trust] pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Trust { name: String }
`);

const INFO = 'joinery_pageInfo: pageInfo { hasNextPage endCursor }';

describe('pagedDocument()', () => {
  const check = (title: string, query: string, expected: string, paging: object | null) =>
    test(title, () => {
      const document = parse(query);
      const tables = tablesOf(readSelection(document, schema));
      const made = pagedDocument(schema, document, tables, defaultTable(tables));
      expect(made).toEqual({ text: print(parse(expected)), paging });
    });
  const info = (...path: string[]) => [...path, 'joinery_pageInfo'];

  check('leaves a plain list as it is', '{ plain { name } }', '{ plain { name } }', null);
  check(
    'reads on by the variable of the query',
    'query ($a: String) { trusts(after: $a) { nodes { name } } }',
    `query ($a: String) { trusts(after: $a) { nodes { name } ${INFO} } }`,
    { pageInfo: info('trusts'), cursorVariable: 'a' },
  );
  check(
    'reads on by a variable of its own',
    '{ t: trusts(first: 5) { nodes { name } } }',
    `query ($joinery_after: String) { t: trusts(first: 5, after: $joinery_after) { nodes { name } ${INFO} } }`,
    { pageInfo: info('t'), cursorVariable: 'joinery_after' },
  );
  check(
    'finds the list inside objects and inline fragments',
    '{ group { ... on Group { trusts { nodes { name } } } } }',
    `query ($joinery_after: ID) { group { ... on Group { trusts(after: $joinery_after) { nodes { name } ${INFO} } } } }`,
    { pageInfo: info('group', 'trusts'), cursorVariable: 'joinery_after' },
  );
  check(
    'does not read on where the query wants so many',
    'query ($n: Int) { trusts(first: $n) { nodes { name } } }',
    `query ($n: Int) { trusts(first: $n) { nodes { name } ${INFO} } }`,
    { pageInfo: info('trusts'), cursorVariable: null },
  );
  check(
    'does not read on from the end, nor where the list cannot',
    '{ trusts(last: 5) { nodes { name } } }',
    `{ trusts(last: 5) { nodes { name } ${INFO} } }`,
    { pageInfo: info('trusts'), cursorVariable: null },
  );
  check(
    'does not read on where the list cannot',
    '{ sites { nodes { name } } }',
    `{ sites { nodes { name } ${INFO} } }`,
    {
      pageInfo: info('sites'),
      cursorVariable: null,
    },
  );
  check(
    'leaves a list in a named fragment as it is',
    '{ ...all } fragment all on Query { trusts { nodes { name } } }',
    '{ ...all } fragment all on Query { trusts { nodes { name } } }',
    null,
  );
});
