import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AS_STARTED } from '../gateway/ours.js';
import { cpuSeconds, memoryMb } from '../gateway/process-use.js';

/** A gateway that is started: what is measured of it. */
export interface Started {
  readonly readyMs: number;
  /** Of all its threads until it is ready. */
  readonly cpuMs: number;
  /** Resident memory a second after some queries, in MB. */
  readonly restMb: number;
}

const MAIN = join(import.meta.dirname, '..', '..', 'cli', 'main.js');
const QUERIES = 5;

/** Starts the built gateway with these flags in a process of its own, asks it a little, and stops it. */
export async function timeStart(flags: readonly string[], dataDir: string): Promise<Started> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...AS_STARTED, MAIN, 'gateway', '--port', '0', ...flags], {
    env: { ...process.env, NODE_ENV: 'production', JOINERY_DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    let text = '';
    while (!/listens on \S+\n/.test(text)) {
      const [chunk] = (await Promise.race([once(child.stderr, 'data'), once(child, 'exit')])) as [Buffer | number];
      if (typeof chunk === 'number') throw new Error(`The gateway ended with ${chunk}: ${text}`);
      text += chunk.toString();
    }
    const readyMs = performance.now() - startedAt;
    const cpuMs = cpuSeconds(child.pid!) * 1_000;
    const url = /listens on (\S+)/.exec(text)![1]!;
    for (let i = 0; i < QUERIES; i++) await ask(url);
    await sleep(1_000);
    return { readyMs, cpuMs, restMb: memoryMb(child.pid!, 'now') };
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  }
}

async function ask(url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, {
    method: 'POST',
    headers,
    body: '{"query":"{ __schema { queryType { name } } }"}',
  });
  if (response.status !== 200) throw new Error(`The gateway answered ${response.status}`);
  await response.arrayBuffer();
}
