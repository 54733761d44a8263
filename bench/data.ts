import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBigList, type BigList } from '../test/support/big-list.js';
import { composeStarted } from '../test/support/compose-started.js';
import { AS_STARTED } from './gateway/ours.js';
import { memoryMb } from './gateway/process-use.js';
import type { BenchResult } from './main.js';

const FORMATS = ['csv', 'ndjson', 'json', 'xlsx'] as const;
const MAIN = join(import.meta.dirname, '..', 'cli', 'main.js');
const MB = 1024 * 1024;

/** Measures a table of a million rows in every form: how fast it is sent, and how much memory the gateway takes at most. */
export async function benchData(args: readonly string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { rows: { type: 'string', default: '1000000' }, json: { type: 'string' } },
  });
  const list = await startBigList({ rows: Number(values.rows) });
  try {
    const measured: Record<string, string | number>[] = [];
    // A process each, since its peak is what is measured.
    for (const format of FORMATS) measured.push(await measure(list, format));
    return { name: 'data', tables: [{ title: `A table of ${values.rows} rows`, rows: measured }] };
  } finally {
    await list.stop();
  }
}

async function measure(list: BigList, format: string): Promise<Record<string, string | number>> {
  const gateway = startGateway(list);
  try {
    const url = await listening(gateway);
    const restMb = memoryMb(gateway.pid!, 'peak');
    const startedAt = performance.now();
    const { bytes, rows } = await receive(new URL(`/data/big.${format}`, url));
    const seconds = (performance.now() - startedAt) / 1_000;
    return {
      format,
      rows,
      seconds: Math.round(seconds * 10) / 10,
      'rows a second': Math.round(rows / seconds),
      'MB sent': Math.round(bytes / MB),
      'peak MB of the gateway before': Math.round(restMb),
      'peak MB after': Math.round(memoryMb(gateway.pid!, 'peak')),
    };
  } finally {
    gateway.kill('SIGTERM');
    if (gateway.exitCode === null) await once(gateway, 'exit');
  }
}

function startGateway(list: BigList): ChildProcess {
  const supergraph = join(list.folder, 'supergraph.graphql');
  const config = join(list.folder, 'gateway.yaml');
  writeFileSync(supergraph, composeStarted([list]).sdl);
  // JSON is YAML.
  writeFileSync(config, JSON.stringify({ port: 0, supergraph, data: { queries: join(list.folder, 'queries') } }));
  return spawn(process.execPath, [...AS_STARTED, MAIN, 'gateway', '--config', config], {
    env: { ...process.env, NODE_ENV: 'production', JOINERY_DATA_DIR: list.folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

async function listening(gateway: ChildProcess): Promise<string> {
  let text = '';
  for (;;) {
    const [piece] = (await Promise.race([once(gateway.stderr!, 'data'), once(gateway, 'exit')])) as [Buffer | number];
    if (typeof piece === 'number') throw new Error(`The gateway ended with ${piece}: ${text}`);
    text += piece.toString();
    const url = /listens on (\S+)\n/.exec(text)?.[1];
    if (url !== undefined) return url;
  }
}

function receive(url: URL): Promise<{ readonly bytes: number; readonly rows: number }> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      let bytes = 0;
      response.on('data', (piece: Buffer) => (bytes += piece.length));
      response.once('error', reject);
      response.once('end', () => resolve({ bytes, rows: Number(response.trailers['joinery-rows']) }));
    }).once('error', reject);
  });
}
