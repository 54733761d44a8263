/** How subgraphs have done, at `/studio/api/health`. */
export interface HealthReport {
  /** RFC 3339. */
  readonly at: string;
  /** The time that the figures are about. */
  readonly windowSeconds: number;
  /** By name. */
  readonly subgraphs: readonly ReportedHealth[];
}

export interface ReportedHealth {
  readonly name: string;
  readonly breaker: 'closed' | 'half-open' | 'open';
  readonly requests: number;
  readonly failures: number;
  /** Milliseconds; null while nothing was asked. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** The last one since the gateway began; `at` in RFC 3339. */
  readonly lastFailure: { readonly at: string; readonly code: string } | null;
}
