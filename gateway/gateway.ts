import { join } from 'node:path';
import { collectGarbage } from '../kit/collect-garbage.js';
import type { Environment } from '../kit/env.js';
import type { ConnectionSource } from '../kit/http/connection-source.js';
import type { Service } from '../kit/life-cycle.js';
import { createLog, type Log } from '../kit/log.js';
import { PACKAGE_ROOT } from '../kit/package-root.js';
import { openTracing } from '../kit/tracing/open-tracing.js';
import type { Tracing } from '../kit/tracing/tracing.js';
import type { GatewayConfig } from './config.js';
import type { Engine, EngineOptions } from './engine.js';
import type { EngineName } from './settings.js';
import { createGatewayServer } from './server.js';
import { followFile, type Following, type FollowOptions } from './supergraph/follow-file.js';
import { followRegistry } from './supergraph/registry-source.js';
import { routeSubgraphs } from './supergraph/route-subgraphs.js';
import { supergraphSource } from './supergraph/supergraph-source.js';
import { accessFields, createAccessLog } from './telemetry/access-log.js';
import { createEvents } from './telemetry/events.js';
import { createMetrics, type Metrics } from './telemetry/metrics.js';
import { createUsageReporter, type UsageReporter } from './telemetry/usage/usage-reporter.js';
import { createHealthWatch } from './telemetry/subgraph-health.js';
import { createStudioApi, type StudioApi, type StudioApiOptions } from './studio-api/answer-studio-api.js';
import type { OwnIssuer } from './studio-api/own-issuer.js';
import type { SampleSignIn } from './studio-api/sample-sign-in.js';
import type { Supergraph } from './supergraph/supergraph.js';
import { createUnknownSubgraphsTeller } from './unknown-subgraphs.js';

export interface GatewayOverrides {
  /** The variables that a `supergraph.yaml` may name. */
  readonly env?: Environment;
  readonly log?: Log;
  /** Gives the supergraphs instead of the file. */
  readonly follow?: (load: (supergraph: Supergraph) => Promise<void>) => Following;
  /** Takes this supergraph instead of following the file. */
  readonly supergraph?: Supergraph;
  /** Counts into these. */
  readonly metrics?: Metrics;
  /** Gives it connections, instead of it listening. */
  readonly source?: ConnectionSource | undefined;
  /** Answers nobody but this machine, whatever leads here: a proxy, or the name of another site. */
  readonly onlyThisMachine?: boolean;
  /** Lets visitors of the studio become somebody by a click; only where everything runs on one machine. */
  readonly sampleSignIn?: SampleSignIn;
  /** Lets callers of the graph sign in with an issuer in this process; only where everything runs on one machine. */
  readonly ownIssuer?: OwnIssuer;
}

export interface Gateway extends Service {
  /** `http://host:port/graphql`, known after `start`. */
  url(): string;
}

/** Loaded only when chosen: an engine's code takes a third of a second to load. */
const ENGINES: Readonly<Record<EngineName, (options: EngineOptions) => Promise<Engine>>> = {
  joinery: async (options) => (await import('./joinery-engine.js')).createJoineryEngine(options),
  apollo: async (options) => (await import('./apollo-engine.js')).createApolloEngine(options),
};

/**
 * The gateway as a running service: one graph over all subgraphs. It starts while subgraphs are down. `start` throws
 * `FILE_UNREADABLE`, `SUPERGRAPH_INVALID`, `CONFIG_INVALID`, `PORT_IN_USE` or `ADDRESS_UNAVAILABLE`.
 */
export function createGateway(config: GatewayConfig, overrides: GatewayOverrides = {}): Gateway {
  const log = overrides.log ?? createLog('gateway', config.logLevel);
  const metrics = overrides.metrics ?? createMetrics(config.metrics);
  const health = createHealthWatch();
  const usage = usageReporterFor(config, log);
  const accessLog = createAccessLog(log, accessFields(config));
  let tracing: Tracing | null = null;
  const events = createEvents({ log, metrics, health, accessLog, tracing: () => tracing, usage });
  const { ownIssuer } = overrides;
  const route = routerOf(config, log);
  let engine: Engine | undefined;
  let isReady = false;

  const server = createGatewayServer({
    host: config.host,
    port: config.port,
    source: overrides.source,
    headerLimitBytes: config.limits.headerBytes,
    patience: config.limits,
    graphql: (request, response) => engine!.handle(request, response),
    data: () => engine!.data,
    invalidate: () => engine!.invalidate,
    studioFolder: config.studio.enabled ? join(PACKAGE_ROOT, 'dist', 'studio') : null,
    issuerOrigin: config.studio.signIn.issuer === null ? null : new URL(config.studio.signIn.issuer).origin,
    studioApi: studioApiOf(config, { engine: () => engine!, health, overrides }),
    ownIssuer: ownIssuer ?? null,
    metrics: config.metrics.enabled ? metrics : null,
    onlyThisMachine: overrides.onlyThisMachine === true,
    isReady: () => isReady,
    log,
  });

  const load = async (supergraph: Supergraph): Promise<void> => {
    await engine!.load({ supergraph, routes: route(supergraph) });
    metrics.supergraphLoaded('loaded');
    isReady = true;
  };
  const onRefused = () => metrics.supergraphLoaded('refused');
  const following = overrides.follow?.(load) ?? followingOf(config, { load, log, onRefused, env: overrides.env ?? {} });

  return {
    name: 'gateway',
    url: () => `${server.url()}/graphql`,
    async start() {
      tracing = await openTracingOf(config, metrics);
      engine = await ENGINES[config.engine]({ config, log, events, ownIssuer: ownIssuer?.trusted ?? null });
      try {
        await (overrides.supergraph ? load(overrides.supergraph) : following.start());
        // What reading a supergraph leaves behind would stay: at rest nothing makes room for more.
        collectGarbage();
        await server.start();
        usage?.start();
      } catch (error) {
        await following.stop();
        await engine.stop();
        await tracing?.stop();
        throw error;
      }
    },
    async stop() {
      engine?.endSubscriptions();
      await server.stop();
      await following.stop();
      await engine?.stop();
      await usage?.stop();
      await tracing?.stop();
    },
  };
}

/** Finds where the subgraphs of a supergraph are, and tells of settings for others. */
function routerOf(config: GatewayConfig, log: Log): (supergraph: Supergraph) => ReadonlyMap<string, string> {
  const tellUnknown = createUnknownSubgraphsTeller(config, log);
  // Which subgraphs a registry has may change at any time.
  const mayBeAbsent = config.registry.url !== null;
  return (supergraph) => {
    const routes = routeSubgraphs(supergraph, config.subgraphUrls, mayBeAbsent);
    tellUnknown(routes);
    return routes;
  };
}

interface FollowingParts extends Pick<FollowOptions, 'load' | 'log' | 'onRefused'> {
  readonly env: Environment;
}

/** Follows the registry where there is one, else the file. */
function followingOf(config: GatewayConfig, { env, ...parts }: FollowingParts): Following {
  const { supergraph: file, supergraphPollMs: pollMs, dataDir, registry } = config;
  const { url, token, key } = registry;
  if (url !== null) return followRegistry({ ...parts, url, token, key, dataDir });
  return followFile({ ...parts, file, source: supergraphSource(file, env), dataDir, pollMs });
}

function openTracingOf({ telemetry }: GatewayConfig, metrics: Metrics): Promise<Tracing | null> {
  const { trustParents, ...settings } = telemetry.tracing;
  return openTracing(settings, {
    name: 'gateway',
    trustsParents: trustParents,
    onSpans: (result, count) => metrics.spansEnded(result, count),
  });
}

/** What clients use is told to nobody but the registry that is followed. */
function usageReporterFor({ registry, usageReporting }: GatewayConfig, log: Log): UsageReporter | undefined {
  if (registry.url === null || !usageReporting.enabled) return undefined;
  const { url, token } = registry;
  const { intervalMs, bytes: bytesMax } = usageReporting;
  return createUsageReporter({ url, token, intervalMs, bytesMax, log });
}

interface StudioParts extends Pick<StudioApiOptions, 'health'> {
  readonly engine: () => Engine;
  readonly overrides: Pick<GatewayOverrides, 'sampleSignIn' | 'ownIssuer'>;
}

function studioApiOf(config: GatewayConfig, { engine, health, overrides }: StudioParts): StudioApi | null {
  if (!config.studio.enabled) return null;
  const { issuer, clientId, scopes } = config.studio.signIn;
  const configured = issuer === null || clientId === null ? null : { issuer, clientId, scopes };
  return createStudioApi({
    health,
    signIn: overrides.sampleSignIn ?? null,
    identityFor: (request) => configured ?? overrides.ownIssuer?.offerTo(request) ?? null,
    callerOf: (authorization) => engine().callerOf(authorization),
    anonymousScopes: config.authorization.anonymousScopes,
    loaded: () => engine().loaded(),
    assertMayIntrospect: (authorization) => engine().assertMayIntrospect(authorization),
    owners: config.owners,
    exposesPlans: config.exposeQueryPlans,
    registryUrl: config.registry.url,
  });
}
