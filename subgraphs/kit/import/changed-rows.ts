import type { EntityManager } from 'typeorm';

/** Runs a statement within a transaction and gives how many rows it changed. */
export async function changedRows(manager: EntityManager, sql: string): Promise<number> {
  const { affected } = await manager.queryRunner!.query(sql, [], true);
  return affected ?? 0;
}
