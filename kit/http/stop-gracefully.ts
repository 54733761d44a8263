import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connections } from './connections.js';

/** A client that has not used its connection for this long is taken not to be about to. */
const QUIET_MS = 400;
/** How long to go on listening while requests come, so that readiness is seen to be off, and how long to read on after. */
const NOTICE_MS = 1_000;
const CHECK_MS = 20;
/** How short a turn of the event loop is to be in which listening ends, and how long to wait for such a one. */
const SHORT_TURN_MS = 0.1;
const TURN_WAIT_MS = 500;

/**
 * Stops a server without resetting a connection on which a request is on its way: clients are told to close while it
 * still listens, then it ends listening, answers what it has accepted, and cuts what is left after `drainMs`.
 */
export async function stopGracefully(server: Server, connections: Connections, drainMs: number): Promise<void> {
  const noticeMs = Math.min(NOTICE_MS, drainMs);
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  connections.tellToClose();
  await until(() => !connections.areAnswering() && connections.areIdleFor(QUIET_MS), noticeMs);
  const closed = closeListener(server);
  await until(() => connections.areIdleFor(QUIET_MS), noticeMs);
  server.closeIdleConnections();
  // After the turn of the event loop has read what has come on them.
  const idle = setInterval(() => setImmediate(() => server.closeIdleConnections()), CHECK_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

async function until(isMet: () => boolean, atMostMs: number): Promise<void> {
  const deadline = Date.now() + atMostMs;
  while (!isMet() && Date.now() < deadline) {
    await sleep(CHECK_MS);
    // What has come meanwhile is read first.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Ends listening, and resolves when no connection is left. `Server.close` of `node:http` would also cut connections that
 * are about to send their first request.
 */
async function closeListener(server: Server): Promise<void> {
  await shortTurn();
  await new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
  server.close();
}

/**
 * Waits for the end of a short turn of the event loop. Each turn accepts the connections that wait; those that come after
 * that, while other events of the turn are handled, would be reset.
 */
async function shortTurn(): Promise<void> {
  const deadline = performance.now() + TURN_WAIT_MS;
  for (let before = 0, now = performance.now(); ; now = performance.now()) {
    if (now - before < SHORT_TURN_MS || now > deadline) return;
    before = now;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
