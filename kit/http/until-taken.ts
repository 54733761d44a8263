import { once } from 'node:events';
import type { ServerResponse } from 'node:http';

/** Waits until a client has taken what was written, and lets go of it when it takes too long. Gives how long it took. */
export async function untilTaken(response: ServerResponse, patienceMs: number): Promise<number> {
  if (!response.writableNeedDrain || response.destroyed) return 0;
  const startedAt = performance.now();
  const timer = setTimeout(() => response.destroy(), patienceMs);
  const settled = new AbortController();
  const { signal } = settled;
  await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal })]).catch(() => undefined);
  settled.abort();
  clearTimeout(timer);
  return performance.now() - startedAt;
}
