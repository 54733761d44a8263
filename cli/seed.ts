import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { wholeNumber } from './output/whole-number.js';

interface SeedFlags {
  readonly practices?: number;
  readonly people?: number;
  readonly ifEmpty?: boolean;
}

/** `joinery seed`: fills empty databases with the generated country. */
export function addSeed(program: Command, context: CliContext): void {
  program
    .command('seed')
    .description('fill the empty databases of all subgraphs, or of those named, with generated data')
    .argument('[subgraph...]')
    .option('--practices <number>', 'active practices (default: 7,800)', wholeNumber)
    .option('--people <number>', 'people (default: 20,000)', wholeNumber)
    .option('--if-empty', 'leave databases that hold data already as they are, without an error')
    .action((names: string[], flags: SeedFlags) => seed(names, flags, context));
}

async function seed(names: readonly string[], flags: SeedFlags, { env, stderr, signal }: CliContext): Promise<void> {
  const { subgraphNames } = await import('../deploy/definitions.js');
  const { seedAll } = await import('../deploy/seed-all.js');
  const { ifEmpty = false, ...country } = flags;
  await seedAll(subgraphNames(names), { env, stderr, signal, country, ifEmpty });
}
