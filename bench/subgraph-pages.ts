import type { StartedGraph } from '../test/support/start-graph.js';

/** A list whose pages are measured. */
export interface PageCase {
  readonly name: string;
  /** Takes `$first` and `$after`; its only root field is a connection. */
  readonly query: string;
}

const PAGE_INFO = 'totalCount pageInfo { hasNextPage endCursor }';

export const PAGES: readonly PageCase[] = [
  organisations('by code', '{ by: ODS_CODE, direction: ASC }', '{ kind: GP_PRACTICE }'),
  organisations('by code, descending', '{ by: ODS_CODE, direction: DESC }', '{ kind: GP_PRACTICE }'),
  organisations('by name', '{ by: NAME, direction: ASC }', '{ kind: GP_PRACTICE }'),
  organisations('by opening date', '{ by: OPENED_ON, direction: ASC }', '{ kind: GP_PRACTICE }'),
  organisations('of a region, by code', '{ by: ODS_CODE, direction: ASC }', '{ kind: GP_PRACTICE, region: "Y55" }'),
  organisations(
    'active on a day',
    '{ by: ODS_CODE, direction: ASC }',
    '{ kind: GP_PRACTICE, status: ACTIVE, asOf: "2017-01-01" }',
  ),
  {
    name: 'members of a footprint',
    query: `query ($first: Int, $after: String) { footprint(odsCode: "ZF01") {
      members(first: $first, after: $after) { nodes { organisation { name } } ${PAGE_INFO} } } }`,
  },
  people('by identifier', '{ by: ID, direction: ASC }'),
  people('by family name', '{ by: FAMILY_NAME, direction: ASC }'),
  {
    name: 'practices in the support programme',
    query: `query ($first: Int, $after: String) { practiceSupport {
      practices(first: $first, after: $after) { nodes { stage } ${PAGE_INFO} } } }`,
  },
];

/** The cursor after so many pages of 500. */
export async function reachPage(graph: StartedGraph, { query }: PageCase, pages: number): Promise<string | null> {
  let after: string | null = null;
  for (let page = 0; page < pages; page++) {
    const answer = await graph.ask(query, { first: 500, after });
    const { hasNextPage, endCursor } = pageInfoIn(answer.data);
    if (!hasNextPage) return after;
    after = endCursor;
  }
  return after;
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string;
}

function pageInfoIn(value: unknown): PageInfo {
  for (const nested of Object.values(value as Record<string, Record<string, unknown>>)) {
    if ('pageInfo' in nested) return nested['pageInfo'] as PageInfo;
    return pageInfoIn(nested);
  }
  throw new Error('The answer has no page info');
}

function organisations(name: string, sort: string, filter: string): PageCase {
  return {
    name: `practices ${name}`,
    query: `query ($first: Int, $after: String) {
      organisations(filter: ${filter}, sort: ${sort}, first: $first, after: $after) { nodes { odsCode name } ${PAGE_INFO} } }`,
  };
}

function people(name: string, sort: string): PageCase {
  return {
    name: `people ${name}`,
    query: `query ($first: Int, $after: String) { people(sort: ${sort}, first: $first, after: $after) { nodes { id name } ${PAGE_INFO} } }`,
  };
}
