import type { GatewayErrorCode } from '../errors.js';
import type { Freshness } from './freshness.js';
import type { RequestEvent } from './events.js';

/** One operation for one subgraph. */
export interface SubgraphRequest {
  /** Its name in the supergraph. */
  readonly subgraph: string;
  /** The JSON request body, already text. */
  readonly body: string;
  readonly kind: 'query' | 'mutation';
  /** Headers to forward, already filtered by the allow-list, lower-case names. One frozen object per client request. */
  readonly headers: Readonly<Record<string, string>>;
  /** `performance.now()` time by which the answer must be there. */
  readonly deadline: number;
  /** `performance.now()` time at which its operation began, by which requests that wait are ordered. Default now. */
  readonly began?: number;
  /** Tells when the client has gone away. It is looked at from time to time. */
  readonly signal?: Presence | undefined;
  /** Told how this one request ended, before its answer is given. */
  readonly onEnd?: ((event: RequestEvent) => void) | undefined;
}

/** Whether someone has gone away; an `AbortSignal` can tell. */
export type Presence = Pick<AbortSignal, 'aborted'>;

/** Why there is no answer; each code stands in `gateway/errors.ts`. */
export type SubgraphFailureCode = Extract<
  GatewayErrorCode,
  | 'DOWNSTREAM_SERVICE_ERROR'
  | 'SUBGRAPH_REQUEST_TIMEOUT'
  | 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED'
  | 'SUBGRAPH_RESPONSE_TOO_LARGE'
  | 'SUBGRAPH_CONCURRENCY_LIMIT'
  | 'SUBGRAPH_COST_LIMIT'
  | 'CLIENT_GONE'
>;

/**
 * What a subgraph said, if it answered as GraphQL. Nothing in it is checked beyond this: `data` is an object or null,
 * `errors` at most 100 objects. Each caller gets objects of its own and may write into them.
 */
export interface SubgraphAnswered {
  readonly kind: 'answered';
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly Record<string, unknown>[] | undefined;
  /** How long it may be used again; only where the client was told to ask. */
  readonly freshness?: Freshness;
}

/** That there is no answer, and whether asking again may help and can do no harm. */
export interface SubgraphFailed {
  readonly kind: 'failed';
  readonly code: SubgraphFailureCode;
  readonly retryable: boolean;
  /** For the log only; it holds no address, no header and nothing of any body. */
  readonly reason: string;
  /** Whether the subgraph is well and does not want to answer. */
  readonly isRefusal?: boolean;
}

export type SubgraphAnswer = SubgraphAnswered | SubgraphFailed;
