import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface BenchFiles {
  readonly folder: string;
  readonly supergraph: string;
  readonly floor: string;
}

/** How to start a gateway: the command after `node`, and its environment. */
export interface ContenderSpec {
  readonly name: string;
  command(files: BenchFiles, port: number): readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Headers that every request carries. */
  readonly headers?: (files: BenchFiles) => Readonly<Record<string, string>>;
}

export interface Contender {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** CPU seconds that the process has used so far, in user and system mode. */
  cpuSeconds(): number;
  /** The largest resident memory so far, in MB. */
  peakMb(): number;
  stop(): void;
}

const TICKS_PER_SECOND = 100;
const START_TIMEOUT_MS = 30_000;
/** Gateways share this core; nothing else of the benchmark runs on it. */
const GATEWAY_CORE = '0';
let port = 4700;

/** Starts a gateway on one core and waits until it answers. */
export async function startContender(spec: ContenderSpec, files: BenchFiles): Promise<Contender> {
  port += 1;
  const command = [process.execPath, ...spec.command(files, port)];
  const child = spawn('taskset', ['-c', GATEWAY_CORE, ...command], {
    env: { ...process.env, NODE_ENV: 'production', ...spec.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}/graphql`;
  const headers = { 'content-type': 'application/json', ...spec.headers?.(files) };
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(url, headers))) {
    if (Date.now() > deadline) throw new Error(`${spec.name} did not start`);
    await sleep(100);
  }
  return {
    name: spec.name,
    url,
    headers,
    cpuSeconds: () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    },
    peakMb: () =>
      Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024),
    stop: () => void child.kill('SIGKILL'),
  };
}

async function answers(url: string, headers: Readonly<Record<string, string>>): Promise<boolean> {
  const body = JSON.stringify({ query: '{ __typename }', operationName: null });
  return fetch(url, { method: 'POST', headers, body }).then(
    (response) => response.arrayBuffer().then(() => true),
    () => false,
  );
}
