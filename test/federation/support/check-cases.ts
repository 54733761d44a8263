import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { compareAnswer } from './compare-answer.js';
import type { EngineUnderTest } from './engine.js';
import { enginesUnderTest } from './engines-under-test.js';
import type { FederationCase } from './federation-case.js';
import { startGraph, type RunningGraph } from './running-graph.js';

/** Has every engine under test answer these cases; those of the same subgraphs share running servers. */
export function checkCases(
  cases: readonly FederationCase[],
  engines: readonly EngineUnderTest[] = enginesUnderTest(),
): void {
  describe.each(engines)('$name', (engine) => {
    for (const [subgraphs, alike] of Map.groupBy(cases, (one) => one.subgraphs)) {
      const shared = alike.filter((one) => !breaksTransport(one));
      if (shared.length > 0) describeOnOneGraph(engine, subgraphs, shared);
      for (const one of alike.filter(breaksTransport)) test(titleOf(engine, one), () => checkAlone(engine, one));
    }
  });
  test('every case has a name of its own', () => {
    const names = cases.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
}

function describeOnOneGraph(
  engine: EngineUnderTest,
  subgraphs: FederationCase['subgraphs'],
  cases: readonly FederationCase[],
): void {
  describe(Object.keys(subgraphs).join(', '), () => {
    let starting: Promise<RunningGraph>;
    beforeAll(async () => {
      starting = startGraph(engine, subgraphs);
      await starting.catch(() => undefined);
    });
    afterAll(() =>
      starting.then(
        (graph) => graph.stop(),
        () => undefined,
      ),
    );

    test.each(cases.map((one) => ({ title: titleOf(engine, one), one })))('$title', ({ one }) =>
      check(engine, one, starting),
    );
  });
}

/** An engine may remember a subgraph that failed as a server: such a case shares nothing. */
function breaksTransport({ faults = {} }: FederationCase): boolean {
  return Object.values(faults).some(({ kind }) => kind !== 'lie' && kind !== 'replace');
}

async function checkAlone(engine: EngineUnderTest, one: FederationCase): Promise<void> {
  const graph = await startGraph(engine, one.subgraphs, one.faults);
  try {
    await check(engine, one, Promise.resolve(graph));
  } finally {
    await graph.stop();
  }
}

/** Where the stock gateway is known to be wrong, it must be: by another answer, or by refusing the supergraph. */
async function check(engine: EngineUnderTest, one: FederationCase, starting: Promise<RunningGraph>): Promise<void> {
  const comparing = starting.then(async (graph) => compareAnswer(one, await graph.ask(one, one.faults)));
  if (engine.name === 'stock' && one.knownStockDifference) {
    const compared = await comparing.catch(() => undefined);
    expect(compared?.received).not.toEqual(compared?.expected ?? {});
  } else {
    const { expected, received } = await comparing;
    expect(received).toEqual(expected);
  }
}

function titleOf(engine: EngineUnderTest, one: FederationCase): string {
  return `${engine.name}: ${one.name}`;
}
