import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openDatabaseOf } from '../deploy/open-database-of.js';
import { JoineryError } from '../kit/errors.js';
import type { ExportFormat } from '../subgraphs/kit/import/export-format.js';
import type { CliContext } from './context.js';
import { formatOf, listOf, loadExportFormats } from './formats.js';

export interface ExportFlags {
  readonly list?: boolean;
  readonly output?: string;
  readonly type?: string;
  readonly of?: string;
}

/** Writes a subgraph's data to a file or to the standard output. Throws `FILE_UNWRITABLE`; no half a file is left behind. */
export async function exportFile(name: string | undefined, flags: ExportFlags, context: CliContext): Promise<void> {
  const formats = await loadExportFormats();
  if (flags.list) {
    context.stdout.write(listOf(formats));
    return;
  }
  const { subgraph, format } = formatOf(formats, name);
  const type = typeOf(format, flags.type);
  const { database, config } = await openDatabaseOf(subgraph, context.env);
  try {
    await (config.migrate ? database.migrate() : database.assertMigrated());
    const text = format.write(database, { type, of: flags.of ?? null, signal: context.signal });
    await (flags.output === undefined || flags.output === '-'
      ? print(text, context)
      : save(text, flags.output, context));
  } finally {
    await database.close();
  }
}

function typeOf({ name, types }: ExportFormat, wanted: string | undefined): 'json' | 'csv' {
  const type = wanted === undefined ? types[0] : types.find((known) => known === wanted);
  if (type) return type;
  throw new JoineryError('CONFIG_INVALID', `--type of ${name} must be ${types.join(' or ')}, and is ${wanted}`);
}

/** A reader that goes away has seen enough. */
async function print(text: AsyncIterable<string>, { stdout, signal }: CliContext): Promise<void> {
  try {
    await pipeline(Readable.from(text), stdout, { signal, end: false });
  } catch (error) {
    if (!isOfSystem(error) || error.code !== 'EPIPE') throw error;
  }
}

async function save(text: AsyncIterable<string>, path: string, { stderr, signal }: CliContext): Promise<void> {
  const partial = `${path}.part`;
  try {
    await pipeline(Readable.from(text), createWriteStream(partial), { signal });
    await rename(partial, path);
    stderr.write(`Wrote ${path}\n`);
  } catch (error) {
    await rm(partial, { force: true });
    throw isOfSystem(error) ? unwritable(path, error) : error;
  }
}

function isOfSystem(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function unwritable(path: string, error: NodeJS.ErrnoException): JoineryError {
  const detail = `${path} (${error.code ?? 'unknown reason'}). Choose another path`;
  return new JoineryError('FILE_UNWRITABLE', detail, { cause: error });
}
