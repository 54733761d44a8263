import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCountry } from '../subgraphs/kit/country/country.js';
import { readLibrary } from '../test/support/library.js';
import { startGraph, type StartedGraph } from '../test/support/start-graph.js';
import type { BenchResult } from './main.js';
import { PAGES, reachPage, type PageCase } from './subgraph-pages.js';

const PRACTICES = 7_800;
const PEOPLE = 20_000;

interface Scaled {
  readonly scale: number;
  readonly graph: StartedGraph;
  readonly seededInSeconds: number;
}

/**
 * Measures the library and pages of every order on generated countries of several sizes, all in one process and in
 * turns, so that noise falls on all of them alike; then how fast a published file is imported.
 */
export async function benchSubgraphs(args: readonly string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: { scales: { type: 'string', default: '1,10,100' }, runs: { type: 'string', default: '20' } },
  });
  const runs = Number(values.runs);
  const folder = mkdtempSync(join(tmpdir(), 'joinery-bench-'));
  try {
    const graphs: Scaled[] = [];
    for (const scale of String(values.scales).split(',').map(Number)) graphs.push(await startScaled(folder, scale));
    const library = await measureLibrary(graphs, runs);
    const pages = await measurePages(graphs, runs);
    const memory = Math.round(process.memoryUsage().rss / 1_048_576);
    for (const { graph } of graphs) await graph.stop();
    return {
      name: 'subgraphs',
      tables: [
        {
          title: 'Sizes (all graphs run in one process)',
          rows: [...sizes(graphs), { scale: 'resident memory, MB', seconds: memory }],
        },
        { title: 'Library: SQL statements, then milliseconds through the gateway', rows: library },
        { title: 'Pages of 50: milliseconds at the median, and against the smallest size', rows: pages },
        {
          title: 'Import of ODS practices by the command, process start included',
          rows: [1, 10].map((scale) => measureImport(folder, scale)),
        },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startScaled(folder: string, scale: number): Promise<Scaled> {
  process.stderr.write(`Generating ${scale}× …\n`);
  const country = createCountry({ practices: PRACTICES * scale, people: PEOPLE * scale });
  let count = 0;
  const openUrl = async () => `sqlite:${join(folder, `${scale}-${count++}.sqlite`)}`;
  const startedAt = performance.now();
  const graph = await startGraph(openUrl, country, () => new Date());
  return { scale, graph, seededInSeconds: (performance.now() - startedAt) / 1000 };
}

function sizes(graphs: readonly Scaled[]) {
  return graphs.map(({ scale, seededInSeconds }) => ({
    scale: `${scale}× generated`,
    seconds: round(seededInSeconds),
  }));
}

async function measureLibrary(graphs: readonly Scaled[], runs: number) {
  const rows: Record<string, string | number>[] = [];
  for (const { slug, text } of readLibrary()) {
    process.stderr.write(`Measuring ${slug}\n`);
    const times = await inTurns(graphs, runs, (graph) => graph.ask(text));
    const row: Record<string, string | number> = { query: slug };
    for (const { scale, graph } of graphs) {
      await graph.ask(text);
      row[`${scale}× statements`] = graph.statements().length;
      row[`${scale}× p50`] = round(quantile(times.get(scale)!, 0.5));
      row[`${scale}× p99`] = round(quantile(times.get(scale)!, 0.99));
    }
    rows.push(row);
  }
  return rows;
}

async function measurePages(graphs: readonly Scaled[], runs: number) {
  const rows: Record<string, string | number>[] = [];
  for (const page of PAGES) {
    process.stderr.write(`Measuring pages of ${page.name}\n`);
    for (const depth of [0, 10]) rows.push(await measurePage(graphs, runs, { page, depth }));
  }
  return rows;
}

async function measurePage(
  graphs: readonly Scaled[],
  runs: number,
  { page, depth }: { page: PageCase; depth: number },
) {
  const cursors = new Map<StartedGraph, string | null>();
  for (const { graph } of graphs) cursors.set(graph, await reachPage(graph, page, depth));
  const times = await inTurns(graphs, runs, (graph) => graph.ask(page.query, { first: 50, after: cursors.get(graph) }));
  const row: Record<string, string | number> = { page: page.name, after: depth * 500 };
  const smallest = quantile(times.get(graphs[0]!.scale)!, 0.5);
  for (const { scale } of graphs) {
    const median = quantile(times.get(scale)!, 0.5);
    row[`${scale}× p50`] = round(median);
    if (scale !== graphs[0]!.scale) row[`${scale}× / ${graphs[0]!.scale}×`] = round(median / smallest);
  }
  return row;
}

async function inTurns(
  graphs: readonly Scaled[],
  runs: number,
  ask: (graph: StartedGraph) => Promise<{ errors: unknown }>,
) {
  const times = new Map<number, number[]>(graphs.map(({ scale }) => [scale, []]));
  for (let run = -2; run < runs; run++) {
    for (const { scale, graph } of graphs) {
      const startedAt = performance.now();
      const { errors } = await ask(graph);
      if (errors) throw new Error(`${scale}×: ${JSON.stringify(errors).slice(0, 500)}`);
      if (run >= 0) times.get(scale)!.push(performance.now() - startedAt);
    }
  }
  return times;
}

/** A file in the form of ODS epraccur with invented practices, imported into an empty database. */
function measureImport(folder: string, scale: number) {
  const country = createCountry({ practices: 12_922 * scale });
  const file = join(folder, `epraccur_2015-11-27_${scale}.csv`);
  const lines = Array.from({ length: country.practices }, (_, index) => {
    const { odsCode, name, openedOn, ccg } = country.practice(index);
    const cells = [
      odsCode,
      name,
      'Y54',
      'Q74',
      '',
      '',
      '',
      '',
      '',
      'Z1 1ZZ',
      openedOn.replaceAll('-', ''),
      '',
      'A',
      'B',
      `Z${ccg}`,
    ];
    return [...cells, '20130401', '', '', '', '', '', '0', '', `Z${ccg}`, '', '4', '']
      .map((cell) => `"${cell}"`)
      .join(',');
  });
  writeFileSync(file, `${lines.join('\r\n')}\r\n`);
  const startedAt = performance.now();
  const cli = join(import.meta.dirname, '..', 'cli', 'main.js');
  const { status, stderr } = spawnSync(
    process.execPath,
    [cli, 'import', 'ods-practices', file, '--as-of', '2015-11-27'],
    {
      env: { ...process.env, JOINERY_DATA_DIR: join(folder, `import-${scale}`) },
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`The import failed: ${stderr.slice(-500)}`);
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    rows: country.practices,
    seconds: round(seconds),
    'rows per second': Math.round(country.practices / seconds),
  };
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
