import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';

/** A thread that waits for a processor on a busy machine gets so many times as long by the clock. */
const CLOCK_FACTOR = 5;
const STEP_MS = 10;

/**
 * Resolves when a thread has worked for so many milliseconds from now on: in processor time, for on a busy machine it may
 * wait more than it works. Rejects when `signal` is raised.
 */
export async function workedFor(worker: Worker, ms: number, signal: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  const before = workedMs(worker);
  for (let leftMs = ms; leftMs > 0;) {
    await sleep(Math.max(leftMs, STEP_MS), undefined, { signal });
    const worked = (await workedMs(worker)) - (await before);
    leftMs = Math.min(ms - worked, ms * CLOCK_FACTOR - (performance.now() - startedAt));
  }
}

/** Not a number when the thread has ended. An older Node cannot tell, and goes by the clock. */
async function workedMs(worker: Partial<Pick<Worker, 'cpuUsage'>>): Promise<number> {
  if (!worker.cpuUsage) return performance.now();
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1_000;
  } catch {
    return NaN;
  }
}
