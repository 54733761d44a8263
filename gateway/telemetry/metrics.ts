import type { SpanResult } from '../../kit/tracing/tracing.js';
import type { RequestContext } from '../request-context.js';
import type { CacheStore } from '../cache/cache-store.js';
import type { CacheLookup } from '../cache/request-cache.js';
import type { SubgraphEvent } from '../subgraph-client/events.js';
import type { SocketUse } from '../subgraph-client/sockets.js';
import { METRICS_TYPE, renderMetrics, type Metric } from './metric.js';
import { processMetrics } from './process-metrics.js';
import { talliedMetrics } from './tallied-metrics.js';
import { ByName, Counts, Durations } from './tally.js';

/** What is counted of a gateway, in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  requestBegun(): void;
  requestEnded(request: EndedRequest): void;
  subgraphEvent(event: SubgraphEvent): void;
  /** A cache was asked for something that it has, or has not. */
  cacheAsked(cache: CacheName, isHit: boolean): void;
  /** What was kept of a subgraph's answers was looked for. */
  subgraphCacheAsked(lookup: CacheLookup): void;
  /** Answers are kept from now on. */
  cacheOpened(store: CacheUse): void;
  cacheDropped(subgraph: string): void;
  /** Subgraphs are asked from now on; tells what they have to do at any time. */
  clientsOpened(use: () => ReadonlyMap<string, SocketUse>): void;
  subscriptionsOpen(count: number): void;
  spansEnded(result: SpanResult, count: number): void;
  supergraphLoaded(result: 'loaded' | 'refused'): void;
  /** What was counted so far, and what the process takes. */
  read(): Metric[];
  text(): Promise<string>;
}

/** What a store of answers tells of itself at any time. */
export type CacheUse = Pick<CacheStore, 'bytes' | 'isLeftAlone'>;

export type CacheName = 'documents' | 'tokens' | 'answers';

export interface EndedRequest {
  readonly durationMs: number;
  /** `ok`, `errors` for an answer with errors in it, or the code of a refusal. */
  readonly outcome: string;
  readonly context: Pick<RequestContext, 'client' | 'operation'>;
}

/** What is counted of everything, and of each subgraph. */
export interface Tallies {
  readonly requests: Counts;
  readonly durations: Durations;
  /** Of operations that were run, by their names. */
  readonly operations: ByName<OperationTally>;
  readonly clients: ByName<Counts>;
  readonly spans: Counts;
  readonly caches: Readonly<Record<CacheName, Counts>>;
  readonly loads: Counts;
  readonly subgraphs: Map<string, SubgraphTallies>;
  subgraphUse: () => ReadonlyMap<string, SocketUse>;
  /** Subscriptions of clients that are open. */
  subscriptions: number;
  /** Null where no answers are kept. */
  cacheUse: CacheUse | null;
  /** Requests that are being answered. */
  inFlight: number;
}

export interface OperationTally {
  readonly durations: Durations;
  errors: number;
}

/** How many names of operations and clients are told apart; what has others is counted together. */
export interface NamesTold {
  readonly operations: number;
  readonly clients: number;
}

export interface SubgraphTallies {
  readonly outcomes: Counts;
  readonly durations: Durations;
  bytes: number;
  shared: number;
  retries: number;
  breaker: number;
  /** Of what was kept of its answers, by kind. */
  readonly kept: Readonly<Record<CacheLookup['kind'], Counts>>;
  drops: number;
}

const BREAKER_STATES = { closed: 0, 'half-open': 1, open: 2 } as const;

/** Makes metrics with nothing counted yet. */
export function createMetrics(names: NamesTold): Metrics {
  const tallies: Tallies = {
    requests: new Counts('outcome', ['ok', 'errors', 'INTERNAL_SERVER_ERROR', 'GATEWAY_OVERLOADED']),
    durations: new Durations(),
    operations: new ByName(names.operations, () => ({ durations: new Durations(), errors: 0 })),
    clients: new ByName(names.clients, () => new Counts('result')),
    spans: new Counts('result', ['sent', 'failed', 'dropped']),
    caches: { documents: new Counts('result'), tokens: new Counts('result'), answers: new Counts('result') },
    loads: new Counts('result', ['loaded', 'refused']),
    subgraphs: new Map(),
    subgraphUse: () => new Map(),
    subscriptions: 0,
    inFlight: 0,
    cacheUse: null,
  };
  const read = () => [...talliedMetrics(tallies), ...processMetrics()];
  return {
    contentType: METRICS_TYPE,
    requestBegun: () => void (tallies.inFlight += 1),
    requestEnded(request) {
      tallies.inFlight -= 1;
      tallies.requests.add(request.outcome);
      tallies.durations.add(request.durationMs);
      countNames(tallies, request);
    },
    subgraphEvent: (event) => countSubgraphEvent(tallies, event),
    cacheAsked: (cache, isHit) => tallies.caches[cache].add(isHit ? 'hit' : 'miss'),
    subgraphCacheAsked: ({ subgraph, kind, result, count }) =>
      talliesOf(tallies, subgraph).kept[kind].add(result, count),
    cacheOpened: (store) => void (tallies.cacheUse = store),
    clientsOpened: (use) => void (tallies.subgraphUse = use),
    cacheDropped: (subgraph) => void (talliesOf(tallies, subgraph).drops += 1),
    subscriptionsOpen: (count) => void (tallies.subscriptions = count),
    spansEnded: (result, count) => tallies.spans.add(result, count),
    supergraphLoaded: (result) => tallies.loads.add(result),
    read,
    text: async () => renderMetrics(read()),
  };
}

function countNames({ operations, clients }: Tallies, { durationMs, outcome, context }: EndedRequest): void {
  const { operation, client } = context;
  if (operation) {
    const of = operations.of(operation.name);
    of?.durations.add(durationMs);
    if (of && outcome !== 'ok') of.errors += 1;
  }
  clients.of(client.name)?.add(outcome === 'ok' || outcome === 'errors' ? outcome : 'refused');
}

function newTallies(): SubgraphTallies {
  return {
    outcomes: new Counts('outcome'),
    durations: new Durations(),
    bytes: 0,
    shared: 0,
    retries: 0,
    breaker: 0,
    kept: { entities: new Counts('result'), roots: new Counts('result') },
    drops: 0,
  };
}

/** Of a subgraph, by its name in the supergraph. */
function talliesOf({ subgraphs }: Tallies, subgraph: string): SubgraphTallies {
  let of = subgraphs.get(subgraph);
  if (!of) subgraphs.set(subgraph, (of = newTallies()));
  return of;
}

function countSubgraphEvent(tallies: Tallies, event: SubgraphEvent): void {
  const of = talliesOf(tallies, event.subgraph);
  switch (event.kind) {
    case 'request':
      of.outcomes.add(event.outcome);
      of.durations.add(event.durationMs);
      of.bytes += event.responseBytes;
      if (event.shared) of.shared += 1;
      break;
    case 'retry':
      of.retries += 1;
      break;
    case 'breaker':
      of.breaker = BREAKER_STATES[event.state];
      break;
    case 'subscription':
      of.outcomes.add(event.outcome === 'ended' ? 'answered' : event.outcome);
      break;
  }
}
