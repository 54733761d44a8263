import { setTimeout as sleep } from 'node:timers/promises';

/** On a machine that does much else, too, what happens at all has happened after so many milliseconds. */
export const IN_TIME_MS = 60_000;

/** Waits until a condition holds; throws when it does not in time. */
export async function until(isMet: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + IN_TIME_MS;
  while (!(await isMet())) {
    if (performance.now() > end) throw new Error(`It did not happen within ${IN_TIME_MS / 1_000} s: ${String(isMet)}`);
    await sleep(5);
  }
}
