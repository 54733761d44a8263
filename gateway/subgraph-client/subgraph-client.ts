import { Call } from './call.js';
import { CircuitBreaker } from './circuit-breaker.js';
import { failed, FAILURES } from './failure.js';
import { FlightTable } from './flight-table.js';
import { createHeaderForwarding } from './forwarded-headers.js';
import type { SubgraphLimits } from './limits.js';
import type { SubgraphClientOptions } from './options.js';
import { RetryBudget } from './retry-budget.js';
import { readRoutes, type Route } from './route.js';
import { Sockets, type SocketUse } from './sockets.js';
import type { SubgraphAnswer, SubgraphRequest } from './subgraph-request.js';
import { Sweep } from './sweep.js';
import type { Upstream } from './upstream.js';

export type { SubgraphClientOptions, SubgraphTarget } from './options.js';
export type { SubgraphAnswer, SubgraphFailureCode, SubgraphRequest } from './subgraph-request.js';

export interface SubgraphClient {
  /** Resolves by the deadline, whatever the subgraph does; never rejects. */
  send(request: SubgraphRequest): Promise<SubgraphAnswer>;
  /** What subgraphs have to do for this client now, by their names. */
  use(): ReadonlyMap<string, SocketUse>;
  /** Fails what is under way and closes all connections. */
  stop(): Promise<void>;
}

/**
 * Sends operations to subgraphs over HTTP/1.1 and kept connections, without following redirects, and keeps one
 * subgraph's trouble from spreading. Throws `CONFIG_INVALID` for a URL that is not http or https.
 */
export function createSubgraphClient(options: SubgraphClientOptions): SubgraphClient {
  const upstreams = new Map(readRoutes(options).map((route) => [route.name, createUpstream(route, options)]));
  const sweep = new Sweep((now) => {
    for (const { sockets } of upstreams.values()) sockets.tick(now);
  });
  const forward = createHeaderForwarding(options.dedupeIgnoresHeaders ?? []);
  let isStopped = false;

  return {
    send(request) {
      const upstream = upstreams.get(request.subgraph);
      if (upstream === undefined || isStopped) {
        return Promise.resolve(failed(request.kind, isStopped ? FAILURES.stopped : FAILURES.noSubgraph));
      }
      return new Promise((resolve) => {
        new Call({ upstream, sweep }, request, resolve).start(request, forward(request.headers));
      });
    },
    use: () => new Map([...upstreams].map(([name, { sockets }]) => [name, sockets.use()])),
    async stop() {
      isStopped = true;
      sweep.stop();
      await Promise.all([...upstreams.values()].map(({ sockets }) => sockets.stop()));
    },
  };
}

function createUpstream(route: Route, { dedupe, readsFreshness, onEvent }: SubgraphClientOptions): Upstream {
  const { name, endpoint, limits, signingKey } = route;
  return {
    name,
    origin: endpoint.origin,
    path: endpoint.path,
    headers: headersOf(limits, endpoint.isNearby),
    limits,
    sockets: new Sockets(route),
    arriving: { bytes: 0 },
    breaker: new CircuitBreaker(limits, (state) => onEvent?.({ kind: 'breaker', subgraph: name, state })),
    budget: new RetryBudget(limits),
    signingKey,
    flights: dedupe === true ? new FlightTable(limits.dedupeAgeMs) : undefined,
    readsFreshness: readsFreshness === true,
    onEvent,
  };
}

function headersOf({ acceptEncoding }: SubgraphLimits, isNearby: boolean): readonly string[] {
  const automatic = isNearby ? 'identity' : 'gzip, br, deflate';
  return [
    'content-type',
    'application/json',
    'accept',
    'application/graphql-response+json, application/json',
    'accept-encoding',
    acceptEncoding === 'auto' ? automatic : acceptEncoding,
  ];
}
