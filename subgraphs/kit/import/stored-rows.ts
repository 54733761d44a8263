import type { EntityManager, EntityTarget } from 'typeorm';
import { ROW } from '../connection/keyset.js';
import { hydrate } from '../connection/read-rows.js';

/** Reads the rows whose column holds one of up to 30,000 keys: one statement. */
export async function readByKeys<Row extends object>(
  manager: EntityManager,
  { entity, column }: { readonly entity: EntityTarget<Row>; readonly column: keyof Row & string },
  keys: readonly string[],
): Promise<Row[]> {
  if (keys.length === 0) return [];
  const query = manager
    .getRepository(entity)
    .createQueryBuilder(ROW)
    .where(`${ROW}.${column} IN (:...keys)`, { keys: [...new Set(keys)] });
  return hydrate({ read: manager.dataSource }, entity, await query.getRawMany<Record<string, unknown>>());
}

/** Gathers rows by the value of a column. */
export function groupBy<Row>(rows: readonly Row[], column: keyof Row): Map<Row[keyof Row], Row[]> {
  const groups = new Map<Row[keyof Row], Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group) group.push(row);
    else groups.set(row[column], [row]);
  }
  return groups;
}

/** Whether two rows of one entity hold the same values. */
export function isSameRow<Row extends object>(one: Row, other: Row): boolean {
  return Object.keys(one).every((column) => isSameValue(one[column as keyof Row], other[column as keyof Row]));
}

function isSameValue(one: unknown, other: unknown): boolean {
  return one instanceof Date && other instanceof Date ? one.getTime() === other.getTime() : one === other;
}

/** Whether two lists of rows are the same, in the same order. */
export function areSameRows<Row extends object>(some: readonly Row[], others: readonly Row[]): boolean {
  return some.length === others.length && some.every((row, index) => isSameRow(row, others[index]!));
}
