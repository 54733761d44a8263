import type { Command } from 'commander';
import type { ExportFlags } from './export-file.js';
import type { CliContext } from './context.js';

/** `joinery export <format>`: data of a subgraph in a published form. */
export function addExport(program: Command, context: CliContext): void {
  program
    .command('export')
    .description('write data out in a published form')
    .argument('[format]', 'for example 360giving; --list shows all')
    .option('--list', 'list the formats')
    .option('--output <file>', 'write to a file instead of the standard output')
    .option('--type <type>', 'file type, for formats of several: json or csv')
    .option('--of <identifier>', 'only records of this organisation, by its identifier in the format')
    .action(async (format: string | undefined, flags: ExportFlags) => {
      const { exportFile } = await import('./export-file.js');
      await exportFile(format, flags, context);
    });
}
