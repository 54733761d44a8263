import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../kit/database/database.js';
import { silentProgress } from '../../kit/progress.js';
import { describeFile } from '../../subgraphs/kit/import/describe-file.js';
import type { ImportFormat } from '../../subgraphs/kit/import/import-format.js';
import {
  runImport,
  type ImportOptions,
  type ImportResult,
  type Rejection,
} from '../../subgraphs/kit/import/run-import.js';

export interface Imported extends ImportResult {
  readonly rejections: readonly Rejection[];
}

type Options = Partial<Pick<ImportOptions, 'skipRejected' | 'dryRun'>> & { readonly asOf?: string };

/** Imports a file as the command does, and gathers the rejected rows. */
export async function importFile(
  database: Database,
  format: ImportFormat,
  { path, ...options }: Options & { readonly path: string },
): Promise<Imported> {
  const file = await describeFile({ path, format, formats: [format], asOf: options.asOf });
  const rejections: Rejection[] = [];
  const result = await runImport(database, file, {
    skipRejected: options.skipRejected ?? false,
    dryRun: options.dryRun ?? false,
    onRejected: (rejection) => rejections.push(rejection),
    progress: silentProgress,
    signal: new AbortController().signal,
  });
  return { ...result, rejections };
}

/** Imports a text as a file of this name. */
export async function importText(
  database: Database,
  format: ImportFormat,
  { name, text, ...options }: Options & { readonly name: string; readonly text: string | Buffer },
): Promise<Imported> {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-import-'));
  try {
    const path = join(folder, name);
    await writeFile(path, text);
    return await importFile(database, format, { ...options, path });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
