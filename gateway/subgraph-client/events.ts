import type { BreakerState } from './circuit-breaker.js';
import type { SubgraphFailureCode } from './subgraph-request.js';

/** What happened, for logs and metrics. It names subgraphs and codes, never addresses, headers or values. */
export type SubgraphEvent = RequestEvent | RetryEvent | BreakerEvent | SubscriptionEvent;

/** A request has ended. */
export interface RequestEvent {
  readonly kind: 'request';
  readonly subgraph: string;
  readonly outcome: 'answered' | SubgraphFailureCode;
  /** Why it failed. */
  readonly reason: string | null;
  readonly durationMs: number;
  /** Size of the answer after decompression; 0 when there was none. */
  readonly responseBytes: number;
  /** How often it was sent; 0 when it never was. */
  readonly attempts: number;
  /** Whether it got the answer to an identical request that another one had sent. */
  readonly shared: boolean;
}

/** A query is sent a second time. */
export interface RetryEvent {
  readonly kind: 'retry';
  readonly subgraph: string;
  readonly reason: string;
}

export interface BreakerEvent {
  readonly kind: 'breaker';
  readonly subgraph: string;
  readonly state: BreakerState;
}

/** A subscription has ended. */
export interface SubscriptionEvent {
  readonly kind: 'subscription';
  readonly subgraph: string;
  readonly outcome: 'ended' | SubgraphFailureCode;
  /** Why it failed. */
  readonly reason?: string;
  readonly durationMs: number;
  /** How many answers came. */
  readonly answers: number;
}

export type OnSubgraphEvent = (event: SubgraphEvent) => void;
