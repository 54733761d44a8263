import type { ObservedFetch } from '../execute/fetch-observer.js';
import type { SubgraphTally } from '../request-context.js';
import type { OperationWatch } from './operation-watch.js';

/** Counts what a request asks of subgraphs. */
export class TallyWatch implements OperationWatch {
  readonly #observed: ObservedFetch;

  constructor(tally: SubgraphTally) {
    this.#observed = {
      ended({ durationMs }) {
        tally.requests += 1;
        tally.durationMs += durationMs;
      },
      taken: () => undefined,
    };
  }

  stage(): void {
    // It counts requests alone.
  }

  begun(): ObservedFetch {
    return this.#observed;
  }

  recalled(): void {
    // Nothing was asked.
  }

  skipped(): void {
    // Nothing was asked.
  }
}
