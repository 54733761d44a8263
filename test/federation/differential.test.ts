/**
 * Generated graphs, data and operations: every engine must answer as the same data behind one whole schema does, executed
 * by graphql-js. So any two engines agree with each other, but for the differences in known-differences.ts.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createChoices } from './differential/choices.js';
import { comparable } from './differential/compare-with-monolith.js';
import { generateGraph } from './differential/generate-graph.js';
import { generateOperation } from './differential/generate-operation.js';
import { generatedSubgraphs } from './differential/generated-subgraphs.js';
import type { GraphPlan } from './differential/graph-plan.js';
import { isKnownToDiffer } from './differential/known-differences.js';
import { createMonolith, type Monolith } from './differential/monolith.js';
import { composeSubgraphs } from './support/compose.js';
import type { EngineUnderTest } from './support/engine.js';
import { enginesUnderTest } from './support/engines-under-test.js';
import type { Subgraphs } from './support/federation-case.js';
import type { ReceivedRequest } from './support/fixture-server.js';
import { startGraph, type ClientOperation, type RunningGraph } from './support/running-graph.js';
import { publishedSdl } from './support/subgraph-fixture.js';

const SEED = Number(process.env['JOINERY_FUZZ_SEED'] ?? 20261123);
const OPERATIONS_PER_GRAPH = 5;
/** How many operations are tried, about; five on each graph. */
const RUNS = Number(process.env['JOINERY_FUZZ_RUNS'] ?? 150);
const LIMIT_MS = 300_000;

const numbers = (count: number) => fc.array(fc.nat(999), { minLength: 0, maxLength: count, size: 'max' });

test.each(enginesUnderTest())(
  '$name answers generated graphs as one whole schema does',
  async (engine) => {
    await fc.assert(
      fc.asyncProperty(
        numbers(220),
        fc.array(numbers(160), { minLength: 1, maxLength: OPERATIONS_PER_GRAPH, size: 'max' }),
        (graph, operations) => checkGraph(engine, graph, operations),
      ),
      { seed: SEED, numRuns: Math.ceil(RUNS / OPERATIONS_PER_GRAPH), interruptAfterTimeLimit: LIMIT_MS },
    );
  },
  LIMIT_MS + 60_000,
);

interface Sample {
  readonly plan: GraphPlan;
  readonly subgraphs: Subgraphs;
  readonly monolith: Monolith;
}

async function checkGraph(
  engine: EngineUnderTest,
  graphNumbers: readonly number[],
  operationNumbers: readonly (readonly number[])[],
): Promise<void> {
  const sample = sampleOf(graphNumbers);
  fc.pre(sample !== undefined);
  const graph = await startGraph(engine, sample.subgraphs);
  try {
    for (const each of operationNumbers) {
      await checkOperation(engine, graph, sample, generateOperation(each, sample.monolith.schema));
    }
  } finally {
    await graph.stop();
  }
}

/** Undefined when the graph does not compose. */
function sampleOf(graphNumbers: readonly number[]): Sample | undefined {
  const plan = generateGraph(createChoices(graphNumbers));
  const subgraphs = generatedSubgraphs(plan);
  try {
    return { plan, subgraphs, monolith: createMonolith(plan, composeSubgraphs(subgraphs)) };
  } catch {
    return undefined;
  }
}

async function checkOperation(
  engine: EngineUnderTest,
  graph: RunningGraph,
  { plan, subgraphs, monolith }: Sample,
  asked: ClientOperation,
): Promise<void> {
  if (isKnownToDiffer(engine.name, plan, asked)) return;
  const isOrdered = engine.name !== 'stock';
  const wanted = await monolith.ask(asked);
  const { body, received } = await graph.ask(asked);
  try {
    expect(comparable(body, isOrdered)).toEqual(comparable(wanted, isOrdered));
    expect(mutationsIn(received)).toEqual(monolith.mutations());
  } catch (error) {
    throw new Error(
      [
        ...Object.entries(subgraphs).map(([name, fixture]) => `# subgraph ${name}\n${publishedSdl(fixture)}`),
        `# operation\n${asked.operation}\n# variables\n${JSON.stringify(asked.variables)}`,
        `# wanted\n${JSON.stringify(wanted)}\n# answered\n${JSON.stringify(body)}`,
        `# requests\n${JSON.stringify(received, null, 1)}\n${(error as Error).message}`,
      ].join('\n'),
    );
  }
}

function mutationsIn(received: readonly ReceivedRequest[]): string[] {
  return received.flatMap(({ calls }) => calls.map(({ field }) => field)).filter((field) => field.startsWith('do_'));
}
