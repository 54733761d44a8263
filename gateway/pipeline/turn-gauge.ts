import { performance } from 'node:perf_hooks';

/** How the event loop turned since the last look. */
export interface Turns {
  /** The share of time in which it had no rest. */
  readonly share: number;
  /** The processor time that a turn took on average; on a busy machine a turn lasts longer, but has no more to do. */
  readonly meanMs: number;
  /** How many there were. */
  readonly count: number;
}

export interface TurnGauge {
  /** Null when the last look was a moment ago. */
  read(): Turns | null;
}

const SAMPLE_MS = 50;

/** Measures the event loop by counters that the system keeps anyway, and only when asked. */
export function createTurnGauge(): TurnGauge {
  let last = performance.eventLoopUtilization();
  let lastLoops = loopCount();
  let lastCpuMs = cpuMs();
  let lastAt = performance.now();
  return {
    read() {
      const now = performance.now();
      if (now - lastAt < SAMPLE_MS) return null;
      const [current, loops, cpu] = [performance.eventLoopUtilization(), loopCount(), cpuMs()];
      const { utilization: share } = performance.eventLoopUtilization(current, last);
      const count = Math.max(loops - lastLoops, 1);
      const meanMs = (cpu - lastCpuMs) / count;
      [last, lastLoops, lastCpuMs, lastAt] = [current, loops, cpu, now];
      return { share, meanMs, count };
    },
  };
}

function loopCount(): number {
  return performance.nodeTiming.uvMetricsInfo.loopCount;
}

/** What this thread has used. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
