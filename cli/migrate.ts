import type { Command } from 'commander';
import type { CliContext } from './context.js';

/** `joinery migrate`: brings databases to the tables of this version. */
export function addMigrate(program: Command, { env, stderr }: CliContext): void {
  program
    .command('migrate')
    .description('bring the databases of all subgraphs, or of those named, to the tables of this version')
    .argument('[subgraph...]')
    .action(async (names: string[]) => {
      const { subgraphNames } = await import('../deploy/definitions.js');
      const { assertConfigured, openDatabaseOf } = await import('../deploy/open-database-of.js');
      const chosen = subgraphNames(names);
      assertConfigured(chosen, env);
      for (const name of chosen) {
        const { database } = await openDatabaseOf(name, env);
        const applied = await database.migrate().finally(() => database.close());
        stderr.write(`${name}: ${applied.length === 0 ? 'nothing to do' : `applied ${applied.join(', ')}`}\n`);
      }
    });
}
