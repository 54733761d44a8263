import type { EntityTarget, SelectQueryBuilder } from 'typeorm';
import type { Database } from '../../../kit/database/database.js';
import { connectionOf, type Connection } from './connection.js';
import { cachedCount } from './count-cache.js';
import { applyKeyset, ROW, whereStartsWith, type Order } from './keyset.js';
import { pageOf, type Page, type PageArgs } from './page.js';
import { readRows } from './read-rows.js';

export interface KeysetList<Row extends object> {
  readonly entity: EntityTarget<Row>;
  readonly order: Order<Row>;
  /** Adds the list's conditions on the alias `r`; all rows when left out. */
  readonly where?: (query: SelectQueryBuilder<Row>) => void;
  /** Keeps only the rows whose first order column starts with this text. */
  readonly startsWith?: string | undefined;
}

/** A page of a list in keyset order: one statement for the rows, one for the count, each only when asked for. */
export function connect<Row extends object>(
  database: Database,
  list: KeysetList<Row>,
  args: PageArgs,
): Connection<Row> {
  const page = pageOf(args);
  const { order, startsWith } = list;
  const select = (wanted: Page | null) => {
    const query = database.read.getRepository(list.entity).createQueryBuilder(ROW);
    list.where?.(query);
    if (startsWith !== undefined) whereStartsWith(query, order, { text: startsWith, page: wanted });
    return query;
  };
  return connectionOf({
    order,
    page,
    rows: () => readRows(database, applyKeyset(select(page), database.kind, { order, page })),
    count: () => cachedCount(database, select(null)),
  });
}
