import { Registry, type Counter } from 'prom-client';
import type { SubgraphTallies, Tallies } from './metrics.js';
import type { Sample } from './tally.js';

/** Makes a registry that tells what was counted when it is asked. */
export function exposeTallies(tallies: Tallies): Registry {
  const { requests, durations, subgraphRequests, caches, loads, subgraphs } = tallies;
  const ofEach = (read: (of: SubgraphTallies) => number) => (): Sample[] =>
    [...subgraphs].map(([subgraph, of]) => ({ labels: { subgraph }, value: read(of) }));
  const registry = new Registry();
  const expose = (
    type: 'counter' | 'gauge' | 'histogram',
    name: string,
    help: string,
    samples: (name: string) => Sample[],
  ): void => {
    const get = async () => ({ name, help, type, values: samples(name), aggregator: 'sum' });
    // The registry asks a metric for nothing else; those of the library would cost a microsecond for each request.
    registry.registerMetric({ name, get } as unknown as Counter);
  };

  expose('counter', 'joinery_requests_total', 'GraphQL requests', () => requests.samples());
  expose('histogram', 'joinery_request_duration_seconds', 'Time to answer', (name) => durations.samples(name));
  expose('counter', 'joinery_subgraph_requests_total', 'Requests to subgraphs', () => subgraphRequests.samples());
  expose('histogram', 'joinery_subgraph_request_duration_seconds', 'Time that subgraphs took', (name) =>
    [...subgraphs].flatMap(([subgraph, of]) => of.durations.samples(name, { subgraph })),
  );
  const ofAnswers = 'Size of answers of subgraphs, decompressed';
  expose(
    'counter',
    'joinery_subgraph_response_bytes_total',
    ofAnswers,
    ofEach(({ bytes }) => bytes),
  );
  const ofShared = 'Requests that shared the answer to an identical one';
  expose(
    'counter',
    'joinery_subgraph_shared_total',
    ofShared,
    ofEach(({ shared }) => shared),
  );
  expose(
    'counter',
    'joinery_subgraph_retries_total',
    'Requests sent again',
    ofEach(({ retries }) => retries),
  );
  const ofBreakers = 'Circuit breaker: 0 closed, 1 half open, 2 open';
  expose(
    'gauge',
    'joinery_subgraph_breaker_state',
    ofBreakers,
    ofEach(({ breaker }) => breaker),
  );
  expose('counter', 'joinery_cache_lookups_total', 'Lookups in caches', () => caches.samples());
  expose('counter', 'joinery_supergraph_loads_total', 'Supergraphs loaded or refused', () => loads.samples());
  return registry;
}
