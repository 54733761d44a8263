import type { Log } from '../../kit/log.js';
import type { ClientIdentity, RequestContext } from '../request-context.js';
import type { SubgraphEvent } from '../subgraph-client/events.js';
import type { Metrics } from './metrics.js';
import type { CountedOperation, UsageCounter } from './usage/usage-counter.js';
import type { HealthWatch } from './subgraph-health.js';

/** What happens in a gateway: each is counted and, where it matters, logged. */
export interface GatewayEvents {
  /** Called when the answer has been handed to the socket. */
  readonly requestEnded: (request: AnsweredRequest) => void;
  readonly subgraphEvent: (event: SubgraphEvent) => void;
  /** A client runs an operation that is valid. */
  readonly operationBegun: (operation: CountedOperation, client: ClientIdentity) => void;
  /** A document or a token was looked for in its cache. */
  readonly documentAsked: (isKnown: boolean) => void;
  readonly tokenAsked: (isKnown: boolean) => void;
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
}

export interface EventsOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly health?: HealthWatch;
  /** Whether every request has a line in the log. */
  readonly logsRequests: boolean;
  /** Counts what clients use; left out where nobody is told. */
  readonly usage?: Pick<UsageCounter, 'count'>;
}

/** How long a subgraph's failures of one kind stay unsaid after one was logged. */
const QUIET_MS = 1_000;

export function createEvents({ log, metrics, health, logsRequests, usage }: EventsOptions): GatewayEvents {
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
    requestEnded(request) {
      metrics.requestEnded(request);
      if (logsRequests) logRequest(log, request);
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
    subscriptionsOpen: (count) => metrics.subscriptionsOpen(count),
    defect: (error) => log.error({ err: error }, 'Defect in the engine'),
  };
}

/** What is no failure of a subgraph, or was said when its breaker opened. */
const QUIET_OUTCOMES = new Set(['answered', 'ended', 'CLIENT_GONE', 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED']);

function logRequest(log: Log, { context, operationName, status, outcome, durationMs }: AnsweredRequest): void {
  const { requestId, client } = context;
  const told = { requestId, client: client.name, clientVersion: client.version, operationName, status, outcome };
  log.info({ ...told, durationMs: Math.round(durationMs * 10) / 10 }, 'Request');
}
