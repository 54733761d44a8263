import type { Server } from 'node:http';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Connections } from './connections.js';

/** A client that has not used its connection for this long is taken not to be about to. */
const QUIET_MS = 400;
/** How long to go on accepting while requests come, so that readiness is seen to be off, and how long to read on after. */
const NOTICE_MS = 1_000;
const CHECK_MS = 20;

export interface Stopping {
  /** What is left by then is cut. */
  readonly drainMs: number;
  /** Resolves when no further connection will come. */
  readonly endAccepting: () => Promise<void>;
}

/**
 * Stops a server without resetting a connection on which a request is on its way: clients are told to close while it
 * still accepts, then it ends accepting, answers what it has accepted, and cuts what is left after `drainMs`.
 */
export async function stopGracefully(
  server: Server,
  connections: Connections,
  { drainMs, endAccepting }: Stopping,
): Promise<void> {
  const noticeMs = Math.min(NOTICE_MS, drainMs);
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  connections.tellToClose();
  await until(() => !connections.areAnswering() && connections.areIdleFor(QUIET_MS), noticeMs);
  await endAccepting();
  await until(() => connections.areIdleFor(QUIET_MS), noticeMs);
  do server.closeIdleConnections();
  while (!(await isSoon(() => !connections.areOpen())));
  server.close();
  clearTimeout(cut);
}

async function until(isMet: () => boolean, atMostMs: number): Promise<void> {
  const deadline = Date.now() + atMostMs;
  while (!isMet() && Date.now() < deadline) {
    await sleep(CHECK_MS);
    // What has come meanwhile is read first.
    await nextTurn();
  }
}

async function isSoon(isMet: () => boolean): Promise<boolean> {
  await nextTurn();
  if (isMet()) return true;
  await until(isMet, CHECK_MS);
  return isMet();
}
