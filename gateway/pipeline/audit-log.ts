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
  /** Files that were last written to so long ago are removed whenever one is begun; 0 keeps all. */
  readonly retentionDays: number;
  readonly log: Log;
  /** After so many bytes the chain goes on in another file. */
  readonly fileBytesMax?: number;
  readonly now?: () => Date;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** So that no file is too large to be looked through. */
const FILE_BYTES_MAX = 64 * 1024 * 1024;
const NAME = /^audit-(.+?)(?:\.(\d{4,}))?\.jsonl$/;

/** The hash before the first line of a chain. */
export const FIRST_HASH = '0'.repeat(64);

/** The hash of a line: of the one before it and of the line without its own. */
export function lineHash(previous: string, line: object): string {
  return hash('sha256', `${previous}\n${JSON.stringify(line)}`);
}

/** The chain that a file holds a part of, and which part, from 1; null for what is no file of an audit log. */
export function partOf(fileName: string): { readonly chain: string; readonly part: number } | null {
  const [, chain, part] = NAME.exec(fileName) ?? [];
  return chain === undefined ? null : { chain, part: Number(part ?? 1) };
}

/**
 * Opens a log in files of a folder: one chain of lines for each process, begun with its first entry, and a file for each
 * day (UTC) or 64 MiB of it. Lines are JSON: `{"number", "time", …entry, "previous", "hash"}`. After a failure the chain
 * goes on in a new file.
 */
export function openAuditLog(options: AuditLogOptions): AuditLog {
  const { folder, log, fileBytesMax = FILE_BYTES_MAX, now = () => new Date() } = options;
  let file: OpenFile | undefined;
  let chain: string | undefined;
  let [parts, number, previous] = [0, 0, FIRST_HASH];
  let last: Promise<void> = Promise.resolve();

  const fileFor = async (time: string): Promise<OpenFile> => {
    const day = time.slice(0, 10);
    if (file && (file.day !== day || file.bytes >= fileBytesMax)) {
      const full = file;
      file = undefined;
      await full.handle.close();
    }
    if (file) return file;
    await removeOld(options);
    chain ??= `${time.replaceAll(':', '-')}-${process.pid}`;
    const name = `audit-${chain}.${String(parts + 1).padStart(4, '0')}.jsonl`;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, name);
    file = { path, day, handle: await open(path, 'ax', 0o600), bytes: 0 };
    parts += 1;
    return file;
  };

  const write = async (entry: AuditEntry): Promise<void> => {
    const time = now().toISOString();
    const into = await fileFor(time);
    const line = { number: number + 1, time, ...entry, previous };
    const own = lineHash(previous, line);
    const text = `${JSON.stringify({ ...line, hash: own })}\n`;
    try {
      await into.handle.appendFile(text);
      await into.handle.datasync();
    } catch (error) {
      file = undefined;
      if (into.bytes === 0) parts -= 1;
      await leaveWhole(into).catch(() => undefined);
      throw error;
    }
    into.bytes += Buffer.byteLength(text);
    number += 1;
    previous = own;
  };

  return {
    record(entry) {
      const written = last.then(() => write(entry));
      last = written.catch((error: unknown) => log.error({ err: error }, 'The audit log cannot be written'));
      return written;
    },
    async stop() {
      await last;
      await file?.handle.close();
    },
  };
}

interface OpenFile {
  readonly path: string;
  /** On which it was begun, in UTC. */
  readonly day: string;
  readonly handle: FileHandle;
  /** Of whole lines. */
  bytes: number;
}

/** Takes away what was written of a line that has failed. */
async function leaveWhole({ path, handle, bytes }: OpenFile): Promise<void> {
  await handle.truncate(bytes).finally(() => handle.close());
  if (bytes === 0) await rm(path);
}

async function removeOld({ folder, retentionDays, now = () => new Date() }: AuditLogOptions): Promise<void> {
  if (retentionDays === 0) return;
  const names = await readdir(folder).catch(() => []);
  for (const name of names.filter((one) => NAME.test(one))) {
    // Another process may have removed it meanwhile.
    const found = await stat(join(folder, name)).catch(() => null);
    if (found && now().getTime() - found.mtimeMs > retentionDays * DAY_MS)
      await rm(join(folder, name), { force: true });
  }
}
