import { RateLimiterRes } from 'rate-limiter-flexible';

/** Takes points of a caller; rejects with `RateLimiterRes` when there are too few. */
export interface Counter {
  consume(caller: string, points: number): Promise<RateLimiterRes>;
}

/** How long a counter that has failed is left alone. */
const AWAY_MS = 1_000;

/**
 * Counts by `shared`, and by `standIn` while that fails. One caller a second finds out whether it still does, so that a
 * store which hangs holds up hardly anybody.
 */
export function withStandIn(shared: Counter, standIn: Counter, clock = () => performance.now()): Counter {
  let awayUntil = -Infinity;
  let isAway = false;
  return {
    async consume(caller, points) {
      const now = clock();
      if (now < awayUntil) return standIn.consume(caller, points);
      if (isAway) awayUntil = now + AWAY_MS;
      try {
        const left = await shared.consume(caller, points);
        isAway = false;
        awayUntil = -Infinity;
        return left;
      } catch (error) {
        if (error instanceof RateLimiterRes) throw error;
        isAway = true;
        awayUntil = clock() + AWAY_MS;
        return standIn.consume(caller, points);
      }
    },
  };
}
