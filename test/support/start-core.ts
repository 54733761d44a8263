import { readGatewayConfig } from '../../gateway/config.js';
import { executeDeferred, type StreamedAnswer } from '../../gateway/execute/execute-deferred.js';
import { executeProgram } from '../../gateway/execute/execute-program.js';
import type { ResponseError } from '../../gateway/execute/graphql-error.js';
import type { Program, Tree } from '../../gateway/execute/program.js';
import { project } from '../../gateway/execute/project.js';
import type { ExecutionInput } from '../../gateway/execute/run-program.js';
import { findProgram } from '../../gateway/pipeline/find-program.js';
import { prepareOperation } from '../../gateway/pipeline/prepare-operation.js';
import { openSnapshot, type Snapshot } from '../../gateway/pipeline/snapshot.js';
import { createSubgraphClient } from '../../gateway/subgraph-client/subgraph-client.js';
import { readSupergraph } from '../../gateway/supergraph/supergraph.js';
import { composeSubgraphs } from '../federation/support/compose.js';
import type { Fault, Subgraphs } from '../federation/support/federation-case.js';
import { startFixtureServer, type ReceivedRequest } from '../federation/support/fixture-server.js';

export interface CoreOptions {
  readonly mergeFetches?: boolean;
  readonly defers?: boolean;
  readonly overrideLabels?: readonly string[];
}

type Variables = Readonly<Record<string, unknown>>;

/** The engine without HTTP: plans and runs operations over subgraphs that run. */
export interface Core {
  readonly snapshot: Snapshot;
  /** What the subgraphs were asked since the last `ask` or `stream` began. */
  readonly received: ReceivedRequest[];
  /** How subgraphs fail from now on. */
  faults: Readonly<Record<string, Fault>>;
  program(text: string, variables?: Variables, options?: CoreOptions): Promise<Program>;
  input(variables?: Variables): ExecutionInput;
  ask(
    text: string,
    variables?: Variables,
    options?: CoreOptions,
  ): Promise<{ data: Tree | null; errors: ResponseError[] }>;
  stream(text: string, variables?: Variables): Promise<StreamedAnswer[]>;
  stop(): Promise<void>;
}

const { limits } = readGatewayConfig({}, {});

/** Starts subgraphs and the engine over them. */
export async function startCore(subgraphs: Subgraphs): Promise<Core> {
  const received: ReceivedRequest[] = [];
  let faults: Core['faults'] = {};
  const names = Object.keys(subgraphs);
  const servers = await Promise.all(
    names.map((name) =>
      startFixtureServer({
        name,
        fixture: subgraphs[name]!,
        fault: () => faults[name],
        onRequest: (request) => received.push(request),
        state: () => ({}),
      }),
    ),
  );
  const client = createSubgraphClient({ subgraphs: names.map((name, i) => ({ name, url: servers[i]!.url })) });
  const supergraph = readSupergraph(composeSubgraphs(subgraphs), 'the test');
  const snapshot = await openSnapshot(supergraph, { planningTimeoutMs: 5_000, documentCacheBytes: 1_000_000 });

  const core: Core = {
    snapshot,
    received,
    get faults() {
      return faults;
    },
    set faults(now) {
      faults = now;
    },
    async program(text, variables = {}, options = {}) {
      const operation = prepareOperation(snapshot, { text, name: null }, { limits, introspection: true });
      return findProgram(snapshot, operation, { variables, mergeFetches: true, overrideLabels: [], ...options });
    },
    input: (variables = {}) => ({
      client,
      variables,
      headers: {},
      deadline: performance.now() + 10_000,
      onDefect: (error) => {
        throw error;
      },
    }),
    async ask(text, variables, options) {
      received.length = 0;
      const program = await core.program(text, variables, options);
      const { tree, errors } = await executeProgram(program, core.input(variables));
      return { data: project(program.projection.root, tree, { introspected: {}, errors }), errors };
    },
    async stream(text, variables) {
      received.length = 0;
      const program = await core.program(text, variables, { defers: true });
      const answers: StreamedAnswer[] = [];
      for await (const answer of executeDeferred(program, core.input(variables), {})) answers.push(answer);
      return answers;
    },
    async stop() {
      await client.stop();
      await snapshot.planner.stop();
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
  return core;
}
