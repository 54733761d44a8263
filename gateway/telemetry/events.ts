import type { IncomingMessage } from 'node:http';
import type { Log } from '../../kit/log.js';
import type { BegunTrace, Span, Tracing } from '../../kit/tracing/tracing.js';
import type { ClientIdentity, RequestContext } from '../request-context.js';
import type { CacheLookup } from '../cache/request-cache.js';
import type { SubgraphEvent } from '../subgraph-client/events.js';
import type { SocketUse } from '../subgraph-client/sockets.js';
import type { AccessLog } from './access-log.js';
import type { CacheUse, Metrics } from './metrics.js';
import type { CountedOperation, UsageCounter } from './usage/usage-counter.js';
import type { HealthWatch } from './subgraph-health.js';

/** What happens in a gateway: each is counted and, where it matters, logged. */
export interface GatewayEvents {
  /** A request has come to a path; gives its trace where there is one. */
  readonly requestBegun: (path: string, request: IncomingMessage) => BegunTrace | null;
  /** Called when the answer has been handed to the socket. */
  readonly requestEnded: (request: AnsweredRequest) => void;
  readonly subgraphEvent: (event: SubgraphEvent) => void;
  /** A client runs an operation that is valid. */
  readonly operationBegun: (operation: CountedOperation, client: ClientIdentity) => void;
  /** A document or a token was looked for in its cache. */
  readonly documentAsked: (isKnown: boolean) => void;
  readonly tokenAsked: (isKnown: boolean) => void;
  /** What was kept of a subgraph's answers was looked for. */
  readonly cacheAsked: (lookup: CacheLookup) => void;
  /** A whole answer was looked for. */
  readonly answerAsked: (isHit: boolean) => void;
  /** Answers are kept from now on. */
  readonly cacheOpened: (store: CacheUse) => void;
  /** Subgraphs are asked from now on; tells what they have to do at any time. */
  readonly clientsOpened: (use: () => ReadonlyMap<string, SocketUse>) => void;
  /** Something of a subgraph was dropped. */
  readonly cacheDropped: (subgraph: string) => void;
  /** How many subscriptions of clients are open now. */
  readonly subscriptionsOpen: (count: number) => void;
  /** The gateway itself is at fault; the client sees an internal error. */
  readonly defect: (error: unknown) => void;
}

export interface AnsweredRequest {
  readonly context: RequestContext;
  readonly operationName: string | null;
  readonly status: number;
  readonly outcome: string;
  readonly durationMs: number;
  /** Size of the answer; undefined for a stream. */
  readonly bytes?: number;
  readonly errors?: readonly { readonly extensions?: { readonly code?: unknown } }[];
}

export interface EventsOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly health?: HealthWatch;
  /** Writes a line for every request; null for none. */
  readonly accessLog: AccessLog | null;
  /** Null when nothing is traced. */
  readonly tracing?: () => Tracing | null;
  /** Counts what clients use; left out where nobody is told. */
  readonly usage?: Pick<UsageCounter, 'count'> | undefined;
}

/** How long a subgraph's failures of one kind stay unsaid after one was logged. */
const QUIET_MS = 1_000;

export function createEvents(options: EventsOptions): GatewayEvents {
  const { log, metrics, health, accessLog, usage, tracing = () => null } = options;
  const failures = new Map<string, { at: number; unsaid: number }>();

  /** A line a second for each subgraph and kind of failure. */
  const logFailure = (subgraph: string, code: string, reason: string | null): void => {
    const now = Date.now();
    const key = `${subgraph} ${code}`;
    const last = failures.get(key) ?? { at: -Infinity, unsaid: 0 };
    failures.set(key, last);
    if (now - last.at < QUIET_MS) return void (last.unsaid += 1);
    log.warn({ subgraph, code, reason, ...(last.unsaid > 0 && { before: last.unsaid }) }, 'Subgraph request failed');
    last.at = now;
    last.unsaid = 0;
  };

  return {
    requestBegun(path, { method, headers }) {
      metrics.requestBegun();
      return tracing()?.begin(`${method} ${path}`, headers) ?? null;
    },
    requestEnded(request) {
      metrics.requestEnded(request);
      accessLog?.(request);
      if (request.context.span) endSpan(request.context.span, request);
    },
    subgraphEvent(event) {
      metrics.subgraphEvent(event);
      health?.note(event);
      if (event.kind === 'breaker') log.warn({ subgraph: event.subgraph, state: event.state }, 'Circuit breaker');
      else if (event.kind !== 'retry' && !QUIET_OUTCOMES.has(event.outcome))
        logFailure(event.subgraph, event.outcome, event.reason ?? null);
    },
    operationBegun: (operation, client) => usage?.count(operation, client),
    documentAsked: (isKnown) => metrics.cacheAsked('documents', isKnown),
    tokenAsked: (isKnown) => metrics.cacheAsked('tokens', isKnown),
    cacheAsked: (lookup) => metrics.subgraphCacheAsked(lookup),
    answerAsked: (isHit) => metrics.cacheAsked('answers', isHit),
    cacheOpened: (store) => metrics.cacheOpened(store),
    clientsOpened: (use) => metrics.clientsOpened(use),
    cacheDropped: (subgraph) => metrics.cacheDropped(subgraph),
    subscriptionsOpen: (count) => metrics.subscriptionsOpen(count),
    defect: (error) => log.error({ err: error }, 'Defect in the engine'),
  };
}

/** What is no failure of a subgraph, or was said when its breaker opened. */
const QUIET_OUTCOMES = new Set(['answered', 'ended', 'CLIENT_GONE', 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED']);

/** Spans of requests tell what the access log may tell, and no address. */
function endSpan(span: Span, { context, status, outcome }: AnsweredRequest): void {
  const { requestId, client, operation } = context;
  span.end({
    attributes: {
      'http.response.status_code': status,
      'joinery.outcome': outcome,
      'joinery.request_id': requestId,
      ...(operation && { 'graphql.operation.type': operation.kind, 'joinery.operation.hash': operation.hash }),
      ...(operation?.name && { 'graphql.operation.name': operation.name }),
      ...(client.name !== null && { 'joinery.client.name': client.name }),
    },
    failure: status >= 500 ? outcome : null,
  });
}
