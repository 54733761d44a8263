/**
 * Graphs that were written by hand, each about some ways in which federation joins, with generated data and operations:
 * our engine must answer as the same data behind one whole schema does, executed by graphql-js.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse, validate } from 'graphql';
import { AUDIT_GRAPHS, openAudit, type Audit } from './audits/audit-graphs.js';
import { comparable } from './differential/compare-with-monolith.js';
import { generateOperation } from './differential/generate-operation.js';
import { joineryEngine } from './support/joinery-engine.js';
import { startGraph, type ClientOperation, type RunningGraph } from './support/running-graph.js';
import { publishedSdl, type Row } from './support/subgraph-fixture.js';

const SEED = Number(process.env['JOINERY_FUZZ_SEED'] ?? 20261129);
/** How many operations are tried on each graph. */
const RUNS = Number(process.env['JOINERY_AUDIT_RUNS'] ?? 15);
const LIMIT_MS = 60_000;

test.each(Object.entries(AUDIT_GRAPHS))('joinery answers as one whole schema does: %s', async (_name, sdls) => {
  const audit = openAudit(sdls);
  const graph = await startGraph(joineryEngine, audit.subgraphs);
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(999), { maxLength: 160, size: 'max' }), (numbers) =>
        check(graph, audit, generateOperation(numbers, audit.whole.schema)),
      ),
      { seed: SEED, numRuns: RUNS, interruptAfterTimeLimit: LIMIT_MS },
    );
  } finally {
    await graph.stop();
  }
});

async function check(graph: RunningGraph, audit: Audit, asked: ClientOperation): Promise<void> {
  fc.pre(validate(audit.whole.schema, parse(asked.operation)).length === 0);
  const wanted = await audit.whole.ask(asked);
  const { body, received } = await graph.ask(asked);
  if (isTooComplex(body)) return;
  try {
    expect(comparable(body, true)).toEqual(comparable(wanted, true));
  } catch (error) {
    throw new Error(
      [
        ...Object.entries(audit.subgraphs).map(([name, fixture]) => `# subgraph ${name}\n${publishedSdl(fixture)}`),
        `# operation\n${asked.operation}\n# variables\n${JSON.stringify(asked.variables)}`,
        `# wanted\n${JSON.stringify(wanted)}\n# answered\n${JSON.stringify(body)}`,
        `# requests\n${JSON.stringify(received, null, 1)}\n${(error as Error).message}`,
      ].join('\n'),
    );
  }
}

/** A busy machine may refuse to plan what takes long. */
function isTooComplex({ errors }: Row): boolean {
  return ((errors ?? []) as readonly Row[]).some(({ extensions }) => extensions?.code === 'QUERY_PLANNING_TIMEOUT');
}
