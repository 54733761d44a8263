import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { answers } from '../../kit/database/answers.js';
import { openDatabase, type Database } from '../../kit/database/database.js';
import { createLog, type Log } from '../../kit/log.js';
import { openTracing } from '../../kit/tracing/open-tracing.js';
import { statementSpans } from '../../kit/tracing/statement-spans.js';
import type { Tracing } from '../../kit/tracing/tracing.js';
import type { SubgraphConfig } from './config.js';
import { withCheckedReferences } from './checked-references.js';
import { readContract } from './contract.js';
import { createGraphqlService, type GraphqlService } from './graphql-service.js';
import { holdingsOf } from './holdings.js';
import { DateScalar, DateTimeScalar, DecimalScalar, OdsCodeScalar } from './scalars.js';
import type { SubgraphContext, SubgraphDefinition } from './subgraph-definition.js';
import { withNewLoaders, type Mutations } from './with-new-loaders.js';

export interface SubgraphOverrides {
  readonly log?: Log;
  /** Called with every SQL statement. */
  readonly onStatement?: (sql: string) => void;
  /** The present moment. */
  readonly now?: () => Date;
}

export interface Subgraph extends GraphqlService {
  /** The subgraph's database, open between `start` and `stop`. */
  database(): Database;
}

/** A partner's subgraph as a running service: its database, its schema, and an HTTP server with health paths. */
export function createSubgraph<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  config: SubgraphConfig,
  overrides: SubgraphOverrides = {},
): Subgraph {
  const now = overrides.now ?? (() => new Date());
  let database: Database | undefined;
  const opened = () => {
    if (!database) throw new Error(`${definition.name} has not been started`);
    return database;
  };
  let tracing: Tracing | null = null;
  const service = createGraphqlService<SubgraphContext<Loaders>>({
    name: definition.name,
    host: config.host,
    port: config.port,
    log: overrides.log ?? createLog(definition.name, config.logLevel),
    schema: () => schemaOf(definition, opened()),
    context: async () => ({
      database: opened(),
      load: definition.createLoaders(opened()),
      today: now().toISOString().slice(0, 10),
    }),
    isReady: () => answers(opened()),
    signingKeys: config.signingKeys,
    tracing: () => tracing,
  });
  return {
    ...service,
    database: opened,
    async start() {
      // Whoever asks a subgraph is a gateway.
      tracing = await openTracing(config.tracing, { name: definition.name, trustsParents: true });
      database = await openDatabase({
        name: definition.name,
        url: config.databaseUrl,
        entities: definition.entities,
        migrations: definition.migrations,
        ...(tracing && { watch: statementSpans(() => tracing, definition.name) }),
        ...(overrides.onStatement ? { onStatement: overrides.onStatement } : {}),
      });
      try {
        await (config.migrate ? database.migrate() : database.assertMigrated());
        await service.start();
      } catch (error) {
        await database.close();
        await tracing?.stop();
        throw error;
      }
    },
    async stop() {
      await service.stop();
      await database?.close();
      database = undefined;
      await tracing?.stop();
    },
  };
}

function schemaOf<Loaders>(definition: SubgraphDefinition<Loaders>, database: Database): GraphQLSchema {
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
  return buildSubgraphSchema([{ typeDefs: contract, resolvers }]);
}
