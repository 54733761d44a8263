import { LRUCache } from 'lru-cache';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Database } from '../../../kit/database/database.js';

const ENTRIES = 2_000;

interface Counted {
  readonly version: string;
  readonly count: Promise<number>;
}

const caches = new WeakMap<Database, LRUCache<string, Counted>>();

/**
 * How many rows a query has. Counting takes as long as there are rows, so a count is kept until the database's version
 * changes: exact on SQLite; on MySQL at most two seconds behind what other processes wrote.
 */
export function cachedCount<Row extends ObjectLiteral>(
  database: Database,
  query: SelectQueryBuilder<Row>,
): Promise<number> {
  query.select('COUNT(*)', 'count');
  const [sql, parameters] = query.getQueryAndParameters();
  const cache = cacheOf(database);
  const key = JSON.stringify([sql, parameters]);
  const version = database.version();
  const known = cache.get(key);
  if (known?.version === version) return known.count;
  const count = query.getRawOne<{ count: number | string }>().then((row) => Number(row?.count ?? 0));
  cache.set(key, { version, count });
  count.catch(() => cache.delete(key));
  return count;
}

function cacheOf(database: Database): LRUCache<string, Counted> {
  let cache = caches.get(database);
  if (!cache) caches.set(database, (cache = new LRUCache({ max: ENTRIES })));
  return cache;
}
