import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import type { ServerResponse } from 'node:http';
import { Agent, type Dispatcher } from 'undici';
import { handleWithApollo } from '../kit/http/apollo-http-handler.js';
import { NOTHING_FROM_OUTSIDE } from '../kit/http/apollo-plugins.js';
import { JoineryError } from '../kit/errors.js';
import { Uses } from '../kit/uses.js';
import { createApolloDataSource, type ApolloContext } from './apollo-data-source.js';
import { formatApolloError } from './apollo-errors.js';
import { withoutProtectedFields } from './supergraph/protection/without-protected-fields.js';
import type { Engine, EngineOptions, RoutedSupergraph } from './engine.js';

/** One supergraph in use. */
interface Running {
  readonly server: ApolloServer<ApolloContext>;
  readonly uses: Uses;
}

/** The stock engine: `ApolloGateway` on a supergraph, behind `ApolloServer`. */
export function createApolloEngine(options: EngineOptions): Engine {
  if (options.config.cache.enabled)
    options.log.warn('The engine apollo keeps no answers: the settings of cache are not used');
  const connections = new Agent();
  let running: Running | undefined;
  let retiring: Promise<void> = Promise.resolve();

  return {
    async load(graph) {
      await retiring;
      const server = createServer(
        options,
        createApolloGateway(options, withoutProtected(graph, options.log), connections),
      );
      await server.start().catch((error: Error) => {
        throw new JoineryError('SUPERGRAPH_INVALID', error.message, { cause: error });
      });
      const old = running;
      running = { server, uses: new Uses() };
      if (old) retiring = retire(old);
    },
    async handle(request, response) {
      const { server, uses } = running!;
      const context = async () => ({ signal: goneSignal(response) });
      uses.begin();
      try {
        const { bodyBytes: bodyLimitBytes } = options.config.limits;
        await handleWithApollo({ server, context, bodyLimitBytes }, request, response);
      } finally {
        uses.end();
      }
    },
    data: null,
    invalidate: null,
    loaded: () => null,
    callerOf: async () => null,
    assertMayIntrospect: async () => undefined,
    endSubscriptions: () => undefined,
    async stop() {
      await running?.server.stop();
      await connections.destroy();
    },
  };
}

/** The stock gateway does not start on what is protected, and enforces nothing: nobody is shown it. */
function withoutProtected(graph: RoutedSupergraph, log: EngineOptions['log']): RoutedSupergraph {
  const { sdl, leftOut } = withoutProtectedFields(graph.supergraph.sdl);
  if (leftOut.length === 0) return graph;
  log.warn({ leftOut }, 'The engine apollo cannot protect fields, so it serves the graph without those that are');
  return { ...graph, supergraph: { ...graph.supergraph, sdl } };
}

async function retire({ server, uses }: Running): Promise<void> {
  await uses.over();
  await server.stop();
}

function createServer({ config, log }: EngineOptions, gateway: ApolloGateway): ApolloServer<ApolloContext> {
  return new ApolloServer<ApolloContext>({
    gateway,
    // It does not know its callers.
    introspection: config.introspection === true,
    hideSchemaDetailsFromClientErrors: config.introspection !== true,
    includeStacktraceInErrorResponses: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: config.limits.tokens },
    formatError: (formatted, error) => formatApolloError(formatted, error, log),
    plugins: [...NOTHING_FROM_OUTSIDE],
    stopOnTerminationSignals: false,
    logger: log,
  });
}

function createApolloGateway(
  { config, log }: EngineOptions,
  { supergraph, routes }: RoutedSupergraph,
  dispatcher: Dispatcher,
): ApolloGateway {
  // Read by the constructor: without it the gateway sends telemetry and asks the addresses of cloud metadata services.
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  return new ApolloGateway({
    supergraphSdl: supergraph.sdl,
    buildService: ({ name }) =>
      createApolloDataSource({
        subgraph: name,
        url: routes.get(name) ?? '',
        timeoutMs: config.subgraphDefaults.timeoutMs,
        dispatcher,
        log,
      }),
    __exposeQueryPlanExperimental: false,
    logger: log,
  });
}

function goneSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}
