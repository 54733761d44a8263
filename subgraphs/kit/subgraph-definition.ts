import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { Database, EntityClass, MigrationClass } from '../../kit/database/database.js';
import type { Progress } from '../../kit/progress.js';
import type { Country } from './country/country.js';

/** The partners' subgraphs, with the port each listens on unless told otherwise. */
export const SUBGRAPH_PORTS = { organisations: 4001, people: 4002, programmes: 4003, funding: 4004 } as const;
export type SubgraphName = keyof typeof SUBGRAPH_PORTS;

/** What a resolver receives: the database, this request's loaders, and today's date `YYYY-MM-DD`. */
export interface SubgraphContext<Loaders> {
  readonly database: Database;
  readonly load: Loaders;
  readonly today: string;
}

export interface SeedOptions {
  readonly country: Country;
  readonly progress: Progress;
  /** Stops the seeding; what was written is rolled back. */
  readonly signal: AbortSignal;
}

/** Everything that makes one partner's subgraph. Its contract is `schema/<name>.graphql`. */
export interface SubgraphDefinition<Loaders = unknown> {
  readonly name: SubgraphName;
  /** The name of the organisation that owns it. */
  readonly partner: string;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
  /** The entity that keeps the rows of a type, for `Holdings`. */
  readonly tables: Readonly<Record<string, EntityClass>>;
  readonly resolvers: GraphQLResolverMap<SubgraphContext<Loaders>>;
  createLoaders(database: Database): Loaders;
  /** Fills an empty database from the generated country, in one transaction. */
  seed(database: Database, options: SeedOptions): Promise<void>;
}
