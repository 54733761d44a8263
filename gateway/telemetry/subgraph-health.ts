import type { SubgraphEvent } from '../subgraph-client/events.js';
import type { BreakerState } from '../subgraph-client/circuit-breaker.js';

/** How a subgraph has done in the last minutes, as this process saw it. */
export interface SubgraphHealth {
  readonly breaker: BreakerState;
  /** Requests that were answered or failed; what clients gave up does not count. */
  readonly requests: number;
  readonly failures: number;
  /** Milliseconds; null while nothing was asked. Within 10 % of the true figure. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** The last failure since this process began. */
  readonly lastFailure: { readonly at: Date; readonly code: string } | null;
}

/** Watches over how subgraphs do. */
export interface HealthWatch {
  note(event: SubgraphEvent): void;
  /** Undefined for a subgraph of which nothing was heard yet. */
  of(subgraph: string): SubgraphHealth | undefined;
}

export const HEALTH_WINDOW_MS = 5 * 60_000;
const SLICES = 10;
const SLICE_MS = HEALTH_WINDOW_MS / SLICES;
/** Classes of durations: each reaches 20 % further than the one before, from a tenth of a millisecond to over an hour. */
const CLASSES = 96;
const FIRST_MS = 0.1;
const GROWTH = Math.log(1.2);

/** What nobody but the client decided. */
const NO_FAILURES = new Set<string>(['answered', 'CLIENT_GONE', 'ended']);

export function createHealthWatch(now: () => number = Date.now): HealthWatch {
  const watched = new Map<string, Watched>();
  const watchedOf = (subgraph: string): Watched => {
    let found = watched.get(subgraph);
    if (!found) watched.set(subgraph, (found = new Watched()));
    return found;
  };
  return {
    note(event) {
      const of = watchedOf(event.subgraph);
      if (event.kind === 'breaker') of.breaker = event.state;
      else if (event.kind === 'request') of.ended(event, now());
      else if (event.kind === 'subscription' && !NO_FAILURES.has(event.outcome))
        of.lastFailure = { at: new Date(now()), code: event.outcome };
    },
    of: (subgraph) => watched.get(subgraph)?.read(now()),
  };
}

/** Counts of one subgraph in slices of time, of which the oldest is used again. */
class Watched {
  breaker: BreakerState = 'closed';
  lastFailure: SubgraphHealth['lastFailure'] = null;
  readonly #durations = Array.from({ length: SLICES }, () => new Uint32Array(CLASSES));
  readonly #failures = new Uint32Array(SLICES);
  #slice = 0;

  ended({ outcome, durationMs }: { readonly outcome: string; readonly durationMs: number }, at: number): void {
    if (outcome === 'CLIENT_GONE') return;
    this.#forget(at);
    const place = this.#slice % SLICES;
    this.#durations[place]![classOf(durationMs)]! += 1;
    if (outcome === 'answered') return;
    this.#failures[place]! += 1;
    this.lastFailure = { at: new Date(at), code: outcome };
  }

  read(at: number): SubgraphHealth {
    this.#forget(at);
    const counts = new Uint32Array(CLASSES);
    for (const slice of this.#durations) slice.forEach((count, index) => (counts[index]! += count));
    const requests = counts.reduce((sum, count) => sum + count, 0);
    const failures = this.#failures.reduce((sum, count) => sum + count, 0);
    const { breaker, lastFailure } = this;
    return { breaker, requests, failures, p50Ms: quantile(counts, 0.5), p99Ms: quantile(counts, 0.99), lastFailure };
  }

  #forget(at: number): void {
    const slice = Math.floor(at / SLICE_MS);
    const stale = Math.min(slice - this.#slice, SLICES);
    for (let i = 1; i <= stale; i++) {
      const place = (slice - stale + i) % SLICES;
      this.#durations[place]!.fill(0);
      this.#failures[place] = 0;
    }
    this.#slice = Math.max(slice, this.#slice);
  }
}

function classOf(durationMs: number): number {
  if (durationMs <= FIRST_MS) return 0;
  return Math.min(CLASSES - 1, Math.ceil(Math.log(durationMs / FIRST_MS) / GROWTH));
}

/** The middle of the class that holds the one at this share; null when there are none. */
function quantile(counts: Uint32Array, share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let rest = Math.ceil(total * share);
  const found = counts.findIndex((count) => (rest -= count) <= 0);
  return Math.round(FIRST_MS * Math.exp(GROWTH * (found - 0.5)) * 100) / 100;
}
