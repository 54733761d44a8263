import type { EntityTarget, SelectQueryBuilder } from 'typeorm';
import type { Database } from '../../../kit/database/database.js';
import { batched, perArgs } from '../loaders.js';
import { connectionOf, type Connection } from './connection.js';
import { applyKeyset, ROW, type Order } from './keyset.js';
import { pageOf, type Page, type PageArgs } from './page.js';
import { hydrate, readRows } from './read-rows.js';

export interface ChildList<Row extends object, Filter> {
  readonly entity: EntityTarget<Row>;
  /** The column that holds the parent's key. */
  readonly parent: keyof Row & string;
  readonly order: Order<Row>;
  /** Adds the conditions of a filter on the alias `r`. */
  readonly where?: (query: SelectQueryBuilder<Row>, filter: Filter) => void;
}

type ConnectByParent<Row, Filter> = (parent: string, args: PageArgs & Filter) => Connection<Row>;

/** Up to so many parents the pages are read as one union, which walks the index; beyond, by row numbers in one scan. */
const UNION_PARENTS_MAX = 200;

/**
 * Pages of the children of many parents, read together: one statement for the rows of all parents, one for their counts,
 * for each set of arguments that an operation uses. Make one for each request.
 */
export function connectByParent<Row extends object, Filter extends object = object>(
  database: Database,
  list: ChildList<Row, Filter>,
): ConnectByParent<Row, Filter> {
  const loadersFor = perArgs(({ page, filter }: { page: Page; filter: Filter }) => ({
    rows: batched((parents) => readPages(database, list, { parents, page, filter })),
    counts: batched((parents) => readCounts(database, list, { parents, filter })),
  }));
  return (parent, { first, after, last, before, ...filter }) => {
    const page = pageOf({ first: first ?? null, after: after ?? null, last: last ?? null, before: before ?? null });
    const { rows, counts } = loadersFor({ page, filter: filter as unknown as Filter });
    return connectionOf({ order: list.order, page, rows: () => rows.load(parent), count: () => counts.load(parent) });
  };
}

interface Wanted<Filter> {
  readonly parents: readonly string[];
  readonly filter: Filter;
}

async function readPages<Row extends object, Filter>(
  database: Database,
  list: ChildList<Row, Filter>,
  wanted: Wanted<Filter> & { readonly page: Page },
): Promise<Row[][]> {
  const { parents } = wanted;
  const rows =
    parents.length <= UNION_PARENTS_MAX
      ? await readUnion(database, list, wanted)
      : await readNumbered(database, list, wanted);
  const byParent = new Map<unknown, Row[]>(parents.map((parent) => [parent, []]));
  for (const row of rows) byParent.get(row[list.parent])?.push(row);
  return parents.map((parent) => byParent.get(parent)!);
}

function select<Row extends object, Filter>(database: Database, list: ChildList<Row, Filter>, filter: Filter) {
  const query = database.read.getRepository(list.entity).createQueryBuilder(ROW);
  list.where?.(query, filter);
  return query;
}

async function readUnion<Row extends object, Filter>(
  database: Database,
  list: ChildList<Row, Filter>,
  { parents, page, filter }: Wanted<Filter> & { readonly page: Page },
): Promise<Row[]> {
  const queries = parents.map((parent) => {
    const query = select(database, list, filter).andWhere(`${ROW}.${list.parent} = :parent`, { parent });
    return applyKeyset(query, database.kind, { order: list.order, page });
  });
  if (queries.length === 1) return readRows(database, queries[0]!);
  const parts = queries.map((query) => query.getQueryAndParameters());
  const sql = parts.map(([part]) => `SELECT * FROM (${part}) AS page`).join(' UNION ALL ');
  const raws = await database.read.query<Record<string, unknown>[]>(
    sql,
    parts.flatMap(([, parameters]) => parameters as unknown[]),
  );
  return hydrate(database, list.entity, raws);
}

async function readNumbered<Row extends object, Filter>(
  database: Database,
  list: ChildList<Row, Filter>,
  { parents, page, filter }: Wanted<Filter> & { readonly page: Page },
): Promise<Row[]> {
  const query = select(database, list, filter).andWhere(`${ROW}.${list.parent} IN (:...parents)`, { parents });
  applyKeyset(query, database.kind, { order: list.order, page });
  const orders = Object.entries(query.expressionMap.orderBys).map(
    ([column, direction]) => `${column} ${direction as string}`,
  );
  query
    .orderBy()
    .limit()
    .addSelect(`ROW_NUMBER() OVER (PARTITION BY ${ROW}.${list.parent} ORDER BY ${orders.join(', ')})`, 'place');
  const [inner, parameters] = query.getQueryAndParameters();
  const raws = await database.read.query<Record<string, unknown>[]>(
    `SELECT * FROM (${inner}) AS numbered WHERE place <= ${page.size + 1} ORDER BY place`,
    parameters as unknown[],
  );
  return hydrate(database, list.entity, raws);
}

async function readCounts<Row extends object, Filter>(
  database: Database,
  list: ChildList<Row, Filter>,
  { parents, filter }: Wanted<Filter>,
): Promise<number[]> {
  const rows = await select(database, list, filter)
    .andWhere(`${ROW}.${list.parent} IN (:...parents)`, { parents })
    .select(`${ROW}.${list.parent}`, 'parent')
    .addSelect('COUNT(*)', 'count')
    .groupBy(`${ROW}.${list.parent}`)
    .getRawMany<{ parent: string; count: number | string }>();
  const counts = new Map(rows.map((row) => [row.parent, Number(row.count)]));
  return parents.map((parent) => counts.get(parent) ?? 0);
}
