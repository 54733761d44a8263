import type { BenchResult } from '../main.js';
import { bestOf, ratioOf, rounded, rowOf } from './compare.js';
import type { Measured } from './measure.js';

/** A table for each workload. Ratios are of the best windows, and in brackets the median of those paired by turns. */
export function tablesOf(measured: readonly Measured[]): BenchResult['tables'] {
  return [...new Set(measured.map(({ workload }) => workload))].map((workload) => ({
    title: `${workload}: CPU milliseconds of the gateway process for each request, best window; ratios: best (median)`,
    rows: measured.filter((one) => one.workload === workload).map((one) => rowFor(one, measured)),
  }));
}

function rowFor(one: Measured, measured: readonly Measured[]) {
  const best = bestOf(one);
  const against = (name: string) => {
    const other = rowOf(measured, one.workload, name);
    if (!other) return '';
    const { best, median } = ratioOf(one, other);
    return `${best.toPrecision(3)} (${median.toPrecision(3)})`;
  };
  return {
    gateway: one.contender.name,
    'CPU ms': rounded(best.cpuMs, 4),
    '/ floor': against('floor'),
    '/ stock': against('stock'),
    'requests/s': rounded(best.requestsPerSecond, 0),
    p50: rounded(best.p50, 1),
    p99: rounded(best.p99, 1),
    'peak MB': one.peakMb,
    fetches: rounded(best.fetches, 2),
    'bytes to subgraphs': rounded(best.bytesAsked, 0),
    'from subgraphs': rounded(best.bytesAnswered, 0),
    'to client': best.answerBytes,
  };
}
