import { Option, type Command } from 'commander';
import type { ComposedFile } from '../composition/compose-file.js';
import type { CliContext } from './context.js';
import { writeOutput } from './output/write-output.js';

interface ComposeFlags {
  readonly config?: string;
  readonly output?: string;
  readonly format: 'plain' | 'json';
}

/** `joinery compose`: what a `supergraph.yaml` names, or the contracts in `schema/`, as one supergraph. */
export function addCompose(program: Command, context: CliContext): void {
  program
    .command('compose')
    .description('compose subgraphs into a supergraph')
    .option('--config <file>', 'supergraph.yaml that names the subgraphs (default: the contracts in schema/)')
    .option('--output <file>', 'write to a file instead of the standard output')
    .addOption(new Option('--format <format>', 'how to answer').choices(['plain', 'json']).default('plain'))
    .action(async (flags: ComposeFlags) => {
      const { compositionError } = await import('../composition/composition-error.js');
      const { composeNotes, composeReport } = await import('./compose-report.js');
      const composed = await compose(flags.config, context);
      const error = composed.kind === 'composed' ? null : compositionError(flags.config!, composed, true);
      context.stderr.write(composeNotes(composed));
      if (composed.kind === 'composed') await deliver(composed.sdl, flags, context);
      if (flags.format === 'json') context.stdout.write(composeReport(composed, error));
      if (error) throw error;
    });
}

async function compose(config: string | undefined, { env }: CliContext): Promise<ComposedFile> {
  if (config !== undefined) return (await import('../composition/compose-file.js')).composeFile(config, { env });
  const { composeContracts } = await import('../deploy/compose-contracts.js');
  return { kind: 'composed', sdl: composeContracts(), hints: [] };
}

/** JSON has the supergraph in it. */
async function deliver(sdl: string, { output, format }: ComposeFlags, context: CliContext): Promise<void> {
  if (format === 'json' && (output === undefined || output === '-')) return;
  await writeOutput(sdl, { path: output }, context);
}
