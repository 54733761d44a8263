import type { SubgraphLimits } from './limits.js';
import { RollingCounts } from './rolling-counts.js';

export type BreakerState = 'closed' | 'half-open' | 'open';

const WINDOW_MS = 2_000;
const SLICES = 10;
const FAILED_SHARE = 0.5;

/**
 * Stops asking a subgraph that does not answer, and finds out when it does again. While it is not closed, one request a
 * `breakerProbeMs` goes through; the first success among them closes it. A probe that hangs does not keep the next from
 * going, nor others waiting: that is why this is not a library's breaker.
 */
export class CircuitBreaker {
  readonly #limits: Pick<SubgraphLimits, 'breakerFailures' | 'breakerProbeMs'>;
  readonly #onChange: (state: BreakerState) => void;
  /** First successes, second failures. */
  readonly #counts = new RollingCounts(WINDOW_MS, SLICES);
  #failuresInRow = 0;
  #openedAt = 0;
  #probeAt = 0;
  state: BreakerState = 'closed';

  constructor(
    limits: Pick<SubgraphLimits, 'breakerFailures' | 'breakerProbeMs'>,
    onChange: (state: BreakerState) => void,
  ) {
    this.#limits = limits;
    this.#onChange = onChange;
  }

  /** Whether a request may go. When the breaker is not closed, that request is a probe. */
  admits(now: number): boolean {
    if (this.state === 'closed') return true;
    if (now < this.#probeAt) return false;
    this.#scheduleProbe(now);
    this.#become('half-open');
    return true;
  }

  /** A request that had started at `startedAt` was answered. */
  succeeded(now: number, startedAt: number): void {
    this.#counts.addFirst(now);
    this.#failuresInRow = 0;
    // What started before it opened says nothing about now.
    if (this.state === 'closed' || startedAt < this.#openedAt) return;
    this.#counts.clear();
    this.#become('closed');
  }

  failed(now: number): void {
    this.#counts.addSecond(now);
    this.#failuresInRow += 1;
    if (this.state === 'half-open') this.#become('open');
    else if (this.state === 'closed' && this.#isTooMuch()) this.#open(now);
  }

  #isTooMuch(): boolean {
    const { breakerFailures } = this.#limits;
    if (breakerFailures === 0) return false;
    if (this.#failuresInRow >= breakerFailures) return true;
    const { firstTotal, secondTotal } = this.#counts;
    return secondTotal >= breakerFailures && secondTotal >= FAILED_SHARE * (firstTotal + secondTotal);
  }

  #open(now: number): void {
    this.#openedAt = now;
    this.#scheduleProbe(now);
    this.#become('open');
  }

  /** A little spread, so that many gateways do not probe at once. */
  #scheduleProbe(now: number): void {
    this.#probeAt = now + this.#limits.breakerProbeMs * (0.9 + 0.2 * Math.random());
  }

  #become(state: BreakerState): void {
    if (state === this.state) return;
    this.state = state;
    this.#onChange(state);
  }
}
