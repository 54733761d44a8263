import { Redis } from 'ioredis';
import type { Log } from '../../kit/log.js';

const TIMEOUT_MS = 250;
const RETRY_MAX_MS = 2_000;

/** Connects to Redis as soon as it is there, again and again. A command that it does not answer in time fails. */
export function openRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, {
    commandTimeout: TIMEOUT_MS,
    connectTimeout: 3_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(50 * attempt, RETRY_MAX_MS),
  });
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (!isAway) log.warn({ reason: error.message }, 'Redis is away; each process counts by itself');
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) log.warn('Redis is back');
    isAway = false;
  });
  return redis;
}
