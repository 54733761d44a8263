import type { EntityManager } from 'typeorm';
import type { Database } from '../../../kit/database/database.js';
import type { Progress } from '../../../kit/progress.js';
import { fileSourceKey } from '../provenance.js';
import { noteRefresh } from '../refresh.js';
import type { DescribedFile } from './describe-file.js';
import type { ImportJob, Located, RowWriter } from './import-format.js';
import { createTally, type ImportCounts } from './import-tally.js';
import type { RowProblem } from './row-problem.js';

const BATCH_ROWS = 2_000;

/** A row that could not be taken, and why. */
export interface Rejection {
  readonly file: string;
  readonly line: number;
  /** Empty when the row as a whole is wrong. */
  readonly column: string;
  /** The value as it stands in the file, cut to 80 characters. */
  readonly value: string;
  readonly reason: string;
}

export interface ImportOptions {
  /** Whether rejected rows are left out, instead of making the file refused. */
  readonly skipRejected: boolean;
  /** Whether everything is undone in the end. */
  readonly dryRun: boolean;
  /** Told of each rejected row at once. */
  readonly onRejected: (rejection: Rejection) => void;
  readonly progress: Progress;
  /** Stops the import; what was written is rolled back. */
  readonly signal: AbortSignal;
}

/** `refused` when rows were rejected and must not be skipped: nothing was written then. */
export interface ImportResult {
  readonly outcome: 'imported' | 'refused' | 'tried';
  readonly counts: ImportCounts;
}

/** Imports a file in one transaction: all of it, or nothing. A file that says what is known changes no row. */
export async function runImport(
  database: Database,
  file: DescribedFile,
  options: ImportOptions,
): Promise<ImportResult> {
  const tally = createTally();
  const isRefused = () => tally.counts().rejected > 0 && !options.skipRejected;
  try {
    await database.write(async (manager) => {
      if (database.kind === 'mysql') await waitForTurn(manager);
      const job = jobOf(manager, file, { tally, verdicts: verdictsOf(file, tally, options) });
      await writeAll(job, file, options);
      options.signal.throwIfAborted();
      if (options.dryRun || isRefused()) throw new UndoneError();
      if (tally.hasChanged())
        await noteRefresh(manager, `import ${file.format.name}`, `${file.name}${file.asOf && ` as of ${file.asOf}`}`);
    });
  } catch (error) {
    if (!(error instanceof UndoneError)) throw error;
  }
  return { outcome: isRefused() ? 'refused' : options.dryRun ? 'tried' : 'imported', counts: tally.counts() };
}

/** Rolls a transaction back on purpose. */
class UndoneError extends Error {}

/** Imports run one after the other, so that none reads what another is about to change; SQLite sees to that itself. */
async function waitForTurn(manager: EntityManager): Promise<void> {
  await manager.query('UPDATE migrations SET name = name');
}

function jobOf(
  manager: EntityManager,
  { format, asOf, kind }: DescribedFile,
  { tally, verdicts }: Pick<ImportJob, 'tally' | 'verdicts'>,
): ImportJob {
  return { manager, asOf, kind, sourceKey: fileSourceKey(format.name, asOf), tally, verdicts };
}

function verdictsOf(
  file: DescribedFile,
  tally: ImportJob['tally'],
  { onRejected }: ImportOptions,
): ImportJob['verdicts'] {
  return {
    leaveOut: (reason) => tally.leaveOut(reason),
    reject(line: number, { column, value, message }: RowProblem) {
      tally.reject();
      onRejected({ file: file.path, line, column, value: shortened(value), reason: message });
    },
  };
}

async function writeAll(job: ImportJob, file: DescribedFile, { progress, signal }: ImportOptions): Promise<void> {
  let done = 0;
  const onRead = (bytes: number) => progress.report((done += bytes), file.sizeBytes);
  const writer = file.format.open(job);
  const rows = file.format.read({ path: file.path, kind: file.kind, onRead, signal }, job.verdicts);
  await writeInBatches(writer, rows, signal);
  await writer.finish();
}

async function writeInBatches(
  writer: RowWriter<unknown>,
  rows: AsyncIterable<Located<unknown>>,
  signal: AbortSignal,
): Promise<void> {
  let batch: Located<unknown>[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < BATCH_ROWS) continue;
    signal.throwIfAborted();
    await writer.write(batch);
    batch = [];
  }
  if (batch.length > 0) await writer.write(batch);
}

function shortened(value: string): string {
  return value.length > 80 ? `${value.slice(0, 79)}…` : value;
}
