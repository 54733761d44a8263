import type Sqlite from 'better-sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';
import { JoineryError } from '../errors.js';

/** How long a connection waits for its turn to write. */
export const BUSY_TIMEOUT_MS = 10_000;
const BUSY_RETRY_MS = 20;

/**
 * Makes the transaction that has just begun one that writes. One that first reads, and then writes what another process
 * has changed in between, fails at once; this one waits for its turn, up to the busy timeout.
 */
export function takeWriteLock(connection: Sqlite.Database, name: string): void {
  try {
    connection.exec('COMMIT; BEGIN IMMEDIATE');
  } catch (error) {
    throw isBusy(error) ? busy(name, error) : error;
  }
}

/** Begins a transaction that writes. Waits for its turn, up to the busy timeout, without holding up the event loop. */
export async function beginAlone(connection: Sqlite.Database, name: string): Promise<void> {
  const deadline = Date.now() + BUSY_TIMEOUT_MS;
  connection.pragma('busy_timeout = 0');
  try {
    while (!begun(connection)) {
      if (Date.now() >= deadline) throw busy(name);
      await sleep(BUSY_RETRY_MS);
    }
  } finally {
    connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
}

function begun(connection: Sqlite.Database): boolean {
  try {
    connection.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'SQLITE_BUSY';
}

function busy(name: string, cause?: unknown): JoineryError {
  const detail = `${name} has been written by another process for ${BUSY_TIMEOUT_MS / 1_000} s. Try again later`;
  return new JoineryError('DATABASE_UNREACHABLE', detail, { cause });
}
