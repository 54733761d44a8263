import { openDatabaseOf } from '../deploy/open-database-of.js';
import type { Database } from '../kit/database/database.js';
import { JoineryError } from '../kit/errors.js';
import { createProgress } from '../kit/progress.js';
import { describeFile, type DescribedFile } from '../subgraphs/kit/import/describe-file.js';
import type { ImportFormat } from '../subgraphs/kit/import/import-format.js';
import { runImport } from '../subgraphs/kit/import/run-import.js';
import type { CliContext } from './context.js';
import { formatOf, listOf, loadImportFormats, type Owned } from './formats.js';
import { asJson, asText, type FileReport } from './import-report.js';
import { openRejections, type Rejections } from './rejections.js';

export interface ImportFlags {
  readonly list?: boolean;
  readonly asOf?: string;
  readonly kind?: string;
  readonly schema?: string;
  readonly skipRejected?: boolean;
  readonly dryRun?: boolean;
  readonly report?: string;
  readonly json?: boolean;
}

export interface ImportCommand {
  readonly format: string | undefined;
  readonly paths: readonly string[];
  readonly flags: ImportFlags;
}

/**
 * Imports files one after the other, each in a transaction of its own; all are looked at before the first is imported. A
 * refused file does not keep the ones after it from being imported. Throws `IMPORT_REFUSED` when any was refused.
 */
export async function importFiles(command: ImportCommand, context: CliContext): Promise<void> {
  const formats = await loadImportFormats();
  if (command.flags.list) {
    context.stdout.write(listOf(formats));
    return;
  }
  const reports: FileReport[] = [];
  const onReport = (report: FileReport) => {
    reports.push(report);
    if (!command.flags.json) context.stdout.write(asText(report));
  };
  try {
    await importInto(command, formats, { context, onReport });
    assertNoneRefused(reports);
    if (command.flags.json) context.stdout.write(asJson(reports, null));
  } catch (error) {
    if (command.flags.json) context.stdout.write(asJson(reports, error));
    throw error;
  }
}

interface Surroundings {
  readonly context: CliContext;
  /** Told what became of each file, as soon as it is known. */
  readonly onReport: (report: FileReport) => void;
}

async function importInto(
  command: ImportCommand,
  formats: readonly Owned<ImportFormat>[],
  surroundings: Surroundings,
): Promise<void> {
  const { subgraph, format } = formatOf(formats, command.format);
  const known = formats.map((owned) => owned.format);
  const files = await describeFiles(command, await checked(format, command.flags), known);
  const { database, config } = await openDatabaseOf(subgraph, surroundings.context.env);
  try {
    await (config.migrate ? database.migrate() : database.assertMigrated());
    await importAll(database, files, { ...surroundings, flags: command.flags });
  } finally {
    await database.close();
  }
}

async function checked(format: ImportFormat, { schema }: ImportFlags): Promise<ImportFormat> {
  if (schema === undefined) return format;
  if (format.withSchema) return format.withSchema(schema);
  throw new JoineryError('CONFIG_INVALID', `--schema must be left out for ${format.name}, for which none is published`);
}

async function describeFiles(
  { paths, flags: { asOf, kind } }: ImportCommand,
  format: ImportFormat,
  formats: readonly ImportFormat[],
): Promise<readonly DescribedFile[]> {
  if (paths.length === 0)
    throw new JoineryError('CONFIG_INVALID', 'no file is named. Add at least one after the format');
  const files: DescribedFile[] = [];
  for (const path of paths) files.push(await describeFile({ path, format, formats, asOf, kind }));
  return files;
}

async function importAll(
  database: Database,
  files: readonly DescribedFile[],
  { flags, context, onReport }: Surroundings & { readonly flags: ImportFlags },
): Promise<void> {
  const rejections = openRejections(flags.report, context.stderr);
  try {
    for (const file of files) onReport(await importOne(database, file, { flags, context, rejections }));
  } finally {
    rejections.close();
  }
}

interface ImportRun {
  readonly flags: ImportFlags;
  readonly context: CliContext;
  readonly rejections: Rejections;
}

async function importOne(
  database: Database,
  file: DescribedFile,
  { flags, context, rejections }: ImportRun,
): Promise<FileReport> {
  const progress = createProgress(file.name, context.stderr);
  const startedAt = Date.now();
  const result = await runImport(database, file, {
    skipRejected: flags.skipRejected ?? false,
    dryRun: flags.dryRun ?? false,
    onRejected: (rejection) => rejections.add(rejection),
    progress,
    signal: context.signal,
  }).catch((error: unknown) => {
    progress.end();
    throw error;
  });
  progress.end(`${result.outcome} in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  rejections.show();
  return { file: file.path, format: file.format.name, asOf: file.asOf || null, ...result };
}

function assertNoneRefused(reports: readonly FileReport[]): void {
  const refused = reports.filter(({ outcome }) => outcome === 'refused');
  if (refused.length === 0) return;
  const names = refused.map(({ file, counts }) => `${file} (${counts.rejected} of ${counts.read} rows rejected)`);
  const advice = 'Nothing of it was written. Correct the rows, or add --skip-rejected to import the others';
  throw new JoineryError('IMPORT_REFUSED', `${names.join(', ')}. ${advice}`);
}
