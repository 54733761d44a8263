import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Callers } from './callers.js';
import { cpuSeconds, memoryMb } from './process-use.js';

export interface BenchFiles {
  readonly folder: string;
  readonly supergraph: string;
  /** What the floor fetches and answers. */
  readonly floor: string;
}

/** What requests under way at one time may share: nothing, identical fetches, or whole identical operations. */
export const SHARING = ['nothing', 'fetches', 'operations'] as const;
export type Sharing = (typeof SHARING)[number];

export interface ContenderParts {
  readonly files: BenchFiles;
  readonly callers: Callers;
  /** Takes spans, as `OTEL_EXPORTER_OTLP_ENDPOINT` has it. */
  readonly collector: string;
  /** A folder for CPU profiles; null for none. */
  readonly profile: string | null;
}

/** How to start a gateway. */
export interface ContenderSpec {
  readonly name: string;
  readonly shares: Sharing;
  /** What comes after `node`. */
  command(parts: ContenderParts & { readonly port: number }): readonly string[];
  /** Throws unless what has started is what it should be. */
  check?(contender: Contender): Promise<void>;
}

export interface Contender {
  readonly name: string;
  readonly shares: Sharing;
  readonly pid: number;
  readonly url: string;
  /** The headers of the requests of one connection. */
  readonly headers: (connection: number) => Readonly<Record<string, string>>;
  /** Resident memory before the first request, in MB. */
  readonly restMb: number;
  /** CPU seconds that the process has used so far. */
  cpuSeconds(): number;
  /** The largest resident memory so far, in MB. */
  peakMb(): number;
  stop(): Promise<void>;
}

/** What a row is called: the gateway, and what its requests share. */
export function rowName(gateway: string, shares: Sharing): string {
  return shares === 'nothing' ? gateway : `${gateway}+${shares}`;
}

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;
/** Gateways share this core; nothing else of the benchmark runs on it. */
const GATEWAY_CORE = '0';

/** Starts a gateway on one core and waits until it answers. */
export async function startContender(spec: ContenderSpec, parts: ContenderParts): Promise<Contender> {
  const { files, callers } = parts;
  const port = await freePort();
  const command = [process.execPath, ...spec.command({ ...parts, port })];
  const logFile = join(files.folder, `${spec.name}.log`);
  const log = openSync(logFile, 'w');
  const child = spawn('taskset', ['-c', GATEWAY_CORE, ...command], {
    env: { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const pid = child.pid!;
  const url = `http://127.0.0.1:${port}/graphql`;
  // Operations are shared between requests of one caller only.
  const tokens = spec.shares === 'operations' ? callers.authorizations.slice(0, 1) : callers.authorizations;
  const headers = (connection: number) => ({
    'content-type': 'application/json',
    authorization: tokens[connection % tokens.length]!,
  });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(url, headers(0)))) {
    if (Date.now() > deadline || child.exitCode !== null)
      throw new Error(`${spec.name} did not start: ${readFileSync(logFile, 'utf8')}`);
    await sleep(100);
  }
  const contender: Contender = {
    name: spec.name,
    shares: spec.shares,
    pid,
    url,
    headers,
    restMb: memoryMb(pid, 'now'),
    cpuSeconds: () => cpuSeconds(pid),
    peakMb: () => memoryMb(pid, 'peak'),
    stop: () => end(child),
  };
  await spec.check?.(contender);
  return contender;
}

/** Lets a process write its profile, if it writes one. */
async function end(child: ChildProcess): Promise<void> {
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  const ended = once(child, 'exit');
  child.kill();
  await ended;
  clearTimeout(timer);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(url: string, headers: Readonly<Record<string, string>>): Promise<boolean> {
  const body = JSON.stringify({ query: '{ __typename }', operationName: null });
  return fetch(url, { method: 'POST', headers, body }).then(
    (response) => response.arrayBuffer().then(() => true),
    () => false,
  );
}
