import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCallers, type Callers } from './gateway/callers.js';
import { startContender, type Contender, type ContenderParts, type ContenderSpec } from './gateway/contender.js';
import { OURS, ROWS } from './gateway/contenders.js';
import { composeGraph, GRAPHS, type Graph } from './gateway/graph.js';
import { measure, type Measured } from './gateway/measure.js';
import { readOptions, type GatewayBenchOptions } from './gateway/options.js';
import { recordStages } from './gateway/record-stages.js';
import { startCollector } from './gateway/start-collector.js';
import { startSubgraphs, type Subgraphs } from './gateway/start-subgraphs.js';
import { tablesOf } from './gateway/tables.js';
import { verdictsOf } from './gateway/verdicts.js';
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
  const loads = [loadAverage()];
  const collector = await startCollector();
  try {
    const callers = await createCallers(folder, options.connections);
    const measured: Measured[] = [];
    for (const graph of GRAPHS.map((one) => chosenPart(one, options))) {
      if (graph.workloads.length === 0) continue;
      measured.push(
        ...(await measureGraph(graph, {
          ...options,
          folder: join(folder, graph.name),
          callers,
          collector: collector.endpoint,
        })),
      );
      loads.push(loadAverage());
    }
    return {
      name: 'gateway',
      tables: [
        ...tablesOf(measured),
        { title: 'Targets', rows: verdictsOf(measured) },
        {
          title: 'Load average of the machine, before and after each graph',
          rows: [Object.fromEntries(loads.entries())],
        },
      ],
    };
  } finally {
    collector.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface GraphOptions extends GatewayBenchOptions {
  /** For everything that is about this graph. */
  readonly folder: string;
  readonly callers: Callers;
  readonly collector: string;
}

async function measureGraph(graph: Graph, options: GraphOptions): Promise<Measured[]> {
  const { folder } = options;
  mkdirSync(folder);
  const subgraphs = await startSubgraphs(graph.name, folder);
  const contenders: Contender[] = [];
  try {
    const files = { folder, supergraph: join(folder, 'supergraph.graphql'), floor: join(folder, 'floor.json') };
    writeFileSync(files.supergraph, composeGraph(graph, subgraphs.urls));
    for (const spec of chosenRows(options)) {
      if (spec.name === 'floor') await recordFloor(graph, subgraphs, { ...options, files });
      contenders.push(await startContender(spec, { ...options, files }));
    }
    const measured: Measured[] = [];
    for (const workload of graph.workloads) {
      process.stderr.write(`Measuring ${workload.name} …\n`);
      measured.push(...(await measure(workload, contenders, { ...options, subgraphs })));
    }
    return measured;
  } finally {
    await Promise.all(contenders.map((contender) => contender.stop()));
    subgraphs.stop();
  }
}

function chosenPart(graph: Graph, options: GatewayBenchOptions): Graph {
  return { ...graph, workloads: graph.workloads.filter(({ name }) => options.workloads?.includes(name) ?? true) };
}

function chosenRows({ rows, only }: GatewayBenchOptions): readonly ContenderSpec[] {
  return ROWS[rows].filter(({ name }) => only?.includes(name) ?? true);
}

/** Our gateway shows what the floor fetches. */
async function recordFloor({ workloads }: Graph, subgraphs: Subgraphs, parts: ContenderParts): Promise<void> {
  const recorder = await startContender(OURS, { ...parts, profile: null });
  try {
    writeFileSync(parts.files.floor, JSON.stringify(await recordStages(workloads, subgraphs, recorder)));
  } finally {
    await recorder.stop();
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
