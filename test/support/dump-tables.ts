import type { Database, EntityClass } from '../../kit/database/database.js';

/** All rows of the tables of a subgraph, as sorted text by table, to see whether anything changed. */
export async function dumpTables(
  database: Database,
  entities: readonly EntityClass[],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const dump: Record<string, readonly string[]> = {};
  for (const entity of entities) {
    const { tableName } = database.read.getMetadata(entity);
    const rows = await database.read.query<object[]>(`SELECT * FROM ${tableName}`);
    dump[tableName] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return dump;
}
