import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { JoineryError } from '../kit/errors.js';
import type { CliContext } from './context.js';

/** `joinery compose`: the contracts in `schema/` as one supergraph. */
export function addCompose(program: Command, { stdout, stderr }: CliContext): void {
  program
    .command('compose')
    .description('compose the contracts in schema/ into a supergraph')
    .option('--output <file>', 'write to a file instead of the standard output')
    .action(async ({ output }: { output?: string }) => {
      const { composeContracts } = await import('../deploy/compose-contracts.js');
      const sdl = composeContracts();
      if (output === undefined || output === '-') {
        stdout.write(sdl);
        return;
      }
      await writeFile(output, sdl).catch((error: NodeJS.ErrnoException) => {
        throw new JoineryError('FILE_UNWRITABLE', `${output} (${error.code}). Choose another path`, { cause: error });
      });
      stderr.write(`Wrote ${output}\n`);
    });
}
