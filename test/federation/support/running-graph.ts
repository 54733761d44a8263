import { composeSubgraphs } from './compose.js';
import type { EngineUnderTest } from './engine.js';
import type { Fault, Subgraphs } from './federation-case.js';
import { startFixtureServer, type ReceivedRequest } from './fixture-server.js';
import type { Row } from './subgraph-fixture.js';

/** What a client asks. */
export interface ClientOperation {
  readonly operation: string;
  readonly operationName?: string;
  readonly variables?: Readonly<Row>;
}

/** The answer, and what the subgraphs were asked for it, in order. */
export interface GraphAnswer {
  readonly body: Row;
  readonly received: readonly ReceivedRequest[];
}

export type Faults = Readonly<Record<string, Fault>>;

export interface RunningGraph {
  /** Asks while subgraphs fail as said. */
  ask(asked: ClientOperation, faults?: Faults): Promise<GraphAnswer>;
  stop(): Promise<void>;
}

/** Starts subgraphs and an engine over them; a subgraph that is closed at the start remains so. */
export async function startGraph(
  engine: EngineUnderTest,
  subgraphs: Subgraphs,
  faultsAtStart: Faults = {},
): Promise<RunningGraph> {
  const supergraphSdl = composeSubgraphs(subgraphs);
  let received: ReceivedRequest[] = [];
  let state: Row = {};
  let faults = faultsAtStart;
  const servers = await Promise.all(
    Object.entries(subgraphs).map(([name, fixture]) =>
      startFixtureServer({
        name,
        fixture,
        fault: () => faults[name],
        onRequest: (request) => received.push(request),
        state: () => state,
      }),
    ),
  );
  const urls = new Map(Object.keys(subgraphs).map((name, i) => [name, servers[i]!.url]));
  const stopServers = async (): Promise<void> => void (await Promise.all(servers.map((server) => server.stop())));
  const running = await engine.start(supergraphSdl, urls).catch(async (error: Error) => {
    await stopServers();
    throw error;
  });
  return {
    async ask(asked, faultsNow = faultsAtStart) {
      faults = faultsNow;
      received = [];
      state = {};
      const body = await post(running.url, asked);
      return { body, received };
    },
    async stop() {
      await running.stop();
      await stopServers();
    },
  };
}

async function post(url: string, { operation, operationName, variables }: ClientOperation): Promise<Row> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: operation, operationName, variables }),
  });
  return (await response.json()) as Row;
}
