import { Pool } from 'undici';
import type { Contender } from './contender.js';
import type { Workload } from './graph.js';
import type { Subgraphs } from './start-subgraphs.js';

/** What one gateway did in one window of time. */
export interface Window {
  readonly cpuMs: number;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly fetches: number;
  /** Bytes of the bodies of requests to subgraphs, of their answers, and of the answer to the client, for each request. */
  readonly bytesAsked: number;
  readonly bytesAnswered: number;
  readonly answerBytes: number;
}

/** One gateway under one workload: a window for each turn, and its memory since it started. */
export interface Measured {
  readonly workload: string;
  readonly contender: Contender;
  readonly windows: readonly Window[];
  readonly peakMb: number;
}

export interface MeasureOptions {
  readonly windows: number;
  readonly seconds: number;
  readonly connections: number;
  readonly subgraphs: Subgraphs;
}

/** So many requests, within so long a time, let the compiler do its work before anything is measured. */
const WARM_REQUESTS = 1_500;
const WARM_SECONDS_MAX = 8;

/** Asks every gateway in turns, window by window, after all have warmed up. */
export async function measure(
  workload: Workload,
  contenders: readonly Contender[],
  options: MeasureOptions,
): Promise<Measured[]> {
  const windows = new Map<Contender, Window[]>(contenders.map((contender) => [contender, []]));
  for (const contender of contenders) await warmUp(workload, contender, options);
  for (let turn = 0; turn < options.windows; turn++) {
    for (const contender of contenders) {
      windows.get(contender)!.push(await measureWindow(workload, contender, options));
    }
  }
  return contenders.map((contender) => ({
    workload: workload.name,
    contender,
    windows: windows.get(contender)!,
    peakMb: contender.peakMb(),
  }));
}

async function warmUp(
  workload: Workload,
  contender: Contender,
  { connections, seconds }: MeasureOptions,
): Promise<void> {
  const latest = performance.now() + WARM_SECONDS_MAX * 1000;
  let asked = 0;
  while (asked < WARM_REQUESTS && performance.now() < latest) {
    const { times } = await ask(workload, contender, { connections, until: performance.now() + seconds * 1000 });
    asked += times.length;
  }
}

async function measureWindow(
  workload: Workload,
  contender: Contender,
  { seconds, connections, subgraphs }: MeasureOptions,
): Promise<Window> {
  const before = await subgraphs.look();
  const cpuBefore = contender.cpuSeconds();
  const startedAt = performance.now();
  const { times, answerBytes } = await ask(workload, contender, { connections, until: startedAt + seconds * 1000 });
  const elapsed = (performance.now() - startedAt) / 1000;
  const cpu = contender.cpuSeconds() - cpuBefore;
  const after = await subgraphs.look();
  times.sort((a, b) => a - b);
  return {
    cpuMs: (1000 * cpu) / times.length,
    requestsPerSecond: times.length / elapsed,
    p50: times[Math.floor(times.length / 2)]!,
    p99: times[Math.floor(times.length * 0.99)]!,
    fetches: (after.requests - before.requests) / times.length,
    bytesAsked: (after.bytesAsked - before.bytesAsked) / times.length,
    bytesAnswered: (after.bytesAnswered - before.bytesAnswered) / times.length,
    answerBytes,
  };
}

/** Each connection asks again as soon as it is answered; gives the milliseconds that every answer took. */
async function ask(
  { name, query, operationName }: Workload,
  contender: Contender,
  { connections, until }: { readonly connections: number; readonly until: number },
): Promise<{ readonly times: number[]; readonly answerBytes: number }> {
  const pool = new Pool(new URL(contender.url).origin, { connections, pipelining: 1 });
  const body = JSON.stringify({ query, operationName });
  const times: number[] = [];
  let answerBytes = 0;
  const askOnce = async (headers: Readonly<Record<string, string>>) => {
    const startedAt = performance.now();
    const response = await pool.request({ path: '/graphql', method: 'POST', headers, body });
    answerBytes = (await response.body.arrayBuffer()).byteLength;
    if (response.statusCode !== 200) throw new Error(`${contender.name} answered ${response.statusCode} to ${name}`);
    times.push(performance.now() - startedAt);
  };
  const askOn = async (connection: number) => {
    const headers = contender.headers(connection);
    while (performance.now() < until) await askOnce(headers);
  };
  await Promise.all(Array.from({ length: connections }, (_, connection) => askOn(connection)));
  await pool.close();
  return { times, answerBytes };
}
