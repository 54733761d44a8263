import type { SubgraphEvent } from '../subgraph-client/events.js';
import { METRICS_TYPE, renderMetrics, type Metric } from './metric.js';
import { processMetrics } from './process-metrics.js';
import { talliedMetrics } from './tallied-metrics.js';
import { Counts, Durations } from './tally.js';

/** What is counted of a gateway, in the text format of Prometheus. */
export interface Metrics {
  readonly contentType: string;
  requestEnded(request: EndedRequest): void;
  subgraphEvent(event: SubgraphEvent): void;
  /** A cache was asked for something that it has, or has not. */
  cacheAsked(cache: CacheName, isHit: boolean): void;
  subscriptionsOpen(count: number): void;
  supergraphLoaded(result: 'loaded' | 'refused'): void;
  /** What was counted so far, and what the process takes. */
  read(): Metric[];
  text(): Promise<string>;
}

export type CacheName = 'documents' | 'tokens';

export interface EndedRequest {
  readonly durationMs: number;
  /** `ok`, `errors` for an answer with errors in it, or the code of a refusal. */
  readonly outcome: string;
}

/** What is counted of everything, and of each subgraph. */
export interface Tallies {
  readonly requests: Counts;
  readonly durations: Durations;
  readonly caches: Readonly<Record<CacheName, Counts>>;
  readonly loads: Counts;
  readonly subgraphs: Map<string, SubgraphTallies>;
  /** Subscriptions of clients that are open. */
  subscriptions: number;
}

export interface SubgraphTallies {
  readonly outcomes: Counts;
  readonly durations: Durations;
  bytes: number;
  shared: number;
  retries: number;
  breaker: number;
}

const BREAKER_STATES = { closed: 0, 'half-open': 1, open: 2 } as const;

/** Makes metrics with nothing counted yet. */
export function createMetrics(): Metrics {
  const tallies: Tallies = {
    requests: new Counts('outcome'),
    durations: new Durations(),
    caches: { documents: new Counts('result'), tokens: new Counts('result') },
    loads: new Counts('result'),
    subgraphs: new Map(),
    subscriptions: 0,
  };
  const read = () => [...talliedMetrics(tallies), ...processMetrics()];
  return {
    contentType: METRICS_TYPE,
    requestEnded({ durationMs, outcome }) {
      tallies.requests.add(outcome);
      tallies.durations.add(durationMs);
    },
    subgraphEvent: (event) => countSubgraphEvent(tallies, event),
    cacheAsked: (cache, isHit) => tallies.caches[cache].add(isHit ? 'hit' : 'miss'),
    subscriptionsOpen: (count) => void (tallies.subscriptions = count),
    supergraphLoaded: (result) => tallies.loads.add(result),
    read,
    text: async () => renderMetrics(read()),
  };
}

function newTallies(): SubgraphTallies {
  return { outcomes: new Counts('outcome'), durations: new Durations(), bytes: 0, shared: 0, retries: 0, breaker: 0 };
}

function countSubgraphEvent({ subgraphs }: Tallies, event: SubgraphEvent): void {
  const { subgraph } = event;
  let of = subgraphs.get(subgraph);
  if (!of) subgraphs.set(subgraph, (of = newTallies()));
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
