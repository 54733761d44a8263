import { ApolloServer } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { handleWithApollo } from '../../kit/http/apollo-http-handler.js';
import { NOTHING_FROM_OUTSIDE } from '../../kit/http/apollo-plugins.js';
import { openDatabase, type Database } from '../../kit/database/database.js';
import { createHttpServer } from '../../kit/http/http-server.js';
import { sendError, sendJson } from '../../kit/http/send-json.js';
import type { Service } from '../../kit/life-cycle.js';
import { createLog, type Log } from '../../kit/log.js';
import type { SubgraphConfig } from './config.js';
import { withCheckedReferences } from './checked-references.js';
import { readContract } from './contract.js';
import { holdingsOf } from './holdings.js';
import { DateScalar, DateTimeScalar, DecimalScalar, OdsCodeScalar } from './scalars.js';
import type { SubgraphContext, SubgraphDefinition } from './subgraph-definition.js';
import { withNewLoaders, type Mutations } from './with-new-loaders.js';
import { withoutValue } from './without-value.js';

/** The gateway sends entity representations, hence more than a client would. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

export interface SubgraphOverrides {
  readonly log?: Log;
  /** Called with every SQL statement. */
  readonly onStatement?: (sql: string) => void;
  /** The present moment. */
  readonly now?: () => Date;
}

export interface Subgraph extends Service {
  /** `http://host:port/graphql`, known after `start`. */
  url(): string;
  /** The subgraph's database, open between `start` and `stop`. */
  database(): Database;
}

/** A partner's subgraph as a running service: its database, its schema, and an HTTP server with health paths. */
export function createSubgraph<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  config: SubgraphConfig,
  overrides: SubgraphOverrides = {},
): Subgraph {
  const log = overrides.log ?? createLog(definition.name, config.logLevel);
  const now = overrides.now ?? (() => new Date());
  let database: Database | undefined;
  let apollo: ApolloServer<SubgraphContext<Loaders>> | undefined;

  const opened = () => {
    if (!database) throw new Error(`${definition.name} has not been started`);
    return database;
  };
  const context = async (): Promise<SubgraphContext<Loaders>> => ({
    database: opened(),
    load: definition.createLoaders(opened()),
    today: now().toISOString().slice(0, 10),
  });
  const isReady = async () => !http.stopping() && answers(opened());
  const http = createHttpServer({
    host: config.host,
    port: config.port,
    handler: (request, response) => route(request, response, { apollo: apollo!, context, isReady }),
    onError: (error) => log.error({ err: error }, 'Request failed'),
  });

  return {
    name: definition.name,
    url: () => `${http.url()}/graphql`,
    database: opened,
    async start() {
      database = await openDatabase({
        name: definition.name,
        url: config.databaseUrl,
        entities: definition.entities,
        migrations: definition.migrations,
        ...(overrides.onStatement ? { onStatement: overrides.onStatement } : {}),
      });
      try {
        await (config.migrate ? database.migrate() : database.assertMigrated());
        apollo = createApollo(definition, opened(), log);
        await apollo.start();
        await http.start();
      } catch (error) {
        await database.close();
        throw error;
      }
    },
    async stop() {
      await http.stop();
      await apollo?.stop();
      await database?.close();
      database = undefined;
    },
  };
}

function createApollo<Loaders>(definition: SubgraphDefinition<Loaders>, database: Database, log: Log) {
  const contract = readContract(definition.name);
  const holdings = () => holdingsOf(definition, contract, database);
  const resolvers = {
    Date: DateScalar,
    DateTime: DateTimeScalar,
    OdsCode: OdsCodeScalar,
    ...(definition.name === 'organisations' ? {} : { Decimal: DecimalScalar }),
    ...withCheckedReferences(definition.resolvers, contract),
    Mutation: withNewLoaders(definition, definition.resolvers['Mutation'] as Mutations<Loaders> | undefined),
    Query: { ...(definition.resolvers['Query'] as object), [`${definition.name}Holdings`]: holdings },
  };
  return new ApolloServer<SubgraphContext<Loaders>>({
    schema: buildSubgraphSchema([{ typeDefs: contract, resolvers }]),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    plugins: [...NOTHING_FROM_OUTSIDE],
    formatError: (formatted, error) => safeError(formatted, error, log),
    logger: log,
  });
}

/** Lets errors through that were made for the client; everything else is logged and becomes "Internal error". */
function safeError(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof GraphQLError || formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') {
    return { ...formatted, message: withoutValue(formatted.message) };
  }
  log.error({ err: original, path: formatted.path }, 'Resolver failed');
  return { ...formatted, message: 'Internal error' };
}

interface Parts<Loaders> {
  readonly apollo: ApolloServer<SubgraphContext<Loaders>>;
  readonly context: () => Promise<SubgraphContext<Loaders>>;
  readonly isReady: () => Promise<boolean>;
}

async function route<Loaders>(
  request: IncomingMessage,
  response: ServerResponse,
  parts: Parts<Loaders>,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0];
  switch (path) {
    case '/graphql':
      return handleWithApollo(
        { server: parts.apollo, context: parts.context, bodyLimitBytes: BODY_LIMIT_BYTES },
        request,
        response,
      );
    case '/health':
    case '/health/live':
      return sendJson(response, 200, { status: 'ok' });
    case '/health/ready':
      return sendReadiness(response, await parts.isReady());
    default:
      return sendError(response, 'NOT_FOUND', 'ask /graphql');
  }
}

function sendReadiness(response: ServerResponse, ready: boolean): void {
  sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
}

async function answers(database: Database): Promise<boolean> {
  return database.read.query('SELECT 1').then(
    () => true,
    () => false,
  );
}
