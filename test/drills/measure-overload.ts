import { setTimeout as sleep } from 'node:timers/promises';
import { startHostileServer, reply, type HostileServer } from '../support/hostile-server.js';
import { answeredTo, postOf, sendAtRate, type LoadResult, type OpenLoop } from './open-loop.js';
import { createClockOf, createOwnClock } from '../support/own-clock.js';

/**
 * What a gateway did with more than it can serve. Times and rates are by a clock that stands still while the gateway waits
 * for a processor that others have.
 */
export interface OverloadReport {
  /** Answers in a second when clients wait for each other's answers. */
  readonly peak: number;
  /** Answers in a second under the overload, as a share of that. */
  readonly goodput: number;
  readonly result: LoadResult;
  /** How long health probes took meanwhile, in ms. */
  readonly probes: readonly number[];
  /** How long after the overload everything asked was answered again, in ms. */
  readonly recoveredMs: number;
}

export interface OverloadOptions {
  readonly gateway: { readonly url: string; readonly pid: number };
  readonly times: number;
  readonly seconds: number;
}

export const TALKER_SDL = 'type Query { said: Int }';
const REQUEST = postOf('{ said }');
const UNASKED = 10_000;
const CLIENTS = 16;
const PROBE_EVERY_MS = 20;
const RECOVERY_MAX_MS = 10_000;
/** So many in a row that are all answered are taken for recovery. */
const STEADY = 20;

/** A subgraph that says much more than it is asked, so that its answers cost the gateway much and clients little. */
export function startTalker(): Promise<HostileServer> {
  const unasked = Array.from({ length: UNASKED }, (_, i) => ({ place: i, rest: UNASKED - i }));
  const body = Buffer.from(JSON.stringify({ data: { said: 1, unasked } }));
  return startHostileServer((socket) => reply(socket, { body }));
}

/** Finds out what a gateway over `startTalker` can serve, sends it `times` as much, and watches it recover. */
export async function measureOverload({ gateway, times, seconds }: OverloadOptions): Promise<OverloadReport> {
  const port = Number(new URL(gateway.url).port);
  const stretch = { port, request: REQUEST, seconds };
  const clocks = { server: createClockOf(gateway.pid), clock: createOwnClock(gateway.pid) };
  await answeredTo({ ...stretch, seconds: 1 }, CLIENTS);
  const startedAt = clocks.server();
  const answered = await answeredTo(stretch, CLIENTS);
  const peak = (answered / (clocks.server() - startedAt)) * 1_000;
  const probing = probe(new URL('/health/live', gateway.url), clocks.clock);
  const result = await sendAtRate({ ...stretch, ...clocks, perSecond: (times * answered) / seconds });
  const probes = await probing.end();
  const recoveredMs = await recovery({ ...stretch, ...clocks });
  return { peak, goodput: result.perSecond / peak, result, probes, recoveredMs };
}

function probe(url: URL, clock: () => number) {
  const took: number[] = [];
  let isOver = false;
  const probing = (async () => {
    while (!isOver) {
      const askedAt = clock();
      await (await fetch(url)).arrayBuffer();
      took.push(Math.max(0, clock() - askedAt));
      await sleep(PROBE_EVERY_MS);
    }
  })();
  return {
    async end() {
      isOver = true;
      await probing;
      return took;
    },
  };
}

async function recovery(stretch: Omit<OpenLoop, 'perSecond'>): Promise<number> {
  const { clock } = stretch;
  const from = clock();
  for (let tookMs = 0; tookMs < RECOVERY_MAX_MS; tookMs = clock() - from) {
    const { answered, sent } = await sendAtRate({ ...stretch, seconds: 0.5, perSecond: 2 * STEADY });
    if (answered.length === sent) return tookMs;
  }
  return RECOVERY_MAX_MS;
}

/** What is promised on a machine of one's own; the goodput as a share of the best. */
const PROMISED = { goodput: 0.8, refusalMs: 20, probeMs: 50, recoveryMs: 5_000 };

/** What was not as promised. */
export function overloadProblems({ goodput, result, probes, recoveredMs }: OverloadReport): readonly string[] {
  const { refused, failed } = result;
  return [
    ...(goodput < PROMISED.goodput ? [`Only ${percent(goodput)} of the best goodput were left`] : []),
    ...(failed.length > 0 ? [`${failed.length} were neither answered nor refused: ${failed[0]}`] : []),
    ...(refused.length === 0 ? ['Nothing was refused'] : []),
    ...(quantile(refused, MOST) >= PROMISED.refusalMs ? [`Refusals took ${ms(quantile(refused, MOST))}`] : []),
    ...(quantile(probes, MOST) >= PROMISED.probeMs ? [`Health probes took ${ms(quantile(probes, MOST))}`] : []),
    ...(recoveredMs >= PROMISED.recoveryMs ? [`It recovered only after ${ms(recoveredMs)}`] : []),
  ];
}

/** The figures in one line. */
export function describeOverload({ peak, goodput, result, probes, recoveredMs }: OverloadReport): string {
  const most = (values: readonly number[]) => `${ms(quantile(values, MOST))} (99 %: ${ms(quantile(values, 0.99))})`;
  return [
    `${percent(goodput)} of ${peak.toFixed(0)} answers a second`,
    `95 % of ${result.refused.length} refusals within ${most(result.refused)}`,
    `of ${probes.length} probes within ${most(probes)}`,
    `recovered after ${ms(recoveredMs)}`,
  ].join(', ');
}

/** When it begins, the gateway takes too much for a moment, and what comes then waits. */
const MOST = 0.95;

/** The value below which so large a share of them are. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
