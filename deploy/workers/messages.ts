import type { Environment } from '../../kit/env.js';
import type { ErrorCode } from '../../kit/errors.js';
import type { GatewayConfig } from '../../gateway/config.js';
import type { Metric } from '../../gateway/telemetry/metric.js';

/** What the process that keeps the workers tells one of them. */
export type ToWorker =
  | { readonly kind: 'start'; readonly worker: number; readonly config: GatewayConfig; readonly env: Environment }
  | { readonly kind: 'stop' }
  | { readonly kind: 'tell-metrics'; readonly question: number }
  | { readonly kind: 'metrics-of-all'; readonly question: number; readonly text: string };

/** What a worker tells the process that keeps it. */
export type FromWorker =
  | { readonly kind: 'listening'; readonly url: string }
  /** It could not start; without a code when nobody foresaw why. */
  | { readonly kind: 'failed'; readonly code: ErrorCode | null; readonly detail: string }
  /** Its answer to `tell-metrics`. */
  | { readonly kind: 'metrics'; readonly question: number; readonly metrics: readonly Metric[] }
  /** Somebody asked it for the metrics, of which it knows its own only. */
  | { readonly kind: 'ask-metrics'; readonly question: number };
