import DataLoader from 'dataloader';
import type { EntityTarget, SelectQueryBuilder } from 'typeorm';
import type { Database } from '../../kit/database/database.js';
import { ROW } from './connection/keyset.js';
import { readRows } from './connection/read-rows.js';

/** SQLite takes 32,766 parameters in a statement. */
const KEYS_PER_STATEMENT = 30_000;

interface Lookup<Row extends object> {
  readonly entity: EntityTarget<Row>;
  /** The column that holds the key. */
  readonly key: keyof Row & string;
  /** Adds conditions and an order on the alias `r`. */
  readonly refine?: (query: SelectQueryBuilder<Row>) => void;
}

/** Loads the one row of each key, or null: one statement for all keys of a tick. Make one for each request. */
export function oneByKey<Row extends object>(database: Database, lookup: Lookup<Row>): DataLoader<string, Row | null> {
  return batched(async (keys) => {
    const rows = new Map((await rowsOf(database, lookup, keys)).map((row) => [String(row[lookup.key]), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** Loads the rows of each key, in the order that `refine` gives: one statement for all keys of a tick. */
export function manyByKey<Row extends object>(
  database: Database,
  lookup: Lookup<Row>,
): DataLoader<string, readonly Row[]> {
  return batched(async (keys) => {
    const byKey = new Map<string, Row[]>(keys.map((key) => [key, []]));
    for (const row of await rowsOf(database, lookup, keys)) byKey.get(String(row[lookup.key]))?.push(row);
    return keys.map((key) => byKey.get(key)!);
  });
}

/** A loader over any batch function, with the statement's parameter limit kept. */
export function batched<Value>(
  load: (keys: readonly string[]) => Promise<readonly Value[]>,
): DataLoader<string, Value> {
  return new DataLoader(load, { maxBatchSize: KEYS_PER_STATEMENT });
}

function rowsOf<Row extends object>(database: Database, lookup: Lookup<Row>, keys: readonly string[]): Promise<Row[]> {
  const query = database.read
    .getRepository(lookup.entity)
    .createQueryBuilder(ROW)
    .where(`${ROW}.${lookup.key} IN (:...keys)`, { keys });
  lookup.refine?.(query);
  return readRows(database, query);
}

/** Keeps one loader for each set of arguments of a field, for example the day it asks about. Make one for each request. */
export function perArgs<Args, Loader>(create: (args: Args) => Loader): (args: Args) => Loader {
  const made = new Map<string, Loader>();
  return (args) => {
    const key = JSON.stringify(args);
    let loader = made.get(key);
    if (!loader) made.set(key, (loader = create(args)));
    return loader;
  };
}
