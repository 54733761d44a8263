import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { parse } from 'graphql';
import { createLog, type LogLevel } from '../../kit/log.js';
import type { SigningKey } from '../../kit/request-signature.js';
import { openTracing } from '../../kit/tracing/open-tracing.js';
import type { Tracing } from '../../kit/tracing/tracing.js';
import type { TracingSettings } from '../../kit/tracing/tracing-settings.js';
import { withCheckedReferences } from './checked-references.js';
import { createGraphqlService, type GraphqlService } from './graphql-service.js';

/** What makes a partner's subgraph. */
export interface PartnerSubgraphOptions<Context extends object> {
  readonly name: string;
  /** The schema in GraphQL's schema definition language, with its link to federation 2. */
  readonly contract: string;
  readonly resolvers: GraphQLResolverMap<Context>;
  /** What resolvers receive; made for each request, so that loaders are, too. */
  readonly context: () => Context | Promise<Context>;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  readonly logLevel?: LogLevel;
  /** Whether it may be asked, for `/health/ready`. */
  readonly isReady?: () => Promise<boolean>;
  /** As `readSigningKeys` reads them: who has none of these keys is refused. Everybody may ask without. */
  readonly signingKeys?: readonly SigningKey[];
  /** As `readTracing` reads it; not traced without. */
  readonly tracing?: TracingSettings;
}

export type PartnerSubgraph = GraphqlService;

/**
 * A partner's own subgraph as a service. It answers `_service` and `_entities` as the federation specification says,
 * checks the keys of representations, and tells callers nothing of unexpected errors. Throws where contract and resolvers
 * do not fit.
 */
export function createPartnerSubgraph<Context extends object>(
  options: PartnerSubgraphOptions<Context>,
): PartnerSubgraph {
  const { name, host, port, logLevel = 'warn', context, isReady = async () => true } = options;
  const contract = parse(options.contract);
  const resolvers = withCheckedReferences(options.resolvers, contract);
  const schema = buildSubgraphSchema([{ typeDefs: contract, resolvers }]);
  let tracing: Tracing | null = null;
  const service = createGraphqlService<Context>({
    name,
    host,
    port,
    log: createLog(name, logLevel),
    schema: () => schema,
    context: async () => context(),
    isReady,
    signingKeys: options.signingKeys,
    tracing: () => tracing,
  });
  return {
    ...service,
    async start() {
      // Whoever asks a subgraph is a gateway.
      tracing = await openTracing(options.tracing, { name, trustsParents: true });
      try {
        await service.start();
      } catch (error) {
        await tracing?.stop();
        throw error;
      }
    },
    async stop() {
      await service.stop();
      await tracing?.stop();
    },
  };
}
