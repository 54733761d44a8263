import type { Database } from '../../kit/database/database.js';
import { refuse } from '../errors.js';
import { addClients, addCounts, addOperations, clientId, forgetUsageBefore, takeBatch } from '../store/usage-rows.js';
import { change } from '../store/store.js';
import { assertScope, type Caller } from './caller.js';
import type { UsageReport } from './usage-report.js';

const DAY_MS = 86_400_000;
/** A gateway keeps what it could not report for less; and so long the same batch is not counted again. */
const BATCH_DAYS = 7;
const FORGETTING_MS = 3_600_000;

export interface UsageDesk {
  readonly database: Database;
  /** For how many days usage is kept. */
  readonly usageDays: number;
}

const forgotAt = new WeakMap<Database, number>();

/**
 * Stores what a gateway reports. The same batch again changes nothing. Moments are those of the gateway's clock, put
 * right where they are of the future or of long ago. Throws `FORBIDDEN`.
 */
export async function reportUsage(
  { database, usageDays }: UsageDesk,
  caller: Caller,
  { batch, operations }: UsageReport,
): Promise<{ readonly isNew: boolean }> {
  assertScope(caller, 'REPORT');
  // What is reported weighs for and against every partner.
  if (caller.partner !== null) throw refuse('FORBIDDEN', 'usage is reported by gateways of the operator');
  const now = Date.now();
  const moment = (ms: number) => Math.min(Math.max(ms, now - BATCH_DAYS * DAY_MS), now);
  const clients = operations.flatMap(({ hash, clients: all }) =>
    all.map(({ name, version, requests, firstAtMs, lastAtMs }) => ({
      operation: hash,
      name: name ?? '',
      version: version ?? '',
      requests,
      firstAtMs: moment(Math.min(firstAtMs, lastAtMs)),
      lastAtMs: moment(lastAtMs),
    })),
  );
  return change(database, async (manager) => {
    if (!(await takeBatch(manager, batch))) return { isNew: false };
    await addOperations(manager, operations);
    await addClients(manager, clients);
    await addCounts(
      manager,
      clients.map(({ name, version, ...count }) => ({
        ...count,
        client: clientId(name, version),
        day: dayOf(count.lastAtMs),
      })),
    );
    if (now - (forgotAt.get(database) ?? 0) >= FORGETTING_MS) {
      await forgetUsageBefore(manager, dayOf(now - usageDays * DAY_MS), now - 2 * BATCH_DAYS * DAY_MS);
      forgotAt.set(database, now);
    }
    return { isNew: true };
  });
}

/** The day of a moment in UTC, for example `2016-12-01`. */
export function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
