import type { SubgraphEvent } from '../../gateway/subgraph-client/events.js';
import type { SubgraphLimits } from '../../gateway/subgraph-client/limits.js';
import {
  createSubgraphClient,
  type SubgraphAnswer,
  type SubgraphClient,
  type SubgraphClientOptions,
  type SubgraphRequest,
} from '../../gateway/subgraph-client/subgraph-client.js';
import { startHostileServer, type Behaviour, type HostileServer } from './hostile-server.js';

/** A subgraph client with one subgraph, `lies`, that is a hostile server. */
export interface HostileSubgraph {
  readonly server: HostileServer;
  readonly client: SubgraphClient;
  readonly events: readonly SubgraphEvent[];
  /** Sends `{"query":"{ a }"}` as a query within 30 s, or whatever is given instead. */
  readonly send: (request?: Partial<SubgraphRequest> & { readonly timeoutMs?: number }) => Promise<SubgraphAnswer>;
  stop(): Promise<void>;
}

export interface HostileSubgraphOptions extends Partial<Omit<SubgraphClientOptions, 'limits'>> {
  readonly limits?: Partial<SubgraphLimits>;
}

const NO_HEADERS = Object.freeze({});

export async function startHostileSubgraph(
  behaviour: Behaviour,
  options: HostileSubgraphOptions = {},
): Promise<HostileSubgraph> {
  const server = await startHostileServer(behaviour);
  const events: SubgraphEvent[] = [];
  const client = createSubgraphClient({
    subgraphs: [{ name: 'lies', url: server.url }],
    onEvent: (event) => events.push(event),
    ...options,
  });
  return {
    server,
    client,
    events,
    send: ({ timeoutMs = 30_000, ...request } = {}) =>
      client.send({
        subgraph: 'lies',
        body: '{"query":"{ a }"}',
        kind: 'query',
        headers: NO_HEADERS,
        deadline: performance.now() + timeoutMs,
        ...request,
      }),
    async stop() {
      await client.stop();
      await server.stop();
    },
  };
}
