import { hash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../kit/log.js';

/** What is written down of an operation: who asked for which fields for what, and none of their values. */
export interface AuditEntry {
  readonly requestId: string;
  readonly subject: string | null;
  readonly client: string | null;
  readonly operation: string | null;
  /** As `Type.field`. */
  readonly fields: readonly string[];
  readonly purpose: string | null;
}

/** A log in which nothing can be changed unnoticed: each line holds the hash of the line before it. */
export interface AuditLog {
  /** Writes an entry, and rejects unless it is on the disk. */
  record(entry: AuditEntry): Promise<void>;
  stop(): Promise<void>;
}

export interface AuditLogOptions {
  readonly folder: string;
  /** Files that were last written to so long ago are removed; 0 keeps all. */
  readonly retentionDays: number;
  readonly log: Log;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const NAME = /^audit-.*\.jsonl$/;

/** The hash before the first line of a file. */
export const FIRST_HASH = '0'.repeat(64);

/** The hash of a line: of the one before it and of the line without its own. */
export function lineHash(previous: string, line: object): string {
  return hash('sha256', `${previous}\n${JSON.stringify(line)}`);
}

/**
 * Opens a log in files of a folder: one for each process, begun with its first entry. Lines are JSON:
 * `{"number", "time", …entry, "previous", "hash"}`. After a failure a new file is begun.
 */
export function openAuditLog(options: AuditLogOptions): AuditLog {
  let file: FileHandle | undefined;
  let number = 0;
  let previous = FIRST_HASH;
  let last: Promise<void> = Promise.resolve();

  const write = async (entry: AuditEntry): Promise<void> => {
    if (file === undefined) {
      await removeOld(options);
      file = await begin(options.folder);
      [number, previous] = [0, FIRST_HASH];
    }
    const line = { number: number + 1, time: new Date().toISOString(), ...entry, previous };
    const own = lineHash(previous, line);
    try {
      await file.appendFile(`${JSON.stringify({ ...line, hash: own })}\n`);
      await file.datasync();
    } catch (error) {
      const broken = file;
      file = undefined;
      await broken.close().catch(() => undefined);
      throw error;
    }
    number += 1;
    previous = own;
  };

  return {
    record(entry) {
      const written = last.then(() => write(entry));
      last = written.catch((error: unknown) => options.log.error({ err: error }, 'The audit log cannot be written'));
      return written;
    },
    async stop() {
      await last;
      await file?.close();
    },
  };
}

async function begin(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `audit-${new Date().toISOString().replaceAll(':', '-')}-${process.pid}.jsonl`;
  return open(join(folder, name), 'ax', 0o600);
}

async function removeOld({ folder, retentionDays }: AuditLogOptions): Promise<void> {
  if (retentionDays === 0) return;
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => NAME.test(one))) {
    // Another process may have removed it meanwhile.
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && Date.now() - found.mtimeMs > retentionDays * DAY_MS) await rm(join(folder, name), { force: true });
  }
}
