import type { EntityManager, EntityTarget } from 'typeorm';
import { bulkReplace } from '../../../kit/database/bulk-insert.js';
import type { RowOutcome } from './import-tally.js';
import { isSameRow, readByKeys } from './stored-rows.js';

export interface NewestTable<Row extends object> {
  readonly entity: EntityTarget<Row>;
  readonly primaryKey: readonly (keyof Row & string)[];
  /** The column of the primary key by which stored rows are looked up. */
  readonly lookup: keyof Row & string;
}

/**
 * Stores rows of a table in which the newest file about a record has the say, so that the order of imports does not
 * matter. Gives what became of each row; `outdated` when a newer file is known. No two rows may be the same record.
 */
export async function storeNewest<Row extends { readonly sourceKey: string }>(
  manager: EntityManager,
  { entity, primaryKey, lookup }: NewestTable<Row>,
  rows: readonly Row[],
): Promise<readonly (RowOutcome | 'outdated')[]> {
  const keyOf = (row: Row) => primaryKey.map((column) => row[column]).join('\n');
  const stored = await readByKeys(
    manager,
    { entity, column: lookup },
    rows.map((row) => row[lookup] as string),
  );
  const known = new Map(stored.map((row) => [keyOf(row), row]));
  const outcomes = rows.map((row) => outcomeOf(row, known.get(keyOf(row))));
  await bulkReplace(
    manager,
    entity,
    rows.filter((_, index) => outcomes[index] === 'inserted' || outcomes[index] === 'updated'),
  );
  return outcomes;
}

function outcomeOf<Row extends { readonly sourceKey: string }>(
  row: Row,
  known: Row | undefined,
): RowOutcome | 'outdated' {
  if (known === undefined) return 'inserted';
  if (isSameRow(row, known)) return 'unchanged';
  return dayOfSource(known.sourceKey) > dayOfSource(row.sourceKey) ? 'outdated' : 'updated';
}

/** The day of a file's source key; empty for other sources, which every file is newer than. */
export function dayOfSource(sourceKey: string): string {
  return /^file:[^:]*:(.*)$/.exec(sourceKey)?.[1] ?? '';
}
