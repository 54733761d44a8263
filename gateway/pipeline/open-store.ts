import type { Log } from '../../kit/log.js';
import type { CacheStore } from '../cache/cache-store.js';
import { createMemoryStore } from '../cache/memory-store.js';

export interface StoreSettings {
  readonly bytes: number;
  readonly entryBytes: number;
  /** Null for the memory of this process. */
  readonly redisUrl: string | null;
}

const REDIS_TIMEOUT_MS = 100;

/** Opens where answers are kept. */
export async function openStore({ bytes, entryBytes, redisUrl }: StoreSettings, log: Log): Promise<CacheStore> {
  if (redisUrl === null) return createMemoryStore({ bytes, entryBytes });
  const { openRedis } = await import('./open-redis.js');
  const { createRedisStore } = await import('../cache/redis-store.js');
  const redis = openRedis(redisUrl, { log, timeoutMs: REDIS_TIMEOUT_MS, meanwhile: 'nothing is taken from the cache' });
  return createRedisStore({ redis, entryBytes, log });
}
