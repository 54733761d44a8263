import {
  Column,
  Entity,
  PrimaryColumn,
  Table,
  type EntityManager,
  type MigrationInterface,
  type QueryRunner,
} from 'typeorm';
import { columnsFor, PRIMARY } from '../../kit/database/columns.js';
import type { Database } from '../../kit/database/database.js';

/** When a subgraph's data was last touched, by kind of touch: `seed`, `change`, or `import <format>`. */
@Entity('refresh')
export class Refresh {
  @PrimaryColumn({ type: 'varchar', length: 64 }) kind!: string;
  @Column({ type: 'datetime', precision: 3 }) at!: Date;
  /** What was seeded, imported or changed last, in words. */
  @Column({ type: 'varchar', length: 200 }) detail!: string;
}

export class CreateRefresh1700000000000 implements MigrationInterface {
  readonly name = 'CreateRefresh1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    const { text, datetime } = columnsFor(runner);
    const columns = [text('kind', 64, PRIMARY), datetime('at'), text('detail', 200)];
    await runner.createTable(new Table({ name: 'refresh', columns }), true);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('refresh');
  }
}

/** Notes within a transaction that data was touched now. */
export async function noteRefresh(manager: EntityManager, kind: string, detail: string): Promise<void> {
  await manager.upsert(Refresh, { kind, at: new Date(), detail: detail.slice(0, 200) }, ['kind']);
}

/** Runs a mutation's writes in a transaction and notes the change. */
export function change<Result>(
  database: Database,
  name: string,
  work: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  return database.write(async (manager) => {
    const result = await work(manager);
    await noteRefresh(manager, 'change', name);
    return result;
  });
}

/** When the data was last touched; null for an empty database. */
export async function lastRefresh(database: Database): Promise<Date | null> {
  const [latest] = await database.read.getRepository(Refresh).find({ order: { at: 'DESC' }, take: 1 });
  return latest?.at ?? null;
}

/** Whether the database was seeded. */
export function isSeeded(database: Database): Promise<boolean> {
  return database.read.getRepository(Refresh).existsBy({ kind: 'seed' });
}
