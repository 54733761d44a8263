import { readFileSync } from 'node:fs';

/**
 * Gives the time in milliseconds by a clock that stands still while this process, or one of the others, is ready to run
 * and waits for a processor that somebody else has. So it tells how long work takes, also on a busy machine, where it is
 * rather slow than fast: what two of them wait at once counts twice. Where the system does not say how long processes
 * wait, it is an ordinary clock.
 */
export function createOwnClock(...pids: readonly number[]): () => number {
  return createClockOf(process.pid, ...pids);
}

/** The same, which goes on while this process waits. */
export function createClockOf(...pids: readonly number[]): () => number {
  return () => performance.now() - pids.reduce((sum, pid) => sum + waitedMs(pid), 0);
}

/** How long the main thread of a process has waited for a processor; the second figure of its `schedstat`, in ns. */
function waitedMs(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
