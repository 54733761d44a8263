import { expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import type { AnswerError } from '../../kit/table/gap-places.js';
import { planTable, type TableOptions } from '../../kit/table/plan-table.js';
import { readSelection } from '../../kit/table/read-selection.js';
import { tableRows } from '../../kit/table/table-rows.js';

/** What the operations of table tests ask for. */
export const tableSchema = buildSchema(`
  scalar JSON
  type Query {
    region(code: ID): Region
    regions: [Region!]!
    trusts(first: Int, after: String): TrustConnection
    sites: [Site]
    figures: [Figure!]!
    anything: JSON
  }
  type Region { code: ID! name: String tags: [String!] trusts: TrustConnection grid: [[Int]] lead: Person }
  type TrustConnection { totalCount: Int edges: [TrustEdge] nodes: [Trust] pageInfo: PageInfo! }
  type TrustEdge { cursor: String since: String node: Trust }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
  type Trust { code: ID! name: String beds: Int region: Region posts: [Post!] lead: Person extra: JSON }
  type Post { title: String holders: [Person!] }
  type Person { name: String! age: Int }
  union Site = Clinic | Ward
  type Clinic { name: String rooms: Int }
  type Ward { name: String beds: Int }
  type Figure { group: String count: Withheld! rate: Float }
  type Withheld { value: Int suppressed: String display: String }
`);

export interface TableCase extends TableOptions {
  readonly data: unknown;
  readonly errors?: readonly AnswerError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** The names of the columns, then the rows. */
export function tableOf(query: string, { data, errors, extensions, variables, ...options }: TableCase): unknown[] {
  const fields = readSelection(parse(query), tableSchema, variables ? { variables } : {});
  const plan = planTable(fields, options)!;
  return [plan.columns.map(({ name }) => name), ...tableRows(plan, { data, errors, extensions })];
}

/** A test of the table that an answer becomes. */
export const checkTable = (
  title: string,
  query: string,
  { expected, ...given }: TableCase & { readonly expected: unknown[] },
) => test(title, () => expect(tableOf(query, given)).toEqual(expected));
