import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import { JoineryError } from '../errors.js';
import type { DatabaseOptions } from './database.js';

const TABLE = 'migrations';

/** Throws `DATABASE_TOO_NEW` when the database knows a migration that this version does not. */
export async function assertNotNewer(source: DataSource, { name, migrations }: DatabaseOptions): Promise<void> {
  const known = new Set(migrations.map((migration) => migration.name));
  const strange = (await appliedMigrations(source)).filter((applied) => !known.has(applied));
  if (strange.length === 0) return;
  throw new JoineryError(
    'DATABASE_TOO_NEW',
    `${name} has the migration ${strange.join(', ')}, which this version does not know. Run the newer version, or restore an older copy`,
  );
}

/** Throws `DATABASE_NOT_MIGRATED` when the database lacks a migration that this version has. */
export async function assertComplete(source: DataSource, options: DatabaseOptions): Promise<void> {
  const { length } = await missingMigrations(source, options);
  if (length === 0) return;
  throw new JoineryError('DATABASE_NOT_MIGRATED', `${options.name} lacks ${length} migrations. Run joinery migrate`);
}

/** The names of the migrations that the database lacks. */
export async function missingMigrations(source: DataSource, { migrations }: DatabaseOptions): Promise<string[]> {
  const applied = new Set(await appliedMigrations(source));
  return migrations.map(({ name }) => name).filter((name) => !applied.has(name));
}

/**
 * Applies missing migrations on one connection, each in its own transaction or in the present one. Returns the names of
 * those applied. On MySQL a table is there as soon as it is made, so a migration that was interrupted begins again and
 * must take what it finds.
 */
export async function runMigrations(runner: QueryRunner, transaction: 'each' | 'none'): Promise<readonly string[]> {
  const executor = new MigrationExecutor(runner.dataSource, runner);
  executor.transaction = transaction;
  return (await executor.executePendingMigrations()).map((migration) => migration.name);
}

async function appliedMigrations(source: DataSource): Promise<readonly string[]> {
  const runner = source.createQueryRunner();
  try {
    if (!(await runner.hasTable(TABLE))) return [];
    const rows = (await runner.query(`SELECT name FROM ${TABLE}`)) as { name: string }[];
    return rows.map((row) => row.name);
  } finally {
    await runner.release();
  }
}
