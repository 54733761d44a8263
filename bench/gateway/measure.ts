import { Pool } from 'undici';
import type { Contender } from './contender.js';
import { operationNameOf } from './record-stages.js';
import { WORKLOADS } from './shop.js';
import type { Shop } from './start-shop.js';

export interface Measured {
  readonly workload: string;
  readonly contender: string;
  readonly cpuMs: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly peakMb: number;
  readonly fetches: number;
  readonly answerBytes: number;
}

export interface MeasureOptions {
  readonly workload: string;
  readonly windows: number;
  readonly seconds: number;
  readonly connections: number;
  readonly shop: Shop;
}

/** Asks every gateway in turns, window by window, and keeps the best window of each. */
export async function measure(contenders: readonly Contender[], options: MeasureOptions): Promise<Measured[]> {
  const best = new Map<string, Measured>();
  for (let window = -1; window < options.windows; window++) {
    for (const contender of contenders) {
      const measured = await measureWindow(contender, options);
      const known = best.get(contender.name);
      if (window >= 0 && (!known || measured.cpuMs < known.cpuMs)) best.set(contender.name, measured);
    }
  }
  return [...best.values()];
}

async function measureWindow(
  contender: Contender,
  { workload, seconds, connections, shop }: MeasureOptions,
): Promise<Measured> {
  const { origin } = new URL(contender.url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const body = JSON.stringify({ query: WORKLOADS[workload], operationName: operationNameOf(workload) });
  const times: number[] = [];
  let answerBytes = 0;
  const asked = async () => {
    const startedAt = performance.now();
    const response = await pool.request({ path: '/graphql', method: 'POST', headers: contender.headers, body });
    answerBytes = (await response.body.arrayBuffer()).byteLength;
    if (response.statusCode !== 200) throw new Error(`${contender.name} answered ${response.statusCode}`);
    times.push(performance.now() - startedAt);
  };
  const before = await shop.look();
  const cpuBefore = contender.cpuSeconds();
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) await asked();
    }),
  );
  const elapsed = (performance.now() - startedAt) / 1000;
  const cpu = contender.cpuSeconds() - cpuBefore;
  const after = await shop.look();
  await pool.close();
  times.sort((a, b) => a - b);
  return {
    workload,
    contender: contender.name,
    cpuMs: round((1000 * cpu) / times.length, 4),
    requestsPerSecond: Math.round(times.length / elapsed),
    p50: round(times[Math.floor(times.length / 2)]!, 1),
    p99: round(times[Math.floor(times.length * 0.99)]!, 1),
    peakMb: contender.peakMb(),
    fetches: round((after.requests - before.requests) / times.length, 1),
    answerBytes,
  };
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
