import { openDatabase, type Database } from '../kit/database/database.js';
import { assertReadable, type Environment } from '../kit/env.js';
import { readSubgraphConfig, type SubgraphConfig } from '../subgraphs/kit/config.js';
import type { SubgraphDefinition, SubgraphName } from '../subgraphs/kit/subgraph-definition.js';
import { loadDefinition } from './definitions.js';

export interface OpenedDatabase {
  readonly definition: SubgraphDefinition;
  readonly config: SubgraphConfig;
  readonly database: Database;
}

/** Opens the database that the environment gives a subgraph. Throws as `openDatabase` and `readSubgraphConfig` do. */
export async function openDatabaseOf(name: SubgraphName, env: Environment): Promise<OpenedDatabase> {
  const definition = await loadDefinition(name);
  const config = readSubgraphConfig(name, env);
  const { entities, migrations } = definition;
  const database = await openDatabase({ name, url: config.databaseUrl, entities, migrations });
  return { definition, config, database };
}

/** Checks what the environment says of these subgraphs, all at once. Throws `CONFIG_INVALID`. */
export function assertConfigured(names: readonly SubgraphName[], env: Environment): void {
  assertReadable(names.map((name) => () => readSubgraphConfig(name, env)));
}
