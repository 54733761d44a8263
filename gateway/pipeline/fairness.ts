import type { Redis } from 'ioredis';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { callerName } from './caller-name.js';
import { createCounter, type Counter } from './counter.js';
import type { Asker } from './denied-clauses.js';
import { RequestError } from './request-error.js';

export interface FairnessOptions {
  /** Requests of one caller in a window; 0 for any number. */
  readonly requests: number;
  /** What the operations of one caller may cost in a window; 0 for anything. */
  readonly cost: number;
  readonly windowSeconds: number;
  /** Operations of one caller at one time; 0 for any number. */
  readonly concurrent: number;
  /** Where several gateways count together; null for a count of each process by itself. */
  readonly redis: Redis | null;
}

/** What one caller may use of the gateway, so that others have their share. */
export interface Fairness {
  /** Lets a caller's operation begin, and gives what to call at its end. Rejects with `RequestError`. */
  admit(asker: Asker): Promise<() => void>;
  /** Counts what an operation costs. Rejects with `RequestError` when the caller has no more left. */
  charge(asker: Asker, cost: number): Promise<void>;
}

/**
 * Limits callers: those with a token or a key by its subject, others by their address. While Redis is away, each process
 * counts by itself. Limits are told as https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ says.
 */
export function createFairness(options: FairnessOptions): Fairness {
  const requests = limiterOf('requests', options.requests, options);
  const cost = limiterOf('cost', options.cost, options);
  const running = new Map<string, number>();

  return {
    async admit(asker) {
      const caller = callerName(asker) ?? '';
      if (requests) await consume(requests, { asker, caller, points: 1 });
      if (options.concurrent === 0) return () => undefined;
      const now = running.get(caller) ?? 0;
      if (now >= options.concurrent) throw tooMany('CALLER_CONCURRENCY_LIMIT', 'Too many operations at one time', 1);
      running.set(caller, now + 1);
      return () => {
        const left = running.get(caller)! - 1;
        if (left === 0) running.delete(caller);
        else running.set(caller, left);
      };
    },
    async charge(asker, points) {
      if (cost && points > 0) await consume(cost, { asker, caller: callerName(asker) ?? '', points });
    },
  };
}

interface Limiter {
  readonly what: 'requests' | 'cost';
  readonly points: number;
  readonly windowSeconds: number;
  readonly limiter: Counter;
}

function limiterOf(what: Limiter['what'], points: number, options: FairnessOptions): Limiter | null {
  if (points === 0) return null;
  return { what, points, windowSeconds: options.windowSeconds, limiter: createCounter(what, points, options) };
}

interface Consumption {
  readonly asker: Asker;
  readonly caller: string;
  readonly points: number;
}

async function consume(limit: Limiter, { asker, caller, points }: Consumption): Promise<void> {
  const { what, points: most, windowSeconds, limiter } = limit;
  try {
    const left = await limiter.consume(caller, points);
    tell(asker, limit, left);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    tell(asker, limit, refused);
    const limitText = `${most} ${what === 'requests' ? 'requests' : 'points of cost'} in ${windowSeconds} s`;
    throw tooMany('RATE_LIMIT_EXCEEDED', `The caller has used up ${limitText}`, secondsOf(refused));
  }
}

function tell({ context }: Asker, { what, points, windowSeconds }: Limiter, left: RateLimiterRes): void {
  context.answerHeaders?.push(
    ...['ratelimit-policy', `"${what}";q=${points};w=${windowSeconds}`],
    ...['ratelimit', `"${what}";r=${Math.max(left.remainingPoints, 0)};t=${secondsOf(left)}`],
  );
}

function secondsOf({ msBeforeNext }: RateLimiterRes): number {
  return Math.max(Math.ceil(msBeforeNext / 1_000), 1);
}

function tooMany(code: 'RATE_LIMIT_EXCEEDED' | 'CALLER_CONCURRENCY_LIMIT', message: string, seconds: number) {
  return new RequestError(429, [{ message: `${message}. Try again later`, extensions: { code } }], {
    'retry-after': String(seconds),
  });
}
