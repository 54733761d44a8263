import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { withStandIn, type Counter } from './with-stand-in.js';

export type { Counter } from './with-stand-in.js';

export interface CounterOptions {
  readonly windowSeconds: number;
  /** Where several gateways count together; null for a count of each process by itself. */
  readonly redis: Redis | null;
}

/** Counts points in windows of time; `what` tells it apart from others in the same Redis. */
export function createCounter(what: string, points: number, { windowSeconds, redis }: CounterOptions): Counter {
  const common = { points, duration: windowSeconds, keyPrefix: `joinery:${what}` };
  const memory = new RateLimiterMemory(common);
  if (redis === null) return memory;
  return withStandIn(new RateLimiterRedis({ ...common, storeClient: redis, rejectIfRedisNotReady: true }), memory);
}
