import { bestOf, ratioOf, rounded, rowOf } from './compare.js';
import { SHARING } from './contender.js';
import type { Measured } from './measure.js';
import { BARE, EVERYTHING_ON } from './ours.js';
import { ELSEWHERE, FLOOR_ELSEWHERE, OVERHEAD_MAX, TARGETS } from './targets.js';

/** What was aimed at, what was measured, and whether that is met. */
export type Verdict = Readonly<Record<'target' | 'measured' | 'verdict', string>>;

const REST_MB_MAX = 150;
const BIG_MB_MAX = 300;

/** A line for each target whose rows were measured. Ratios are of the best windows, in brackets the median of pairs. */
export function verdictsOf(measured: readonly Measured[]): Verdict[] {
  return [
    ...againstBounds(measured),
    ...overheadOf(measured),
    ...againstSharing(measured),
    ...againstElsewhere(measured),
    ...ofMemory(measured),
  ];
}

function againstBounds(measured: readonly Measured[]): Verdict[] {
  return TARGETS.flatMap(({ workload, against, atMost }) => {
    const [row, other] = [rowOf(measured, workload, 'joinery'), rowOf(measured, workload, against)];
    if (!row || !other) return [];
    const { best, median } = ratioOf(row, other);
    const target = `${workload}: CPU at most ${rounded(atMost, 2)} of ${against}`;
    return [{ target, measured: `${rounded(best, 3)} (${rounded(median, 3)})`, verdict: verdict(best <= atMost) }];
  });
}

/** What authentication, metrics and traces cost together. */
function overheadOf(measured: readonly Measured[]): Verdict[] {
  return [...new Set(measured.map(({ workload }) => workload))].flatMap((workload) => {
    const [row, other] = [rowOf(measured, workload, EVERYTHING_ON), rowOf(measured, workload, BARE)];
    if (!row || !other) return [];
    const { best, median } = ratioOf(row, other);
    const target = `${workload}: CPU of ${EVERYTHING_ON} at most ${OVERHEAD_MAX} of ${BARE}`;
    return [
      { target, measured: `${rounded(best, 3)} (${rounded(median, 3)})`, verdict: verdict(best <= OVERHEAD_MAX) },
    ];
  });
}

/** When requests share something, ours is to need less than every other row that shares as much or less. */
function againstSharing(measured: readonly Measured[]): Verdict[] {
  const sharing = measured.filter(({ contender }) => contender.shares !== 'nothing' && isOurs(contender.name));
  return sharing.flatMap((row) => {
    const level = SHARING.indexOf(row.contender.shares);
    const [next] = measured
      .filter(({ workload, contender: { name } }) => workload === row.workload && !isOurs(name) && name !== 'floor')
      .filter(({ contender: { shares } }) => SHARING.indexOf(shares) <= level)
      .sort(byCpu);
    if (!next) return [];
    const { best, median } = ratioOf(row, next);
    const target = `${row.workload}: ${row.contender.name} ahead of the next, ${next.contender.name}`;
    return [{ target, measured: `${rounded(best, 3)} (${rounded(median, 3)})`, verdict: verdict(best < 1) }];
  });
}

/** Rows that were measured elsewhere are compared by their ratio to the floor of their own run. */
function againstElsewhere(measured: readonly Measured[]): Verdict[] {
  return ELSEWHERE.flatMap(({ name, shares, cpuMs }) =>
    Object.entries(cpuMs).flatMap(([workload, theirs]) => {
      const [row, floor] = [rowOf(measured, workload, `joinery+${shares}`), rowOf(measured, workload, 'floor')];
      if (!row || !floor) return [];
      const atMost = theirs / FLOOR_ELSEWHERE[workload]!;
      const { best, median } = ratioOf(row, floor);
      const target = `${workload}: ${row.contender.name} ahead of ${name}, ${rounded(atMost, 2)} of its floor`;
      return [{ target, measured: `${rounded(best, 3)} (${rounded(median, 3)})`, verdict: verdict(best < atMost) }];
    }),
  );
}

function ofMemory(measured: readonly Measured[]): Verdict[] {
  const row = rowOf(measured, 'big', 'joinery');
  if (!row) return [];
  const { restMb } = row.contender;
  return [
    { target: `At rest under ${REST_MB_MAX} MB`, measured: `${restMb} MB`, verdict: verdict(restMb < REST_MB_MAX) },
    {
      target: `Under big under ${BIG_MB_MAX} MB`,
      measured: `${row.peakMb} MB`,
      verdict: verdict(row.peakMb < BIG_MB_MAX),
    },
  ];
}

function isOurs(name: string): boolean {
  return name.startsWith('joinery');
}

function byCpu(a: Measured, b: Measured): number {
  return bestOf(a).cpuMs - bestOf(b).cpuMs;
}

function verdict(isMet: boolean): string {
  return isMet ? 'met' : 'missed';
}
