import type { RequestEvent } from '../subgraph-client/events.js';
import type { AskedPart, BatchRequest } from './build-request.js';

/** A request to a subgraph that is about to be sent. */
export interface BegunFetch {
  /** The number of the batch in the program. */
  readonly batch: number;
  readonly subgraph: string;
  readonly kind: 'query' | 'mutation';
  /** The fetches of the program that it is for. */
  readonly ready: readonly number[];
  readonly request: BatchRequest;
}

/** What was taken from a cache in place of a request. */
export interface RecalledFetch {
  readonly ready: readonly number[];
  readonly asked: readonly AskedPart[];
  readonly isStale: boolean;
}

/** Watches the requests of one run, for who wants to see them. */
export interface FetchObserver {
  begun(fetch: BegunFetch): ObservedFetch;
  /** What was kept, or has expired and stands in for a subgraph that failed, was taken. */
  recalled(kept: RecalledFetch): void;
  /** There was nothing to ask for. */
  skipped(ready: readonly number[]): void;
}

/** One request under way. */
export interface ObservedFetch {
  /** What to send in place of the headers that are forwarded. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Called with how it ended, unless it could not be sent at all. */
  readonly ended: (event: RequestEvent) => void;
  /** Called when the answer was taken, with the number of errors that it brought. */
  readonly taken: (errors: number) => void;
}
