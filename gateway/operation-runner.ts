import type { Redis } from 'ioredis';
import { join } from 'node:path';
import type { GatewayCache } from './cache/gateway-cache.js';
import { JoineryError } from '../kit/errors.js';
import type { Log } from '../kit/log.js';
import type { GatewayConfig } from './config.js';
import type { Engine, EngineOptions, RoutedSupergraph } from './engine.js';
import { callerOf } from './pipeline/caller-of.js';
import { createAuthenticator, type Authenticator } from './pipeline/authenticate.js';
import type { TokenIssuer } from './token-issuer.js';
import type { Authorisation } from './pipeline/denied-clauses.js';
import { createPolicyJudge } from './pipeline/judge-policies.js';
import { openAuditLog } from './pipeline/audit-log.js';
import { createClientPool, type ClientPool } from './pipeline/client-pool.js';
import type { Fairness } from './pipeline/fairness.js';
import { createDifferencingGuard, type DifferencingGuard } from './pipeline/guard-differencing.js';
import { createDocumentStore } from './pipeline/document-store.js';
import { createGeneration, type Generation } from './pipeline/generation.js';
import type { PipelineOptions } from './pipeline/handle-operation.js';
import { openSnapshot, type Snapshot } from './pipeline/snapshot.js';
import { assertMayIntrospect } from './pipeline/may-introspect.js';
import { createAnswerKeeping } from './pipeline/keep-answers.js';
import { createExecutionSharing } from './pipeline/share-executions.js';
import { createSubscriptions } from './pipeline/subscriptions.js';
import { warmUp } from './pipeline/warm-up.js';
import { HEADERS_OF_ONE_REQUEST, subgraphClientOptions } from './subgraph-client-options.js';
import { createSubgraphClient, type SubgraphClientOptions } from './subgraph-client/subgraph-client.js';
import { createSubgraphSubscriber } from './subgraph-client/subgraph-subscriber.js';

const PLANNING_TIMEOUT_MS = 1_000;
const DOCUMENT_CACHE_BYTES = 64 * 1024 * 1024;

/** What stays while supergraphs come and go. */
interface Lasting {
  readonly pipeline: Omit<PipelineOptions, 'client' | 'subscriber'>;
  readonly redis: Redis | null;
  readonly clients: ClientPool;
  readonly clientOptions: (routes: ReadonlyMap<string, string>) => SubgraphClientOptions;
  readonly echoesKeys: (subgraph: string) => boolean;
}

/** Runs operations on the newest supergraph. */
export interface OperationRunner extends Pick<
  Engine,
  'load' | 'callerOf' | 'assertMayIntrospect' | 'endSubscriptions' | 'stop'
> {
  /** Rejects with `RequestError`. A supergraph must have been loaded. */
  readonly run: Generation['run'];
  /** What was loaded last. */
  snapshot(): Snapshot;
  /** Whether it must be known who asks, so that callers can be limited or watched. */
  readonly countsCallers: () => boolean;
  /** What is kept between requests; null when nothing is. */
  readonly cache: GatewayCache | null;
}

/**
 * Plans operations in a worker thread and runs compiled plans. Throws `FILE_UNREADABLE` or `FILE_WRONG_FORMAT` for files
 * that the settings name.
 */
export async function createOperationRunner(options: EngineOptions): Promise<OperationRunner> {
  const clientOptions = subgraphClientOptions(options);
  const clients = createClientPool((routes) => createSubgraphClient(clientOptions(routes)));
  options.events.clientsOpened(() => clients.use());
  const redis = await openSharedRedis(options);
  const { subgraphs, subgraphDefaults } = options.config;
  const echoesKeys = (name: string) => (subgraphs[name] ?? {}).echoKeys ?? subgraphDefaults.echoKeys;
  const lasting = { pipeline: await pipelineParts(options, redis), redis, clients, clientOptions, echoesKeys };
  const isLimited = countsCallers(options.config.callers);
  let isCounted = isLimited;
  let current: Generation | undefined;
  let retiring: Promise<void> = Promise.resolve();

  return {
    async load(graph) {
      // So that no more than two generations are alive.
      await retiring;
      const next = await openGeneration(graph, lasting, current?.snapshot.deprecations);
      if (current) await warmUp(current.snapshot, next.snapshot, lasting.pipeline);
      const old = current;
      current = next;
      isCounted = isLimited || watchesCallers(next.snapshot, options.config);
      if (old) retiring = old.retire();
    },
    run: (operation) => current!.run(operation),
    snapshot: () => current!.snapshot,
    cache: lasting.pipeline.cache,
    countsCallers: () => isCounted,
    callerOf: (authorization) => callerOf(authorization, lasting.pipeline.authenticator),
    assertMayIntrospect: async (authorization) =>
      assertMayIntrospect(await callerOf(authorization, lasting.pipeline.authenticator), lasting.pipeline),
    endSubscriptions: () => lasting.pipeline.subscriptions.stop(),
    async stop() {
      await lasting.clients.stop();
      await retiring;
      await current?.retire();
      lasting.redis?.disconnect();
      await lasting.pipeline.cache?.store.stop();
      await lasting.pipeline.audit.stop();
    },
  };
}

async function openGeneration(
  { supergraph, routes }: RoutedSupergraph,
  { pipeline, clients, clientOptions, echoesKeys }: Lasting,
  earlierDeprecations: Snapshot['deprecations'] = new Map(),
): Promise<Generation> {
  const client = clients.take(routes);
  try {
    const snapshot = await openSnapshot(supergraph, {
      planningTimeoutMs: PLANNING_TIMEOUT_MS,
      documentCacheBytes: DOCUMENT_CACHE_BYTES,
      caching: pipeline.cache && { settings: pipeline.cache.settings, routes },
      earlierDeprecations,
      echoesKeys,
    });
    const subscriber = createSubgraphSubscriber(clientOptions(routes));
    return createGeneration(snapshot, { ...pipeline, client, subscriber, close: () => clients.giveBack(client) });
  } catch (error) {
    await clients.giveBack(client);
    throw new JoineryError('SUPERGRAPH_INVALID', (error as Error).message, { cause: error });
  }
}

async function pipelineParts(
  { config, log, events, ownIssuer }: EngineOptions,
  redis: Redis | null,
): Promise<Lasting['pipeline']> {
  const cache = await openCache(config, log, events);
  const { requestTimeoutMs, limits, introspection, persistedQueries, trustedDocuments, subscriptions, dedupe } = config;
  return {
    requestTimeoutMs,
    mergeFetches: true,
    keepsPlans: config.exposeQueryPlans,
    authenticator: await openAuthenticator(config.authentication, ownIssuer ?? null, log),
    authorisation: await openAuthorisation(config.authorization, log),
    audit: openAuditLog({
      folder: config.audit.folder ?? join(config.dataDir, 'audit'),
      retentionDays: config.audit.retentionDays,
      log,
    }),
    fairness: await openFairness(config, redis),
    differencing: await openDifferencingGuard(config, redis),
    costs: await costLimitOf(config, redis),
    rules: { limits, introspection, auditedTags: config.audit.tags },
    documents: createDocumentStore({
      trusted: await readTrusted(trustedDocuments.manifests),
      trustedOnly: trustedDocuments.only,
      automatic: persistedQueries.enabled,
      automaticBytes: persistedQueries.cacheBytes,
    }),
    cache,
    keepAnswer: cache?.keepsAnswers ? createAnswerKeeping(cache, events.answerAsked) : null,
    shareExecution: dedupe.operations ? createExecutionSharing(HEADERS_OF_ONE_REQUEST) : null,
    subscriptions: createSubscriptions({ max: subscriptions.max, onChange: events.subscriptionsOpen }),
    events,
  };
}

async function readTrusted(manifests: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return manifests.length === 0 ? new Map() : (await import('./pipeline/read-manifest.js')).readManifests(manifests);
}

async function openAuthenticator(
  { jwks, issuers, audiences, providers, apiKeys, ...options }: GatewayConfig['authentication'],
  ownIssuer: TokenIssuer | null,
  log: Log,
): Promise<Authenticator | null> {
  const named = providers.map(({ issuer, ...rest }) => ({ ...rest, issuers: [issuer] }));
  const tokenIssuers = [
    ...(await openIssuers(named)),
    ...(ownIssuer ? [ownIssuer] : []),
    ...(await openIssuers(jwks.length > 0 ? [{ jwks, issuers, audiences }] : [])),
  ];
  const tokens = tokenIssuers.length > 0 ? createAuthenticator({ ...options, tokenIssuers, log }) : null;
  if (apiKeys.length === 0) return tokens;
  return (await import('./pipeline/api-keys.js')).withApiKeys(tokens, { ...options, keys: apiKeys, log });
}

interface ConfiguredIssuer {
  readonly jwks: readonly string[];
  /** Anybody whose key is known when empty. */
  readonly issuers: readonly string[];
  readonly audiences: readonly string[];
}

async function openIssuers(configured: readonly ConfiguredIssuer[]): Promise<TokenIssuer[]> {
  if (configured.length === 0) return [];
  // Loaded only where callers are asked who they are: it takes 14 MB.
  const { openKeySource } = await import('./pipeline/key-source.js');
  const opening = configured.map(async ({ jwks, issuers, audiences }) => ({
    keys: await openKeySource(jwks),
    isNamed: (name: string | undefined) => issuers.length === 0 || issuers.includes(name ?? ''),
    audiences,
  }));
  return Promise.all(opening);
}

async function openAuthorisation(
  { anonymousScopes, policies, policyService: { url, ...service } }: GatewayConfig['authorization'],
  log: Log,
): Promise<Authorisation> {
  const others =
    url === null ? null : (await import('./pipeline/ask-policies.js')).createPolicyService({ url, ...service, log });
  return { anonymousScopes: new Set(anonymousScopes), policies: createPolicyJudge(policies, others) };
}

/** Null when nobody is limited by cost, or told it. */
async function costLimitOf({ cost, callers }: GatewayConfig, redis: Redis | null): Promise<PipelineOptions['costs']> {
  const hasBudgets = Object.keys(cost.subgraphs).length > 0;
  if (cost.max + callers.cost === 0 && !cost.exposed && !hasBudgets) return null;
  if (!hasBudgets) return { ...cost, budgets: null };
  const { createSubgraphBudgets } = await import('./pipeline/open-subgraph-budgets.js');
  return { ...cost, budgets: createSubgraphBudgets({ ...callers, budgets: cost.subgraphs, redis }) };
}

/** Null where gateways remember nothing together. */
async function openSharedRedis({ config, log }: EngineOptions): Promise<Redis | null> {
  const { callers, suppression } = config;
  const isUsed =
    countsCallers(callers) || suppression.differencing !== 'off' || Object.keys(config.cost.subgraphs).length > 0;
  if (callers.redisUrl === null || !isUsed) return null;
  return (await import('./pipeline/open-redis.js')).openRedis(callers.redisUrl, {
    log,
    timeoutMs: 250,
    meanwhile: 'each process counts by itself',
  });
}

async function openFairness({ callers }: GatewayConfig, redis: Redis | null): Promise<Fairness | null> {
  if (!countsCallers(callers)) return null;
  return (await import('./pipeline/fairness.js')).createFairness({ ...callers, redis });
}

function countsCallers({ requests, cost, concurrent }: GatewayConfig['callers']): boolean {
  return requests + cost + concurrent > 0;
}

function watchesCallers({ planner }: Snapshot, { suppression }: GatewayConfig): boolean {
  return suppression.differencing !== 'off' && Object.keys(planner.facts.suppressions).length > 0;
}

async function openDifferencingGuard(
  { suppression }: GatewayConfig,
  redis: Redis | null,
): Promise<DifferencingGuard | null> {
  const { differencing, ...limits } = suppression;
  if (differencing === 'off') return null;
  const { rememberHere, rememberInRedis } = await import('./pipeline/question-memory.js');
  const { windowSeconds } = limits;
  const memory = redis === null ? rememberHere(windowSeconds) : rememberInRedis(redis, windowSeconds);
  return createDifferencingGuard({ ...limits, differencing, memory });
}

/** Null where nothing is kept between requests. */
async function openCache(
  { cache, headers, audit }: GatewayConfig,
  log: Log,
  events: EngineOptions['events'],
): Promise<GatewayCache | null> {
  if (!cache.enabled) return null;
  const { createGatewayCache } = await import('./cache/gateway-cache.js');
  const { openStore } = await import('./pipeline/open-store.js');
  const store = await openStore(cache, log);
  events.cacheOpened(store);
  return createGatewayCache({
    store,
    settings: {
      maxAgeSeconds: cache.maxAgeSeconds,
      of: (subgraph) => ({ ...cache.subgraphDefaults, ...cache.subgraphs[subgraph] }),
      auditedTags: audit.tags,
    },
    keepsAnswers: cache.answers,
    forwarded: headers.forward,
    ignoredHeaders: HEADERS_OF_ONE_REQUEST,
    events: { onLookup: events.cacheAsked, onDrop: events.cacheDropped },
  });
}
