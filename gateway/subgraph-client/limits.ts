/** What one subgraph may use, how much patience it gets, and what it has to tell. */
export interface SubgraphLimits {
  /** How long a request may take, its time in the queue and its retry included; the request's own deadline also counts. */
  readonly timeoutMs: number;
  /** How long a connection may take to be made. */
  readonly connectTimeoutMs: number;
  /** Size of an answer after decompression; what is longer is cut off. */
  readonly responseBytes: number;
  /** Size of all answers that are just arriving from the subgraph; the one that exceeds it is cut off. */
  readonly arrivingBytes: number;
  /** Size of the headers of an answer. */
  readonly responseHeaderBytes: number;
  /**
   * How much JSON an answer of over 256 KiB may hold, counting 3 for an object or list and 1 for a comma: 16 MiB of
   * `{},{},…` would hold the process for two seconds. An ordinary answer of 16 MiB counts under 2 million, and what does
   * is parsed in under 100 ms.
   */
  readonly responseWeight: number;
  /** Connections in use at once while the subgraph is fast; fewer are cheaper. */
  readonly sockets: number;
  /** Connections in use at once when it is slow: requests at one time. */
  readonly socketsMax: number;
  /** Requests that may wait for a connection; the next one is refused. */
  readonly queueMax: number;
  /** Age at which a connection is replaced, so that a changed address is noticed. */
  readonly socketLifetimeMs: number;
  /** Retries of the last 10 s as a share of its requests. */
  readonly retryRatio: number;
  /** Retries in 10 s that are allowed however few requests there were. */
  readonly retryReserve: number;
  /** Failures after which the breaker may open: that many in a row, or that many and half of all in the last 2 s; 0 for never. */
  readonly breakerFailures: number;
  /** How often a request is let through while the breaker is open. */
  readonly breakerProbeMs: number;
  /** How old a request may be for an identical one to share its answer. */
  readonly dedupeAgeMs: number;
  /** The `accept-encoding` header; `auto` asks for compression unless the subgraph is on this machine or in a private network. */
  readonly acceptEncoding: string;
  /** Subscriptions open at once. */
  readonly subscriptions: number;
  /** Whether entities have to say their keys again, so that another one than was asked for is found. */
  readonly echoKeys: boolean;
}

export const DEFAULT_LIMITS: SubgraphLimits = {
  timeoutMs: 30_000,
  connectTimeoutMs: 3_000,
  responseBytes: 16 * 1024 * 1024,
  arrivingBytes: 128 * 1024 * 1024,
  responseHeaderBytes: 16 * 1024,
  responseWeight: 2_000_000,
  sockets: 12,
  socketsMax: 128,
  queueMax: 1_000,
  socketLifetimeMs: 300_000,
  retryRatio: 0.1,
  retryReserve: 5,
  breakerFailures: 10,
  breakerProbeMs: 1_000,
  dedupeAgeMs: 1_000,
  acceptEncoding: 'auto',
  subscriptions: 1_000,
  echoKeys: false,
};
