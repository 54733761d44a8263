import type { SelectQueryBuilder } from 'typeorm';
import type { Database } from '../../../kit/database/database.js';
import { decodeCursor, encodeCursor, type CursorValue } from './cursor.js';
import type { Page } from './page.js';

/** An order of rows. The last column is unique among them, and no column is null. */
export interface Order<Row> {
  /** Names the order in cursors, so that a cursor cannot be used with another. */
  readonly name: string;
  readonly columns: readonly (keyof Row & string)[];
  readonly direction: 'ASC' | 'DESC';
}

/** The alias under which a keyset's rows are selected. */
export const ROW = 'r';

/** Narrows a query to the rows of a page in keyset order, and one row more to see whether there are more. */
export function applyKeyset<Row extends object>(
  query: SelectQueryBuilder<Row>,
  kind: Database['kind'],
  { order, page }: { order: Order<Row>; page: Page },
): SelectQueryBuilder<Row> {
  const forwards = (order.direction === 'ASC') !== page.backwards;
  if (page.after !== null) restrict(query, kind, { order, cursor: page.after, later: true });
  if (page.before !== null) restrict(query, kind, { order, cursor: page.before, later: false });
  for (const column of order.columns) query.addOrderBy(`${ROW}.${column}`, forwards ? 'ASC' : 'DESC');
  return query.limit(page.size + 1);
}

export interface Prefix {
  readonly text: string;
  /** The page that is wanted; null for all rows. */
  readonly page: Page | null;
}

/**
 * Keeps the rows whose first order column starts with a text. A bound that a cursor implies is left out: given both,
 * SQLite begins at the text and passes every row before the cursor.
 */
export function whereStartsWith<Row extends object>(
  query: SelectQueryBuilder<Row>,
  order: Order<Row>,
  { text, page }: Prefix,
): void {
  const { columns, direction } = order;
  const [low, high] = direction === 'ASC' ? [page?.after, page?.before] : [page?.before, page?.after];
  const isWithin = (cursor: string | null | undefined) =>
    cursor != null && String(decodeCursor(order.name, columns.length, cursor)[0]).startsWith(text);
  if (!isWithin(low)) query.andWhere(`${ROW}.${columns[0]} >= :startsWith`, { startsWith: text });
  if (!isWithin(high)) query.andWhere(`${ROW}.${columns[0]} < :beyond`, { beyond: `${text}\u{10ffff}` });
}

/** The cursor of a row under an order. */
export function cursorOf<Row>(order: Order<Row>, row: Row): string {
  return encodeCursor(
    order.name,
    order.columns.map((column) => row[column] as CursorValue),
  );
}

interface Bound<Row> {
  readonly order: Order<Row>;
  readonly cursor: string;
  /** Whether rows after the cursor are wanted, in list order. */
  readonly later: boolean;
}

/**
 * SQLite walks an index by a row value; MySQL and MariaDB do so only for the comparison spelt out column by column.
 */
function restrict<Row extends object>(query: SelectQueryBuilder<Row>, kind: Database['kind'], bound: Bound<Row>): void {
  const { order, cursor, later } = bound;
  const values = decodeCursor(order.name, order.columns.length, cursor);
  const operator = (order.direction === 'ASC') === later ? '>' : '<';
  const prefix = later ? 'after' : 'before';
  const names = values.map((_, index) => `:${prefix}${index}`);
  const columns = order.columns.map((column) => `${ROW}.${column}`);
  const parameters = Object.fromEntries(values.map((value, index) => [`${prefix}${index}`, value]));
  query.andWhere(
    kind === 'sqlite'
      ? `(${columns.join(', ')}) ${operator} (${names.join(', ')})`
      : `(${columns.map((_, depth) => comparedAt(columns, names, { depth, operator })).join(' OR ')})`,
    parameters,
  );
}

function comparedAt(
  columns: string[],
  names: string[],
  { depth, operator }: { depth: number; operator: string },
): string {
  const equals = columns.slice(0, depth).map((column, index) => `${column} = ${names[index]}`);
  return `(${[...equals, `${columns[depth]} ${operator} ${names[depth]}`].join(' AND ')})`;
}
