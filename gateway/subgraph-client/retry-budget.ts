import type { SubgraphLimits } from './limits.js';
import { RollingCounts } from './rolling-counts.js';

const WINDOW_MS = 10_000;
const SLICES = 10;

/** Keeps retries a small share of the requests, so that a failing subgraph is not buried under them. */
export class RetryBudget {
  readonly #limits: Pick<SubgraphLimits, 'retryRatio' | 'retryReserve'>;
  /** First requests, second retries. */
  readonly #counts = new RollingCounts(WINDOW_MS, SLICES);

  constructor(limits: Pick<SubgraphLimits, 'retryRatio' | 'retryReserve'>) {
    this.#limits = limits;
  }

  requested(now: number): void {
    this.#counts.addFirst(now);
  }

  /** Whether one more retry is within the budget; if so it is spent. */
  take(now: number): boolean {
    this.#counts.forget(now);
    const { retryRatio, retryReserve } = this.#limits;
    const allowed = Math.max(retryReserve, Math.floor(this.#counts.firstTotal * retryRatio));
    if (this.#counts.secondTotal >= allowed) return false;
    this.#counts.addSecond(now);
    return true;
  }
}
