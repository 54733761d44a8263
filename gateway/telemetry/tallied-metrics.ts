import type { Metric, Sample } from './metric.js';
import type { SubgraphTallies, Tallies } from './metrics.js';

/** What was counted, put into the form of metrics. */
export function talliedMetrics(tallies: Tallies): Metric[] {
  const { requests, durations, caches, loads, subgraphs } = tallies;
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
    {
      name: 'joinery_subscriptions_open',
      help: 'Subscriptions of clients',
      type: 'gauge',
      samples: [{ labels: {}, value: tallies.subscriptions }],
    },
    counter(
      'joinery_cache_lookups_total',
      'Lookups in caches',
      Object.entries(caches).flatMap(([cache, of]) => of.samples({ cache })),
    ),
    counter('joinery_supergraph_loads_total', 'Supergraphs loaded or refused', loads.samples()),
  ];
}

function counter(name: string, help: string, samples: readonly Sample[]): Metric {
  return { name, help, type: 'counter', samples };
}
