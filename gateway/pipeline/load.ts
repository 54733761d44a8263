import { createTurnGauge, type Turns } from './turn-gauge.js';
import { requestError } from './request-error.js';

export interface LoadOptions {
  /** How many operations may run while the process is busy; 0 for any number, however busy it is. */
  readonly requests: number;
  /** The share of time without rest from which on the process is busy. */
  readonly busyShare: number;
  /** How much processor time a turn of the event loop may take on average while the process is busy; 0 for any. */
  readonly turnMs: number;
}

/** Keeps a process from taking more work than it can do, so that what it has taken is done in time. */
export interface Load {
  /** Throws `RequestError` when nothing more can be taken. */
  refuseWhenOver(): void;
  /** Runs an operation that counts until it has its answer, or its stream begins. */
  counted<Asked, Answer>(run: (asked: Asked) => Promise<Answer>): (asked: Asked) => Promise<Answer>;
}

/** So many busy samples in a row are no burst any more. */
const PATIENCE = 3;
/** While one waits for its subgraph, another goes on. */
const LIMIT_MIN = 2;
/** How much the limit may change from one sample to the next. */
const SHRINK_MAX = 0.5;
const GROW_MAX = 1.25;
const GROW_AT_REST = 1.5;
/** From so many operations that end in one turn on, it is their number that makes turns long. */
const CROWD = 2;
/** Up to so many at one time may be clients who wait for their answers before they ask again: those are only slow. */
const WAITING = 100;
/** So many samples without a refusal end the limit. */
const CALM = 20;

const OVERLOADED = requestError(
  503,
  'GATEWAY_OVERLOADED',
  'The gateway has more to do than it can. Try again in a moment',
  { 'retry-after': '1' },
);

/**
 * Counts operations. A process that has no rest and whose turns of the event loop are too long lets no more of them run
 * at one time than keep its turns short: then what it does, it does as fast as ever, and refuses the rest at once. Many
 * operations that wait for subgraphs are no load, and turns that are long without many operations are not made shorter by
 * refusing some. A hundred operations at one time are no overload either, however long they take.
 */
export function createLoad({ requests, busyShare, turnMs }: LoadOptions): Load {
  const gauge = createTurnGauge();
  let running = 0;
  let ended = 0;
  let limit = Infinity;
  let isBusy = busyShare === 0;
  let busySamples = 0;
  let calmSamples = 0;
  let hasRefused = false;

  const adapt = ({ meanMs, count }: Turns): void => {
    const isSlow = isBusy && meanMs > turnMs && ended / count >= CROWD;
    ended = 0;
    busySamples = isSlow ? busySamples + 1 : 0;
    calmSamples = hasRefused ? 0 : calmSamples + 1;
    hasRefused = false;
    if (limit === Infinity) {
      if (busySamples >= PATIENCE && running > WAITING) limit = shrunk(running, turnMs / meanMs);
    } else if (calmSamples >= CALM) limit = Infinity;
    else if (!isBusy) limit = limit * GROW_AT_REST + 1;
    else if (isSlow) limit = shrunk(limit, turnMs / meanMs);
    else if (meanMs <= turnMs) limit *= Math.min(turnMs / meanMs, GROW_MAX);
  };
  const isOver = (): boolean => (isBusy && running >= requests) || running >= limit;
  const refuseWhenOver = (): void => {
    if (requests === 0) return;
    const turns = gauge.read();
    if (turns) {
      isBusy = turns.share >= busyShare;
      if (turnMs > 0) adapt(turns);
    }
    if (!isOver()) return;
    hasRefused = true;
    throw OVERLOADED;
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
        ended += 1;
      }
    },
  };
}

function shrunk(limit: number, by: number): number {
  return Math.max(limit * Math.max(by, SHRINK_MAX), LIMIT_MIN);
}
