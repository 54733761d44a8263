import { performance } from 'node:perf_hooks';
import { requestError } from './request-error.js';

export interface LoadOptions {
  /** How many operations may run while the process is busy; 0 for any number. */
  readonly requests: number;
  /** The share of time without rest from which on the process is busy. */
  readonly busyShare: number;
}

/** Keeps a process from taking more work than it can do, so that what it has taken is done in time. */
export interface Load {
  /** Throws `RequestError` when nothing more can be taken. */
  refuseWhenOver(): void;
  /** Runs an operation that counts until it has its answer, or its stream begins. */
  counted<Asked, Answer>(run: (asked: Asked) => Promise<Answer>): (asked: Asked) => Promise<Answer>;
}

/** How often it is looked at how busy the process is. */
const SAMPLE_MS = 50;

/**
 * Counts operations. While there are no more than `requests` of them it costs nothing; beyond, it looks at what share of
 * the last moments the event loop had no rest: many operations that wait for subgraphs are no load.
 */
export function createLoad({ requests, busyShare }: LoadOptions): Load {
  let running = 0;
  let last = performance.eventLoopUtilization();
  let lastAt = performance.now();
  let share = 0;

  const isBusy = (): boolean => {
    const now = performance.now();
    if (now - lastAt >= SAMPLE_MS) {
      const current = performance.eventLoopUtilization();
      share = performance.eventLoopUtilization(current, last).utilization;
      last = current;
      lastAt = now;
    }
    return share >= busyShare;
  };
  const refuseWhenOver = (): void => {
    if (requests === 0 || running < requests || !isBusy()) return;
    throw requestError(503, 'GATEWAY_OVERLOADED', 'The gateway has more to do than it can. Try again in a moment', {
      'retry-after': '1',
    });
  };

  return {
    refuseWhenOver,
    counted: (run) => async (asked) => {
      refuseWhenOver();
      running += 1;
      try {
        return await run(asked);
      } finally {
        running -= 1;
      }
    },
  };
}
