import type {
  GatewayExecutor,
  GatewayInterface,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import { buildSchema } from 'graphql';
import type { Environment } from '../kit/env.js';
import { createLog, type Log } from '../kit/log.js';
import { readGatewayConfig, type GatewayConfig } from './config.js';
import { createOperationRunner, type OperationRunner } from './operation-runner.js';
import { executionResult } from './pipeline/execution-result.js';
import { operationOf, type SubgraphHeaders } from './pipeline/operation-of-apollo.js';
import { followFile, type Following } from './supergraph/follow-file.js';
import { routeSubgraphs } from './supergraph/route-subgraphs.js';
import { supergraphSource } from './supergraph/supergraph-source.js';
import { readSupergraph, type Supergraph } from './supergraph/supergraph.js';
import { createEvents } from './telemetry/events.js';
import { createMetrics } from './telemetry/metrics.js';

export interface ApolloServerGatewayOptions<Context = Record<string, unknown>> {
  /** The supergraph's SDL, or a file that is followed; that may also be a `supergraph.yaml`. */
  readonly supergraph: { readonly sdl: string } | { readonly file: string };
  /** Where subgraphs are, by name, instead of where the supergraph says. */
  readonly subgraphUrls?: Readonly<Record<string, string>>;
  /** Gives the headers for subgraphs, once for each operation. Without it they get `x-request-id` alone. */
  readonly headers?: SubgraphHeaders<Context>;
  /** A file with settings, as `joinery gateway --config` takes it; those of its HTTP surface mean nothing here. */
  readonly configFile?: string;
  /** The variables that a `supergraph.yaml` may name, such as `process.env`. */
  readonly env?: Environment;
  readonly log?: Log;
}

/** What `new ApolloServer({ gateway })` takes. */
export interface ApolloServerGateway extends GatewayInterface {
  /** Takes another supergraph into use. Rejects with `SUPERGRAPH_INVALID` or `CONFIG_INVALID`, and goes on as before. */
  update(sdl: string): Promise<void>;
}

/** Our own engine in the place of `ApolloGateway`. Throws `FILE_UNREADABLE` or `CONFIG_INVALID` for its settings. */
export function createApolloServerGateway<Context = Record<string, unknown>>(
  options: ApolloServerGatewayOptions<Context>,
): ApolloServerGateway {
  const config = configOf(options);
  const log = options.log ?? createLog('gateway', config.logLevel);
  const callbacks = new Set<GatewaySchemaLoadOrUpdateCallback>();
  let runner: OperationRunner | undefined;
  let following: Following | undefined;
  let loading: Promise<void> = Promise.resolve();

  const take = async (supergraph: Supergraph): Promise<void> => {
    await runner!.load({ supergraph, routes: routeSubgraphs(supergraph, config.subgraphUrls) });
    for (const callback of callbacks) callback(schemaContext(runner!));
  };
  /** One supergraph after the other. */
  const load = (supergraph: Supergraph): Promise<void> => {
    const loaded = loading.then(() => take(supergraph));
    loading = loaded.catch(() => undefined);
    return loaded;
  };
  const executor: GatewayExecutor = (request) =>
    executionResult(runner!.run(operationOf(request, options.headers as SubgraphHeaders<unknown> | undefined)));

  const stop = async (): Promise<void> => {
    await following?.stop();
    await loading;
    runner?.endSubscriptions();
    await runner?.stop();
  };

  return {
    onSchemaLoadOrUpdate(callback) {
      callbacks.add(callback);
      return () => void callbacks.delete(callback);
    },
    async load() {
      const metrics = createMetrics({ operations: 0, clients: 0 });
      runner = await createOperationRunner({
        config,
        log,
        events: createEvents({ log, metrics, accessLog: null }),
      });
      try {
        const { supergraph } = options;
        if ('sdl' in supergraph) await load(readSupergraph(supergraph.sdl, 'supergraph.sdl'));
        else await (following = follow(supergraph.file, { config, env: options.env ?? {}, load, log })).start();
      } catch (error) {
        await stop();
        throw error;
      }
      return { executor };
    },
    update: async (sdl) => load(readSupergraph(sdl, 'The new supergraph')),
    stop,
  };
}

function configOf({ configFile, subgraphUrls }: ApolloServerGatewayOptions<never>): GatewayConfig {
  const config = readGatewayConfig(configFile === undefined ? {} : { config: configFile }, {});
  return { ...config, subgraphUrls: { ...config.subgraphUrls, ...subgraphUrls } };
}

interface FollowParts {
  readonly config: GatewayConfig;
  readonly env: Environment;
  readonly load: (supergraph: Supergraph) => Promise<void>;
  readonly log: Log;
}

function follow(file: string, { config, env, load, log }: FollowParts): Following {
  const { dataDir, supergraphPollMs: pollMs } = config;
  return followFile({
    file,
    source: supergraphSource(file, env),
    dataDir,
    pollMs,
    load,
    log,
    onRefused: () => undefined,
  });
}

/** What `ApolloServer` checks operations against: without `@defer`, which it would not stream. */
function schemaContext(runner: OperationRunner): Parameters<GatewaySchemaLoadOrUpdateCallback>[0] {
  const { planner, supergraph } = runner.snapshot();
  return { apiSchema: buildSchema(planner.facts.apiSdl, { assumeValid: true }), coreSupergraphSdl: supergraph.sdl };
}
