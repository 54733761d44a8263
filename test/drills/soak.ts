import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { QUERY } from './chaos.js';
import { startHouse, writeSupergraph } from './house.js';
import { startLoad, type Seen } from './load.js';

/** The state of the gateway's process in one moment of the run, and what clients saw since the one before. */
export interface SoakSample {
  readonly afterS: number;
  readonly rssMb: number;
  /** Files and sockets that the process has open. */
  readonly handles: number;
  readonly threads: number;
  readonly asked: number;
  readonly notFull: number;
}

export interface SoakReport {
  readonly samples: readonly SoakSample[];
  readonly asked: number;
  readonly reloads: number;
  /** What clients saw besides full answers, each once. */
  readonly told: readonly string[];
  readonly problem: string | null;
}

export interface SoakOptions {
  readonly durationMs: number;
  /** Between one supergraph and the next. */
  readonly reloadMs: number;
  readonly sampleMs: number;
  readonly onSample: (sample: SoakSample) => void;
  readonly signal: AbortSignal;
}

const CLIENTS = 20;
/** Memory may end this much above where the first third of the run left it. */
const GROWTH_MAX_MB = 64;
const HANDLES_MORE_MAX = 50;

/** Asks the graph for a long time while its supergraph is swapped, and watches memory, handles and errors. */
export async function runSoak(options: SoakOptions): Promise<SoakReport> {
  const house = await startHouse({ workers: 1 });
  const isUntouched = (data: unknown) => data !== null && data !== undefined;
  const load = startLoad({ url: house.gateway.url, query: QUERY, clients: CLIENTS, pauseMs: 5, isUntouched });
  const samples: SoakSample[] = [];
  let reloads = 0;
  try {
    const startedAt = performance.now();
    let sampled = 0;
    const isOver = () => options.signal.aborted || performance.now() - startedAt >= options.durationMs;
    while (!isOver()) {
      await sleep(Math.min(options.sampleMs, options.durationMs));
      const afterMs = performance.now() - startedAt;
      const since = load.seen.slice(sampled);
      sampled = load.seen.length;
      const sample = sampleOf(house.gateway.pid, afterMs, since);
      samples.push(sample);
      options.onSample(sample);
      if (afterMs > (reloads + 1) * options.reloadMs) await writeSupergraph(house.supergraph, ++reloads);
    }
  } finally {
    await load.stop();
    await house.stop();
  }
  const bad = load.seen.filter(({ outcome }) => outcome !== 'full');
  const told = [...new Set(bad.map(({ outcome, why }) => `${outcome}: ${why}`))];
  return { samples, asked: load.seen.length, reloads, told, problem: problemOf(samples, bad) };
}

function sampleOf(pid: number, afterMs: number, since: readonly Seen[]): SoakSample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    afterS: Math.round(afterMs / 1_000),
    rssMb: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1_024),
    handles: readdirSync(`/proc/${pid}/fd`).length,
    threads: Number(/Threads:\s+(\d+)/.exec(status)![1]),
    asked: since.length,
    notFull: since.filter(({ outcome }) => outcome !== 'full').length,
  };
}

function problemOf(samples: readonly SoakSample[], bad: readonly Seen[]): string | null {
  if (bad.length > 0) return `${bad.length} answers were not full`;
  const early = samples.slice(0, Math.max(1, Math.floor(samples.length / 3)));
  const late = samples.slice(-early.length);
  const grownMb = Math.min(...late.map(({ rssMb }) => rssMb)) - Math.max(...early.map(({ rssMb }) => rssMb));
  if (grownMb > GROWTH_MAX_MB) return `Memory grew by ${grownMb} MB`;
  const more = Math.min(...late.map(({ handles }) => handles)) - Math.max(...early.map(({ handles }) => handles));
  return more > HANDLES_MORE_MAX ? `${more} more files or sockets are open` : null;
}
