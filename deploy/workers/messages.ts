import type { Environment } from '../../kit/env.js';
import type { ErrorCode } from '../../kit/errors.js';
import type { GatewayConfig } from '../../gateway/config.js';
import type { Metric } from '../../gateway/telemetry/metric.js';

/** What the process that keeps the workers tells one of them. */
export type ToWorker =
  | { readonly kind: 'start'; readonly worker: number; readonly config: GatewayConfig; readonly env: Environment }
  | { readonly kind: 'stop' }
  /** Comes with a connection to the port. */
  | { readonly kind: 'connection' }
  /** No connection comes after it. */
  | { readonly kind: 'left' }
  | { readonly kind: 'tell-metrics'; readonly question: number }
  | { readonly kind: 'metrics-of-all'; readonly question: number; readonly text: string };

/** What a worker tells the process that keeps it. */
export type FromWorker =
  | { readonly kind: 'listening'; readonly url: string }
  /** It has the connection that it was given, and can take another. */
  | { readonly kind: 'took' }
  /** It was told to stop, by whomever: connections are better given to others. */
  | { readonly kind: 'stopping' }
  /** It wants no more connections; `left` answers. */
  | { readonly kind: 'leave' }
  /** It could not start; without a code when nobody foresaw why. */
  | { readonly kind: 'failed'; readonly code: ErrorCode | null; readonly detail: string }
  /** Its answer to `tell-metrics`. */
  | { readonly kind: 'metrics'; readonly question: number; readonly metrics: readonly Metric[] }
  /** Somebody asked it for the metrics, of which it knows its own only. */
  | { readonly kind: 'ask-metrics'; readonly question: number };
