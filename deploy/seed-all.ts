import type { Environment } from '../kit/env.js';
import { JoineryError } from '../kit/errors.js';
import { createProgress } from '../kit/progress.js';
import { createCountry, type Country, type CountryOptions } from '../subgraphs/kit/country/country.js';
import { lastRefresh } from '../subgraphs/kit/refresh.js';
import type { SubgraphDefinition, SubgraphName } from '../subgraphs/kit/subgraph-definition.js';
import type { Database } from '../kit/database/database.js';
import { assertConfigured, openDatabaseOf, type OpenedDatabase } from './open-database-of.js';

export interface SeedAllOptions {
  readonly env: Environment;
  readonly stderr: NodeJS.WriteStream;
  readonly signal: AbortSignal;
  /** How large the generated country is. */
  readonly country: CountryOptions;
  /** Leaves databases that hold data as they are, instead of throwing `DATABASE_NOT_EMPTY`. */
  readonly ifEmpty: boolean;
}

/** Fills databases with the generated country. All are checked before any is written; each is filled wholly or not at all. */
export async function seedAll(names: readonly SubgraphName[], options: SeedAllOptions): Promise<void> {
  assertConfigured(names, options.env);
  const opened: OpenedDatabase[] = [];
  try {
    for (const name of names) opened.push(await openDatabaseOf(name, options.env));
    const empty = await emptyOnes(opened, options);
    const country = createCountry(options.country);
    for (const { definition, database } of empty) await seedDatabase(definition, database, { ...options, country });
  } finally {
    for (const { database } of opened) await database.close();
  }
}

export interface SeedDatabaseOptions {
  readonly country: Country;
  readonly stderr: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

/** Fills one empty database, with a progress bar. That another process fills it at the same time is no error. */
export async function seedDatabase(
  definition: SubgraphDefinition,
  database: Database,
  { country, stderr, signal }: SeedDatabaseOptions,
): Promise<void> {
  const progress = createProgress(`Generating ${definition.name}`.padEnd(25), stderr);
  const startedAt = Date.now();
  try {
    await definition.seed(database, { country, progress, signal });
  } catch (error) {
    const isFilled = !signal.aborted && (await lastRefresh(database).catch(() => null)) !== null;
    progress.end(isFilled ? 'done by another process' : undefined);
    if (isFilled) return;
    throw error;
  }
  progress.end(`done in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}

async function emptyOnes(
  opened: readonly OpenedDatabase[],
  { stderr, ifEmpty }: SeedAllOptions,
): Promise<OpenedDatabase[]> {
  const empty: OpenedDatabase[] = [];
  for (const one of opened) {
    await (one.config.migrate ? one.database.migrate() : one.database.assertMigrated());
    const filledAt = await lastRefresh(one.database);
    if (filledAt === null) {
      empty.push(one);
      continue;
    }
    const detail = `${one.definition.name} has had data since ${filledAt.toISOString()}`;
    if (!ifEmpty) throw new JoineryError('DATABASE_NOT_EMPTY', `${detail}. Seed an empty database`);
    stderr.write(`${one.definition.name}: holds data already\n`);
  }
  return empty;
}
