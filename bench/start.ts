import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchResult } from './main.js';
import { composeLargeGraph } from './start/large-graph.js';
import { timeStart, type Started } from './start/time-start.js';

/** Measures how long the gateway takes from its command until it answers, and what it takes at rest; all in turns. */
export async function benchStart(args: readonly string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { runs: { type: 'string', default: '7' }, json: { type: 'string' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'joinery-bench-'));
  try {
    const large = join(folder, 'large.graphql');
    writeFileSync(large, composeLargeGraph());
    const rows: Readonly<Record<string, readonly string[]>> = {
      'the graph of schema/': [],
      '200 types': ['--supergraph', large],
      'the graph of schema/, two workers': ['--workers', '2'],
      // It refuses a graph with protected fields.
      '200 types, stock engine': ['--engine', 'apollo', '--supergraph', large],
    };
    const measured = new Map<string, Started[]>(Object.keys(rows).map((name) => [name, []]));
    for (let run = 0; run < Number(values.runs); run++)
      for (const [name, flags] of Object.entries(rows)) measured.get(name)!.push(await timeStart(flags, folder));
    return { name: 'start', tables: [{ title: 'Start of the gateway', rows: [...measured].map(rowOf) }] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rowOf([name, runs]: [string, readonly Started[]]) {
  const ready = runs.map(({ readyMs }) => readyMs);
  return {
    gateway: name,
    'ready after ms, median': median(ready),
    'at best': Math.round(Math.min(...ready)),
    'CPU ms until then': median(runs.map(({ cpuMs }) => cpuMs)),
    'MB at rest': median(runs.map(({ restMb }) => restMb)),
  };
}

function median(values: readonly number[]): number {
  return Math.round([...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!);
}
