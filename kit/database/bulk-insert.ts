import type { EntityManager, EntityTarget } from 'typeorm';

/** SQLite takes 32,766 parameters in a statement; shorter statements are also quicker to prepare. */
const PARAMETERS_MAX = 9_000;

/** Inserts many rows with few statements. Every row gives every column of the entity; `undefined` counts as null. */
export function bulkInsert<Row extends object>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  rows: readonly Row[],
): Promise<void> {
  return writeRows('INSERT', manager, { entity, rows });
}

/** As `bulkInsert`, and each row takes the place of the one with the same primary key, if there is one. */
export function bulkReplace<Row extends object>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  rows: readonly Row[],
): Promise<void> {
  return writeRows('REPLACE', manager, { entity, rows });
}

async function writeRows<Row extends object>(
  verb: 'INSERT' | 'REPLACE',
  manager: EntityManager,
  { entity, rows }: { entity: EntityTarget<Row>; rows: readonly Row[] },
): Promise<void> {
  const { columns, tableName } = manager.dataSource.getMetadata(entity);
  const { driver } = manager.dataSource;
  const rowsPerStatement = Math.floor(PARAMETERS_MAX / columns.length);
  const names = columns.map((column) => driver.escape(column.databaseName)).join(', ');
  const place = `(${columns.map(() => '?').join(', ')})`;
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const chunk = rows.slice(start, start + rowsPerStatement);
    const parameters = chunk.flatMap((row) =>
      columns.map(
        (column) => (driver.preparePersistentValue(row[column.propertyName as keyof Row], column) as unknown) ?? null,
      ),
    );
    const places = chunk.map(() => place).join(', ');
    await manager.query(`${verb} INTO ${driver.escape(tableName)} (${names}) VALUES ${places}`, parameters);
  }
}
