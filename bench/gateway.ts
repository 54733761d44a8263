import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCallers, type Callers } from './gateway/callers.js';
import { startContender, type BenchFiles, type Contender, type ContenderSpec } from './gateway/contender.js';
import { ROWS } from './gateway/contenders.js';
import { composeGraph, GRAPHS, type Graph } from './gateway/graph.js';
import { measure, type Measured } from './gateway/measure.js';
import { readOptions, type GatewayBenchOptions } from './gateway/options.js';
import { recordStages } from './gateway/record-stages.js';
import { startSubgraphs, type Subgraphs } from './gateway/start-subgraphs.js';
import { tablesOf } from './gateway/tables.js';
import type { BenchResult } from './main.js';

/**
 * Measures gateways over the same subgraphs, each in a process bound to one core, the load and the subgraphs on the
 * others. All of a graph run at once and are asked in turns, so that noise falls on all alike. The floor is a bare server
 * that does the same fetches as our gateway and sends a fixed answer.
 */
export async function benchGateway(args: readonly string[]): Promise<BenchResult> {
  const options = readOptions(args);
  leaveTheGatewaysCore();
  const folder = mkdtempSync(join(tmpdir(), 'joinery-bench-'));
  try {
    const loads = [loadAverage()];
    const callers = await createCallers(folder, options.connections);
    const measured: Measured[] = [];
    for (const graph of GRAPHS) {
      const workloads = graph.workloads.filter(({ name }) => options.workloads?.includes(name) ?? true);
      if (workloads.length > 0)
        measured.push(...(await measureGraph({ ...graph, workloads }, callers, { ...options, folder })));
      loads.push(loadAverage());
    }
    process.stderr.write(`Load average of the machine, before and after each graph: ${loads.join(', ')}\n`);
    return { name: 'gateway', tables: tablesOf(measured) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureGraph(
  graph: Graph,
  callers: Callers,
  options: GatewayBenchOptions & { readonly folder: string },
): Promise<Measured[]> {
  const folder = join(options.folder, graph.name);
  mkdirSync(folder);
  const subgraphs = await startSubgraphs(graph.name, folder);
  const contenders: Contender[] = [];
  try {
    const files = { folder, supergraph: join(folder, 'supergraph.graphql'), floor: join(folder, 'floor.json') };
    writeFileSync(files.supergraph, composeGraph(graph, subgraphs.urls));
    for (const spec of chosenRows(options)) {
      if (spec.name === 'floor') await recordFloor(graph, subgraphs, { files, callers });
      contenders.push(await startContender(spec, { files, callers }));
    }
    const measured: Measured[] = [];
    for (const workload of graph.workloads) {
      process.stderr.write(`Measuring ${workload.name} …\n`);
      measured.push(...(await measure(workload, contenders, { ...options, subgraphs })));
    }
    return measured;
  } finally {
    contenders.forEach((contender) => contender.stop());
    subgraphs.stop();
  }
}

function chosenRows({ rows, only }: GatewayBenchOptions): readonly ContenderSpec[] {
  return ROWS[rows]!.filter(({ name }) => only?.includes(name) ?? true);
}

/** Our gateway shows what the floor fetches. */
async function recordFloor(
  { workloads }: Graph,
  subgraphs: Subgraphs,
  parts: { readonly files: BenchFiles; readonly callers: Callers },
): Promise<void> {
  const recorder = await startContender(ROWS['peers']![0]!, parts);
  try {
    writeFileSync(parts.files.floor, JSON.stringify(await recordStages(workloads, subgraphs, recorder)));
  } finally {
    recorder.stop();
  }
}

/** The gateways have the first core for themselves. */
function leaveTheGatewaysCore(): void {
  const last = availableParallelism() - 1;
  if (last > 0) spawnSync('taskset', ['-a', '-c', '-p', `1-${last}`, String(process.pid)]);
}

function loadAverage(): string {
  return loadavg()[0]!.toFixed(1);
}
