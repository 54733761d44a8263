import { Server } from 'node:net';

/** How short a turn of the event loop is to be in which listening ends, and how long to wait for such a one. */
const SHORT_TURN_MS = 0.1;
const TURN_WAIT_MS = 500;

/**
 * Ends listening at the moment when the fewest connections wait to be accepted, and leaves those alone that were.
 * `Server.close` of `node:http` would cut those, too, that are about to send their first request.
 */
export async function endListening(server: Server): Promise<void> {
  await shortTurn();
  Server.prototype.close.call(server);
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
