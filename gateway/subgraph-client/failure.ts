import type { SubgraphFailed, SubgraphFailureCode, SubgraphRequest } from './subgraph-request.js';

/** Why an attempt gave no answer, with what follows from it. */
export interface Failure {
  readonly code: SubgraphFailureCode;
  readonly reason: string;
  /** Whether the same request may do better a little later. */
  readonly isTransient: boolean;
  /** Whether nothing of an answer was used, so that a query may be sent once more. */
  readonly mayRetry: boolean;
  /** Whether the subgraph is to blame, as the breaker sees it. */
  readonly isFault: boolean;
  /** Whether the subgraph may have seen the request. */
  readonly wasSent: boolean;
  /** Whether the subgraph is well and does not want to answer. */
  readonly isRefusal?: boolean;
}

const NEUTRAL = { isTransient: false, mayRetry: false, isFault: false, wasSent: true };

export const FAILURES = {
  timeout: (reason: string, wasSent: boolean): Failure => ({
    ...NEUTRAL,
    code: 'SUBGRAPH_REQUEST_TIMEOUT',
    reason,
    isTransient: true,
    wasSent,
  }),
  clientGone: { ...NEUTRAL, code: 'CLIENT_GONE', reason: 'the client has gone away' },
  stopped: { ...NEUTRAL, code: 'DOWNSTREAM_SERVICE_ERROR', reason: 'the gateway stops', isTransient: true },
  noSubgraph: {
    ...NEUTRAL,
    code: 'DOWNSTREAM_SERVICE_ERROR',
    reason: 'there is no such subgraph',
    wasSent: false,
  },
  breakerOpen: {
    ...NEUTRAL,
    code: 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED',
    reason: 'the subgraph has failed too often just now',
    isTransient: true,
    wasSent: false,
  },
  queueFull: {
    ...NEUTRAL,
    code: 'SUBGRAPH_CONCURRENCY_LIMIT',
    reason: 'too many requests wait for the subgraph',
    isTransient: true,
    wasSent: false,
  },
  tooLarge: (reason: string): Failure => ({ ...NEUTRAL, code: 'SUBGRAPH_RESPONSE_TOO_LARGE', reason }),
  /** What came is no answer. */
  unreadable: (reason: string): Failure => ({
    ...NEUTRAL,
    code: 'DOWNSTREAM_SERVICE_ERROR',
    reason,
    isFault: true,
  }),
} satisfies Record<string, Failure | ((reason: string, wasSent: boolean) => Failure)>;

/** An HTTP status without a GraphQL answer. */
export function statusFailure(status: number): Failure {
  const isTransient = status === 502 || status === 503 || status === 504;
  return {
    code: 'DOWNSTREAM_SERVICE_ERROR',
    reason: status < 400 ? `status ${status}; redirects are not followed` : `status ${status}`,
    isTransient: isTransient || status === 429,
    mayRetry: isTransient,
    isFault: status >= 500,
    wasSent: true,
    isRefusal: status >= 400 && status < 500 && status !== 429,
  };
}

/** The answer that tells the caller about a failure. */
export function failed(kind: SubgraphRequest['kind'], failure: Failure): SubgraphFailed {
  const retryable = failure.isTransient && (kind === 'query' || !failure.wasSent);
  const answer = { kind: 'failed', code: failure.code, retryable, reason: failure.reason } as const;
  return failure.isRefusal === true ? { ...answer, isRefusal: true } : answer;
}
