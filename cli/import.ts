import type { Command } from 'commander';
import type { ImportFlags } from './import-files.js';
import type { CliContext } from './context.js';

/** `joinery import <format> <file...>`: published files into the database of the subgraph that they belong to. */
export function addImport(program: Command, context: CliContext): void {
  program
    .command('import')
    .description('import published files, each wholly or not at all; the same file again changes nothing')
    .argument('[format]', 'for example ods-practices; --list shows all')
    .argument('[file...]')
    .option('--list', 'list the formats')
    .option('--as-of <day>', 'the day for which the files speak, YYYY-MM-DD (default: as the file name says)')
    .option('--kind <kind>', 'what the rows are, for formats of several kinds (default: as the file name says)')
    .option('--schema <file>', 'check records against this JSON Schema too, for formats that one is published for')
    .option('--skip-rejected', 'import the other rows of a file in which some are wrong')
    .option('--dry-run', 'check everything, and change no data')
    .option('--report <file>', 'write all rejected rows to a CSV file')
    .option('--json', 'print the counts as JSON')
    .action(async (format: string | undefined, paths: string[], flags: ImportFlags) => {
      const { importFiles } = await import('./import-files.js');
      await importFiles({ format, paths, flags }, context);
    });
}
