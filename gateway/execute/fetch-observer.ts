import type { RequestEvent } from '../subgraph-client/events.js';
import type { BatchRequest } from './build-request.js';

/** A request to a subgraph that is about to be sent. */
export interface BegunFetch {
  /** The number of the batch in the program. */
  readonly batch: number;
  /** The fetches of the program that it is for. */
  readonly ready: readonly number[];
  readonly request: BatchRequest;
}

/** Watches the requests of one run, for who wants to see them. */
export interface FetchObserver {
  begun(fetch: BegunFetch): ObservedFetch;
  /** There was nothing to ask for. */
  skipped(ready: readonly number[]): void;
}

/** One request under way. */
export interface ObservedFetch {
  /** Called with how it ended, unless it could not be sent at all. */
  readonly ended: (event: RequestEvent) => void;
  /** Called when the answer was taken, with the number of errors that it brought. */
  readonly taken: (errors: number) => void;
}
