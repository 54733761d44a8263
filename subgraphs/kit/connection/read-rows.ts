import type { DataSource, EntityTarget, SelectQueryBuilder } from 'typeorm';
import type { Database } from '../../../kit/database/database.js';
import { ROW } from './keyset.js';

type Raw = Record<string, unknown>;

/** Reads the rows of a query on one entity, without TypeORM's join machinery: one object a row, values converted. */
export async function readRows<Row extends object>(database: Database, query: SelectQueryBuilder<Row>): Promise<Row[]> {
  return hydrate(database, query.expressionMap.mainAlias!.target as EntityTarget<Row>, await query.getRawMany<Raw>());
}

/** Turns raw rows, whose columns are named `r_<column>`, into objects of an entity. */
export function hydrate<Row extends object>(
  { read }: { readonly read: DataSource },
  entity: EntityTarget<Row>,
  raws: readonly Raw[],
): Row[] {
  const { driver } = read;
  const columns = read.getMetadata(entity).columns.map((column) => ({
    column,
    from: `${ROW}_${column.databaseName}`,
    to: column.propertyName,
  }));
  return raws.map((raw) => {
    const row: Raw = {};
    for (const { column, from, to } of columns) row[to] = driver.prepareHydratedValue(raw[from], column) as unknown;
    return row as Row;
  });
}
