import type { Measured, Window } from './measure.js';

/** The window in which a gateway used the least CPU. */
export function bestOf({ windows }: Measured): Window {
  return windows.reduce((best, window) => (window.cpuMs < best.cpuMs ? window : best));
}

/** How many times the CPU of another row one took: best window by best window, and the median over windows in pairs. */
export interface Ratio {
  readonly best: number;
  readonly median: number;
}

export function ratioOf(one: Measured, other: Measured): Ratio {
  const pairs = one.windows.map(({ cpuMs }, turn) => cpuMs / other.windows[turn]!.cpuMs).sort((a, b) => a - b);
  const middle = pairs.length / 2;
  const median = (pairs[Math.floor(middle)]! + pairs[Math.ceil(middle) - 1]!) / 2;
  return { best: bestOf(one).cpuMs / bestOf(other).cpuMs, median };
}

/** The row of a gateway under the same workload, by name. */
export function rowOf(measured: readonly Measured[], workload: string, name: string): Measured | undefined {
  return measured.find((one) => one.workload === workload && one.contender.name === name);
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
