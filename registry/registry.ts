import { ApolloServer } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NOTHING_FROM_OUTSIDE } from '../kit/http/apollo-plugins.js';
import { answers } from '../kit/database/answers.js';
import type { Database } from '../kit/database/database.js';
import type { Service } from '../kit/life-cycle.js';
import { createLog, type Log } from '../kit/log.js';
import { PACKAGE_ROOT } from '../kit/package-root.js';
import { openTracing } from '../kit/tracing/open-tracing.js';
import { statementSpans } from '../kit/tracing/statement-spans.js';
import type { Tracing } from '../kit/tracing/tracing.js';
import { boundedResolvers } from './bounded-resolvers.js';
import { createAuthenticator, type Authenticator } from './actions/authenticate.js';
import type { Desk } from './actions/context.js';
import { foundGraph, type FoundedGraph } from './actions/found-graph.js';
import { quarantineSettled } from './actions/release-quarantined.js';
import { firstAdminToken } from './actions/first-admin-token.js';
import { reportUsage } from './actions/report-usage.js';
import type { Caller } from './actions/caller.js';
import { partners } from './actions/read.js';
import { createToken, type CreateTokenInput, type IssuedToken } from './actions/tokens.js';
import { createStrangers, type Strangers } from './actions/strangers.js';
import { createComposer, type Composer } from './composition/composer.js';
import type { ComposerLimits } from './composition/composer-child.js';
import type { RegistryConfig } from './config.js';
import { createDeliveries, type Deliveries } from './delivery/deliveries.js';
import { loadSigningKey } from './delivery/signing-key.js';
import { resolvers, type RegistryContext } from './resolvers.js';
import { createRegistryServer, type RegistryParts } from './server.js';
import type { Partner } from './store/entities/partner.js';
import { openStore } from './store/store.js';
import { webhookSecret } from './webhooks/sign-webhook.js';
import { createWebhookSender, type WebhookSender, type WebhookTimes } from './webhooks/webhook-sender.js';

export interface RegistryOverrides {
  readonly log?: Log;
  readonly composer?: Partial<ComposerLimits>;
  readonly webhooks?: Partial<WebhookTimes>;
  /** What an empty registry begins with. */
  readonly founding?: () => FoundedGraph;
  /** Told the token that was made for the first operator; it is told nobody else. */
  readonly onAdminToken?: (token: string) => void;
}

export interface Registry extends Service {
  /** `http://host:port`, known after `start`. */
  url(): string;
  /** The public key of its signatures, known after `start`. */
  publicKey(): string;
  /** The partners, and a token as an operator on this machine would make it; both are for who runs the registry itself. */
  partners(): Promise<readonly Partner[]>;
  issueToken(input: CreateTokenInput): Promise<IssuedToken>;
  /** Resolves when no version in quarantine is being weighed again. */
  settled(): Promise<void>;
}

/** Whoever runs the registry could as well read its database. */
const THIS_MACHINE: Caller = {
  partner: null,
  tokenId: null,
  scopes: new Set(['ADMIN']),
  subgraphs: null,
  expiresAt: null,
  actor: 'operator/this-machine',
};

interface Opened {
  readonly database: Database;
  readonly composer: Composer;
  readonly authenticator: Authenticator;
  readonly deliveries: Deliveries;
  readonly desk: Desk;
  readonly sender: WebhookSender;
  readonly apollo: ApolloServer<RegistryContext>;
}

/**
 * The registry as a running service. `start` throws what `openDatabase` and `loadSigningKey` throw, `PORT_IN_USE` or
 * `ADDRESS_UNAVAILABLE`.
 */
export function createRegistry(config: RegistryConfig, overrides: RegistryOverrides = {}): Registry {
  const log = overrides.log ?? createLog('registry', config.logLevel);
  let opened: Opened | undefined;
  let tracing: Tracing | null = null;
  const running = (): Opened => {
    if (!opened) throw new Error('The registry has not been started');
    return opened;
  };
  const strangers = createStrangers(() => running().database);
  const server = createRegistryServer({
    host: config.host,
    port: config.port,
    log,
    tracing: () => tracing,
    parts: partsOf(running, strangers, config),
  });

  return {
    name: 'registry',
    url: () => server.url(),
    publicKey: () => running().deliveries.whole.publicKey,
    partners: () => partners({ ...running().desk, caller: THIS_MACHINE }),
    issueToken: (input) => createToken({ ...running().desk, caller: THIS_MACHINE }, input),
    settled: () => quarantineSettled(running()),
    async start() {
      tracing = await openTracing(config.tracing, { name: 'registry', trustsParents: false });
      const database = await openStore(
        config.databaseUrl,
        tracing ? { watch: statementSpans(() => tracing, 'registry') } : {},
      );
      try {
        await (config.migrate ? database.migrate() : database.assertMigrated());
        opened = await open(config, { database, log, overrides });
        if (overrides.founding) await foundGraph(opened.desk, overrides.founding);
        const token = config.adminToken === undefined ? await firstAdminToken(database) : undefined;
        if (token !== undefined) overrides.onAdminToken?.(token);
        await opened.apollo.start();
        await server.start();
        opened.sender.start();
      } catch (error) {
        await opened?.composer.stop();
        await database.close();
        await tracing?.stop();
        throw error;
      }
    },
    async stop() {
      opened?.deliveries.stop();
      await server.stop();
      if (!opened) return;
      await opened.apollo.stop();
      await opened.sender.stop();
      await opened.composer.stop();
      await quarantineSettled(opened);
      await strangers.stop();
      await opened.database.close();
      opened = undefined;
      await tracing?.stop();
    },
  };
}

/** What the server answers by, once everything is open. */
function partsOf(running: () => Opened, strangers: Strangers, { usageDays }: RegistryConfig): RegistryParts {
  return {
    apollo: () => running().apollo,
    deliveries: () => running().deliveries,
    contextOf: (caller) => {
      const { desk, deliveries } = running();
      return { ...desk, caller, deliveries, signatureOf: deliveries.whole.signatureOf };
    },
    authenticate: (token) => running().authenticator.authenticate(token),
    reportUsage: (caller, report) => {
      return reportUsage({ database: running().database, usageDays }, caller, report);
    },
    onStranger: (path) => strangers.note(path),
    isReady: () => answers(running().database),
  };
}

interface OpenOptions {
  readonly database: Database;
  readonly log: Log;
  readonly overrides: RegistryOverrides;
}

async function open(config: RegistryConfig, { database, log, overrides }: OpenOptions): Promise<Opened> {
  const key = await loadSigningKey(config.signingKeyFile);
  const authenticator = createAuthenticator(database, config);
  const composer = createComposer({
    timeoutMs: config.compositionTimeoutMs,
    memoryMb: config.compositionMemoryMb,
    ...overrides.composer,
  });
  const deliveries = createDeliveries({ database, composer }, key);
  const desk: Desk = {
    database,
    composer,
    allowedHosts: config.allowedHosts,
    log,
    onLive: () => deliveries.refresh(),
    onTokens: () => authenticator.forget(),
    webhookSecretOf: (id) => webhookSecret(key, id),
  };
  const { allowedHosts } = config;
  const sender = createWebhookSender({ database, key, allowedHosts, log, times: overrides.webhooks ?? {} });
  return { database, composer, authenticator, deliveries, desk, sender, apollo: createApollo(log) };
}

/** Schemas are variables, or one token each. */
const TOKENS_MAX = 5_000;

function createApollo(log: Log): ApolloServer<RegistryContext> {
  return new ApolloServer<RegistryContext>({
    typeDefs: readFileSync(join(PACKAGE_ROOT, 'schema', 'registry.graphql'), 'utf8'),
    resolvers: boundedResolvers(resolvers),
    introspection: true,
    parseOptions: { maxTokens: TOKENS_MAX },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    plugins: [...NOTHING_FROM_OUTSIDE],
    formatError: (formatted, error) => safeError(formatted, error, log),
    logger: log,
  });
}

/** Lets errors through that were made for the caller; everything else is logged and becomes "Internal error". */
function safeError(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof GraphQLError || formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return formatted;
  log.error({ err: original, path: formatted.path }, 'Resolver failed');
  return { ...formatted, message: 'Internal error' };
}
