import type { Country } from '../../subgraphs/kit/country/country.js';
import { silentProgress } from '../../kit/progress.js';
import { createLog } from '../../kit/log.js';
import { createSubgraph, type Subgraph } from '../../subgraphs/kit/create-subgraph.js';
import type { SubgraphDefinition } from '../../subgraphs/kit/subgraph-definition.js';
import { askUrl, type Answer } from './ask.js';

export interface StartSubgraphOptions {
  /** From `openUrl()`. */
  readonly url: string;
  /** Seeds the database with this country. */
  readonly country?: Country;
  /** The present moment. */
  readonly now?: () => Date;
  /** `error` unless given. */
  readonly logLevel?: 'error' | 'silent';
}

export interface StartedSubgraph {
  readonly subgraph: Subgraph;
  /** Asks over HTTP. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** The SQL statements since the last `ask` began, or since they were forgotten. */
  statements(): string[];
  forgetStatements(): void;
  stop(): Promise<void>;
}

/** Starts a subgraph on a free port, migrated and, given a country, seeded. */
export async function startSubgraph<Loaders>(
  definition: SubgraphDefinition<Loaders>,
  { url, country, now, logLevel = 'error' }: StartSubgraphOptions,
): Promise<StartedSubgraph> {
  let statements: string[] = [];
  const subgraph = createSubgraph(
    definition,
    { host: '127.0.0.1', port: 0, databaseUrl: url, logLevel, migrate: true },
    { log: createLog(definition.name, logLevel), onStatement: (sql) => statements.push(sql), ...(now ? { now } : {}) },
  );
  await subgraph.start();
  if (country) {
    const signal = new AbortController().signal;
    await definition.seed(subgraph.database(), { country, progress: silentProgress, signal });
  }
  return {
    subgraph,
    ask: (query, variables = {}) => {
      statements = [];
      return askUrl(subgraph.url(), query, variables);
    },
    statements: () => [...statements],
    forgetStatements: () => {
      statements = [];
    },
    stop: () => subgraph.stop(),
  };
}
