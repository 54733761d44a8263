import type { Command } from 'commander';
import type { Database } from '../kit/database/database.js';
import type { CliContext } from './context.js';

const REGISTRY = 'registry';

/** `joinery migrate`: brings databases to the tables of this version. */
export function addMigrate(program: Command, { env, stderr }: CliContext): void {
  program
    .command('migrate')
    .description('bring the databases of all subgraphs, or of those named, to the tables of this version')
    .argument('[subgraph...]', 'also registry, for that of the registry')
    .action(async (names: string[]) => {
      const { subgraphNames } = await import('../deploy/definitions.js');
      const { assertConfigured, openDatabaseOf } = await import('../deploy/open-database-of.js');
      const ofSubgraphs = names.filter((name) => name !== REGISTRY);
      const chosen = names.length > 0 && ofSubgraphs.length === 0 ? [] : subgraphNames(ofSubgraphs);
      assertConfigured(chosen, env);
      for (const name of chosen) {
        const { database } = await openDatabaseOf(name, env);
        await migrate(database, stderr);
      }
      if (names.includes(REGISTRY)) {
        const { openStore } = await import('../registry/store/store.js');
        const { readRegistryConfig } = await import('../registry/config.js');
        await migrate(await openStore(readRegistryConfig({}, env).databaseUrl), stderr);
      }
    });
}

async function migrate(database: Database, stderr: NodeJS.WriteStream): Promise<void> {
  const applied = await database.migrate().finally(() => database.close());
  stderr.write(`${database.name}: ${applied.length === 0 ? 'nothing to do' : `applied ${applied.join(', ')}`}\n`);
}
