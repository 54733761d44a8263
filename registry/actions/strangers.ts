import type { Database } from '../../kit/database/database.js';
import { audit } from '../store/audit.js';
import { change } from '../store/store.js';

/** How often callers without a valid token are written down: one entry for all of a time, so that they cannot fill a disk. */
const WINDOW_MS = 1_000;
/** So many different paths are told of one time. */
const PATHS_MAX = 10;

export interface Strangers {
  /** Counts a caller without a valid token. */
  note(path: string): void;
  /** Writes down who was not yet. */
  stop(): Promise<void>;
}

/** Writes to the audit log how often somebody without a valid token asked for something. */
export function createStrangers(database: () => Database): Strangers {
  let counts = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  const write = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const seen = counts;
    counts = new Map();
    writing = writing.then(() => writeAll(database(), seen)).catch(() => undefined);
    return writing;
  };
  return {
    note(asked) {
      const path = counts.has(asked) || counts.size < PATHS_MAX ? asked : 'other paths';
      counts.set(path, (counts.get(path) ?? 0) + 1);
      timer ??= setTimeout(() => void write(), WINDOW_MS).unref();
    },
    stop: write,
  };
}

async function writeAll(database: Database, counts: ReadonlyMap<string, number>): Promise<void> {
  if (counts.size === 0) return;
  await change(database, async (manager) => {
    for (const [path, count] of counts) {
      await audit(manager, {
        partner: '',
        actor: 'nobody',
        action: 'authenticate',
        subject: path,
        outcome: 'REFUSED',
        code: 'UNAUTHENTICATED',
        detail: count === 1 ? 'The token is missing or not valid' : `The token is missing or not valid, ${count} times`,
      });
    }
  });
}
