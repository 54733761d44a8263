import type { SocketUse } from '../subgraph-client/sockets.js';
import type { Metric, Sample } from './metric.js';
import type { SubgraphTallies, Tallies } from './metrics.js';

/** What was counted, put into the form of metrics. */
export function talliedMetrics(tallies: Tallies): Metric[] {
  const { requests, durations, spans, loads, subgraphs } = tallies;
  const ofEach = (read: (of: SubgraphTallies) => number): Sample[] =>
    [...subgraphs].map(([subgraph, of]) => ({ labels: { subgraph }, value: read(of) }));
  return [
    counter('joinery_requests_total', 'GraphQL requests', requests.samples()),
    {
      name: 'joinery_request_duration_seconds',
      help: 'Time to answer',
      type: 'histogram',
      samples: durations.samples('joinery_request_duration_seconds'),
    },
    gauge('joinery_requests_in_flight', 'Requests that are being answered', tallies.inFlight),
    ...namedMetrics(tallies),
    counter(
      'joinery_subgraph_requests_total',
      'Requests to subgraphs',
      [...subgraphs].flatMap(([subgraph, of]) => of.outcomes.samples({ subgraph })),
    ),
    {
      name: 'joinery_subgraph_request_duration_seconds',
      help: 'Time that subgraphs took',
      type: 'histogram',
      samples: [...subgraphs].flatMap(([subgraph, of]) =>
        of.durations.samples('joinery_subgraph_request_duration_seconds', { subgraph }),
      ),
    },
    counter(
      'joinery_subgraph_response_bytes_total',
      'Size of answers of subgraphs, decompressed',
      ofEach(({ bytes }) => bytes),
    ),
    counter(
      'joinery_subgraph_shared_total',
      'Requests that shared the answer to an identical one',
      ofEach(({ shared }) => shared),
    ),
    counter(
      'joinery_subgraph_retries_total',
      'Requests sent again',
      ofEach(({ retries }) => retries),
    ),
    {
      name: 'joinery_subgraph_breaker_state',
      help: 'Circuit breaker: 0 closed, 1 half open, 2 open',
      type: 'gauge',
      samples: ofEach(({ breaker }) => breaker),
    },
    ...useMetrics(tallies),
    gauge('joinery_subscriptions_open', 'Subscriptions of clients', tallies.subscriptions),
    ...cacheMetrics(tallies),
    counter('joinery_supergraph_loads_total', 'Supergraphs loaded or refused', loads.samples()),
    counter('joinery_trace_spans_total', 'Spans sent to the collector, refused by it, or let go of', spans.samples()),
  ];
}

/** What subgraphs have to do now. */
function useMetrics({ subgraphUse }: Tallies): Metric[] {
  const used = [...subgraphUse()];
  const ofEach = (read: (use: SocketUse) => number): Sample[] =>
    used.map(([subgraph, use]) => ({ labels: { subgraph }, value: read(use) }));
  return [
    {
      name: 'joinery_subgraph_requests_in_flight',
      help: 'Requests that subgraphs are answering',
      type: 'gauge',
      samples: ofEach(({ inFlight }) => inFlight),
    },
    {
      name: 'joinery_subgraph_requests_waiting',
      help: 'Requests that wait for a connection to their subgraph',
      type: 'gauge',
      samples: ofEach(({ waiting }) => waiting),
    },
  ];
}

/** What caches were asked for, and what they hold. */
function cacheMetrics({ caches, subgraphs, cacheUse }: Tallies): Metric[] {
  return [
    counter(
      'joinery_cache_lookups_total',
      'Lookups in caches',
      Object.entries(caches).flatMap(([cache, of]) => of.samples({ cache })),
    ),
    counter(
      'joinery_subgraph_cache_lookups_total',
      'Entities and answers to root fields that were looked for in the cache',
      [...subgraphs].flatMap(([subgraph, { kept }]) =>
        Object.entries(kept).flatMap(([kind, of]) => of.samples({ subgraph, kind })),
      ),
    ),
    counter(
      'joinery_subgraph_cache_drops_total',
      'Mutations and calls that dropped something from the cache',
      [...subgraphs].map(([subgraph, { drops }]) => ({ labels: { subgraph }, value: drops })),
    ),
    {
      name: 'joinery_cache_bytes',
      help: 'Memory of this process for answers that are kept',
      type: 'gauge',
      samples: cacheUse ? [{ labels: {}, value: cacheUse.bytes() }] : [],
    },
    {
      name: 'joinery_cache_left_alone',
      help: 'Whether nothing is taken from the Redis for answers that are kept, since it failed or is slow: 0 no, 1 yes',
      type: 'gauge',
      samples: cacheUse ? [{ labels: {}, value: Number(cacheUse.isLeftAlone()) }] : [],
    },
  ];
}

/** By the names that clients give operations and themselves. */
function namedMetrics({ operations, clients }: Tallies): Metric[] {
  return [
    {
      name: 'joinery_operation_duration_seconds',
      help: 'Time to answer, by operation',
      type: 'histogram',
      samples: [...operations.entries()].flatMap(([operation, of]) =>
        of.durations.samples('joinery_operation_duration_seconds', { operation }),
      ),
    },
    counter(
      'joinery_operation_errors_total',
      'Answers with errors and refusals, by operation',
      [...operations.entries()].map(([operation, { errors }]) => ({ labels: { operation }, value: errors })),
    ),
    counter(
      'joinery_client_requests_total',
      'GraphQL requests, by client',
      [...clients.entries()].flatMap(([client, of]) => of.samples({ client })),
    ),
  ];
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: 'gauge', samples: [{ labels: {}, value }] };
}

function counter(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, type: 'counter', samples };
}
