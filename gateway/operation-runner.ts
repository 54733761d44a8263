import { join } from 'node:path';
import { JoineryError } from '../kit/errors.js';
import type { Log } from '../kit/log.js';
import type { GatewayConfig } from './config.js';
import type { Engine, EngineOptions, RoutedSupergraph } from './engine.js';
import type { AuthenticationOptions, Authenticator } from './pipeline/authenticate.js';
import type { Authorisation } from './pipeline/denied-clauses.js';
import { createPolicyJudge } from './pipeline/judge-policies.js';
import { openAuditLog } from './pipeline/audit-log.js';
import { createClientPool, type ClientPool } from './pipeline/client-pool.js';
import type { Fairness } from './pipeline/fairness.js';
import { createDocumentStore } from './pipeline/document-store.js';
import { createGeneration, type Generation } from './pipeline/generation.js';
import type { PipelineOptions } from './pipeline/handle-operation.js';
import { openSnapshot, type Snapshot } from './pipeline/snapshot.js';
import { assertMayIntrospect } from './pipeline/may-introspect.js';
import { createExecutionSharing } from './pipeline/share-executions.js';
import { createSubscriptions } from './pipeline/subscriptions.js';
import { warmUp } from './pipeline/warm-up.js';
import { createSubgraphClient, type SubgraphClientOptions } from './subgraph-client/subgraph-client.js';
import { subgraphTlsOf } from './subgraph-client/subgraph-tls.js';
import { createSubgraphSubscriber } from './subgraph-client/subgraph-subscriber.js';

const PLANNING_TIMEOUT_MS = 1_000;
const DOCUMENT_CACHE_BYTES = 64 * 1024 * 1024;
/** They differ from request to request and change no answer. */
const HEADERS_OF_ONE_REQUEST = ['x-request-id', 'traceparent', 'tracestate', 'baggage'];

/** What stays while supergraphs come and go. */
interface Lasting {
  readonly pipeline: Omit<PipelineOptions, 'client' | 'subscriber'>;
  readonly clients: ClientPool;
  readonly clientOptions: (routes: ReadonlyMap<string, string>) => SubgraphClientOptions;
}

/** Runs operations on the newest supergraph. */
export interface OperationRunner extends Pick<Engine, 'load' | 'assertMayIntrospect' | 'endSubscriptions' | 'stop'> {
  /** Rejects with `RequestError`. A supergraph must have been loaded. */
  readonly run: Generation['run'];
  /** What was loaded last. */
  snapshot(): Snapshot;
}

/**
 * Plans operations in a worker thread and runs compiled plans. Throws `FILE_UNREADABLE` or `FILE_WRONG_FORMAT` for files
 * that the settings name.
 */
export async function createOperationRunner(options: EngineOptions): Promise<OperationRunner> {
  const clientOptions = subgraphClientOptions(options);
  const clients = createClientPool((routes) => createSubgraphClient(clientOptions(routes)));
  const lasting: Lasting = { pipeline: await pipelineParts(options), clients, clientOptions };
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
      if (old) retiring = old.retire();
    },
    run: (operation) => current!.run(operation),
    snapshot: () => current!.snapshot,
    assertMayIntrospect: (authorization) => assertMayIntrospect(authorization, lasting.pipeline),
    endSubscriptions: () => lasting.pipeline.subscriptions.stop(),
    async stop() {
      await lasting.clients.stop();
      await retiring;
      await current?.retire();
      lasting.pipeline.fairness?.stop();
      await lasting.pipeline.audit.stop();
    },
  };
}

async function openGeneration(
  { supergraph, routes }: RoutedSupergraph,
  { pipeline, clients, clientOptions }: Lasting,
  earlierDeprecations: Snapshot['deprecations'] = new Map(),
): Promise<Generation> {
  const client = clients.take(routes);
  try {
    const snapshot = await openSnapshot(supergraph, {
      planningTimeoutMs: PLANNING_TIMEOUT_MS,
      documentCacheBytes: DOCUMENT_CACHE_BYTES,
      earlierDeprecations,
    });
    const subscriber = createSubgraphSubscriber(clientOptions(routes));
    return createGeneration(snapshot, { ...pipeline, client, subscriber, close: () => clients.giveBack(client) });
  } catch (error) {
    await clients.giveBack(client);
    throw new JoineryError('SUPERGRAPH_INVALID', (error as Error).message, { cause: error });
  }
}

function subgraphClientOptions({ config, events }: EngineOptions): Lasting['clientOptions'] {
  const { subgraphDefaults, subgraphs, dedupe, proxy, subgraphSigning } = config;
  const tls = subgraphTlsOf(config.subgraphTls);
  const { url: proxyUrl, bypass } = proxy;
  return (routes) => ({
    subgraphs: [...routes].map(([name, url]) => ({ name, url, limits: subgraphs[name] ?? {} })),
    limits: subgraphDefaults,
    dedupe: dedupe.fetches,
    dedupeIgnoresHeaders: HEADERS_OF_ONE_REQUEST,
    proxy: proxyUrl === null ? null : { url: proxyUrl, bypass },
    signingKey: subgraphSigning.keys?.[0] ?? null,
    ...(tls && { tls }),
    onEvent: events.subgraphEvent,
  });
}

async function pipelineParts({ config, log, events }: EngineOptions): Promise<Lasting['pipeline']> {
  const { requestTimeoutMs, limits, introspection, persistedQueries, trustedDocuments, subscriptions, dedupe } = config;
  return {
    requestTimeoutMs,
    mergeFetches: true,
    keepsPlans: config.exposeQueryPlans,
    authenticator: await openAuthenticator(config.authentication, log),
    authorisation: await openAuthorisation(config.authorization, log),
    audit: openAuditLog({
      folder: config.audit.folder ?? join(config.dataDir, 'audit'),
      retentionDays: config.audit.retentionDays,
      log,
    }),
    fairness: await openFairness(config, log),
    costs: costLimitOf(config),
    rules: { limits, introspection, auditedTags: config.audit.tags },
    documents: createDocumentStore({
      trusted: await readTrusted(trustedDocuments.manifests),
      trustedOnly: trustedDocuments.only,
      automatic: persistedQueries.enabled,
      automaticBytes: persistedQueries.cacheBytes,
    }),
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
  log: Log,
): Promise<Authenticator | null> {
  const named = providers.map(({ issuer, ...rest }) => ({ ...rest, issuers: [issuer] }));
  const tokens = await openTokens([...named, ...(jwks.length > 0 ? [{ jwks, issuers, audiences }] : [])], options, log);
  if (apiKeys.length === 0) return tokens;
  return (await import('./pipeline/api-keys.js')).withApiKeys(tokens, { ...options, keys: apiKeys, log });
}

async function openTokens(
  issuers: readonly { jwks: readonly string[]; issuers: readonly string[]; audiences: readonly string[] }[],
  options: Omit<AuthenticationOptions, 'tokenIssuers' | 'log'>,
  log: Log,
): Promise<Authenticator | null> {
  if (issuers.length === 0) return null;
  // Loaded only where callers are asked who they are: it takes 14 MB.
  const { openKeySource } = await import('./pipeline/key-source.js');
  const { createAuthenticator } = await import('./pipeline/authenticate.js');
  const opening = issuers.map(async ({ jwks, ...rest }) => ({ ...rest, keys: await openKeySource(jwks) }));
  return createAuthenticator({ ...options, tokenIssuers: await Promise.all(opening), log });
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
function costLimitOf({ cost, callers }: GatewayConfig): PipelineOptions['costs'] {
  return cost.max + callers.cost > 0 || cost.exposed ? cost : null;
}

async function openFairness({ callers }: GatewayConfig, log: Log): Promise<Fairness | null> {
  const { redisUrl, ...limits } = callers;
  if (limits.requests + limits.cost + limits.concurrent === 0) return null;
  const { createFairness } = await import('./pipeline/fairness.js');
  const redis = redisUrl === null ? null : (await import('./pipeline/open-redis.js')).openRedis(redisUrl, log);
  return createFairness({ ...limits, redis });
}
