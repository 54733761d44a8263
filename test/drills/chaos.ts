import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from './house.js';
import { startHouse } from './house.js';
import { FAULTS, type FaultDrill } from './faults.js';
import { startLoad, type Load, type Seen } from './load.js';
import { OVERLOAD, runOverload } from './overload.js';

/** What became of one fault. */
export interface FaultReport {
  readonly fault: string;
  /** Answers while it lasted, by what clients saw. */
  readonly asked: number;
  readonly full: number;
  readonly partial: number;
  readonly refused: number;
  readonly failed: number;
  /** What the errors of partial and failed answers said. */
  readonly told: string;
  /** Milliseconds from the end of the fault to the first of the full answers that went on; null when there were none. */
  readonly recoveredMs: number | null;
  /** Null when it was as promised. */
  readonly problem: string | null;
}

export interface ChaosOptions {
  /** How long each fault lasts. */
  readonly faultMs: number;
  /** Only the drills whose name has this in it. */
  readonly only: string;
  readonly onReport: (report: FaultReport) => void;
  readonly signal: AbortSignal;
}

/** Asks for what organisations, people and funding have; only funding is ever at fault. */
export const QUERY = '{ footprints(first: 5) { nodes { odsCode name leader { person { name } } } } funds { code } }';

const CLIENTS = 10;
const CALM_MS = 1_500;
/** A healthy subgraph takes less, also on a busy machine; and what may lose it lasts longer. */
const FUNDING_TIMEOUT_MS = 5_000;
const LOSS_MS = FUNDING_TIMEOUT_MS + 2_000;
const RECOVERY_MAX_MS = 30_000;
/** So many full answers one after the other are taken for recovery. */
const STEADY = 20;

/** Inflicts one fault after the other on a running graph under load, and tells what clients saw. */
export async function runChaos({ faultMs, only, onReport, signal }: ChaosOptions): Promise<readonly FaultReport[]> {
  const reports: FaultReport[] = [];
  // First, for it measures milliseconds: after minutes of faults in this process they came out several times as long.
  if (OVERLOAD.includes(only)) {
    const report = await runOverload();
    reports.push(report);
    onReport(report);
  }
  const house = await startHouse({
    workers: 2,
    settings: { subgraphs: { funding: { timeoutMs: FUNDING_TIMEOUT_MS } } },
  });
  const load = startLoad({
    url: house.gateway.url,
    query: QUERY,
    clients: CLIENTS,
    pauseMs: 20,
    isUntouched: (data) => (data as { footprints?: { nodes?: unknown[] } } | null)?.footprints?.nodes?.length === 5,
  });
  try {
    for (const drill of FAULTS.filter(({ fault }) => fault.includes(only))) {
      if (signal.aborted) break;
      const report = await run(house, load, { drill, faultMs });
      reports.push(report);
      onReport(report);
    }
  } finally {
    await load.stop();
    await house.stop();
  }
  return reports;
}

async function run(
  house: House,
  load: Load,
  { drill, faultMs }: { readonly drill: FaultDrill; readonly faultMs: number },
): Promise<FaultReport> {
  await sleep(CALM_MS);
  const from = load.seen.length;
  await drill.inflict(house);
  await sleep(drill.mayLose === null ? faultMs : Math.max(faultMs, LOSS_MS));
  const to = load.seen.length;
  await drill.relieve(house);
  const recoveredMs = await recovery(load);
  const during = load.seen.slice(from, to);
  const count = (outcome: Seen['outcome']) => during.filter((seen) => seen.outcome === outcome).length;
  const told = [...new Set(during.map(({ why }) => why).filter((why) => why !== ''))].join('; ');
  const unrecovered = recoveredMs === null ? 'It did not recover in 30 s' : null;
  return {
    fault: drill.fault,
    asked: during.length,
    full: count('full'),
    partial: count('partial'),
    refused: count('refused'),
    failed: count('failed'),
    told,
    recoveredMs,
    problem: unrecovered ?? problemOf(drill, during),
  };
}

function problemOf({ mayLose, mayFail }: FaultDrill, during: readonly Seen[]): string | null {
  if (during.length === 0) return 'Nobody was answered';
  const failed = during.filter(({ outcome }) => outcome === 'failed');
  if (failed.length > mayFail) return `${failed.length} requests failed: ${failed[0]!.why}`;
  const stranger = during.find(({ outcome, why }) => outcome === 'partial' && !why.split(', ').every(isOf(mayLose)));
  return stranger ? `Another's part is missing: ${stranger.why}` : null;
}

function isOf(subgraph: string | null): (why: string) => boolean {
  return (why) => subgraph !== null && why.endsWith(` of ${subgraph}`);
}

/** How long until answers are full and stay so. */
async function recovery(load: Load): Promise<number | null> {
  const startedAt = performance.now();
  for (let isLast = false; !isLast;) {
    isLast = performance.now() - startedAt > RECOVERY_MAX_MS;
    const after = load.seen.filter(({ at }) => at > startedAt);
    const bad = after.findLastIndex(({ outcome }) => outcome !== 'full');
    if (after.length - bad > STEADY) return Math.round(after[bad + 1]!.at - startedAt);
    await sleep(50);
  }
  return null;
}
