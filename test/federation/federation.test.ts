/** The conformance suite: every federation behaviour as a case, against every engine. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KEY_CASES } from './cases/key.js';
import { KEY_FORM_CASES } from './cases/key-forms.js';
import { REQUIRES_CASES } from './cases/requires.js';
import { REQUIRES_ARGUMENT_CASES } from './cases/requires-arguments.js';
import { KEY_RESOLVABLE_CASES } from './cases/key-resolvable.js';
import { PROVIDES_CASES } from './cases/provides.js';
import { OVERRIDE_CASES } from './cases/override.js';
import { SHAREABLE_CASES } from './cases/shareable.js';
import { INTERFACE_OBJECT_CASES } from './cases/interface-object.js';
import { INACCESSIBLE_CASES } from './cases/inaccessible.js';
import { ABSTRACT_TYPE_CASES } from './cases/abstract-types.js';
import { SPLIT_ABSTRACT_TYPE_CASES } from './cases/abstract-types-split.js';
import { VARIABLE_CASES } from './cases/variables.js';
import { ALIAS_CASES } from './cases/aliases.js';
import { FRAGMENT_CASES } from './cases/fragments.js';
import { TYPENAME_CASES } from './cases/typename.js';
import { SKIP_INCLUDE_CASES, SKIP_REQUIRES_CASES } from './cases/skip-include.js';
import { INTROSPECTION_CASES } from './cases/introspection.js';
import { NULL_BUBBLING_CASES } from './cases/null-bubbling.js';
import { SUBGRAPH_ERROR_CASES } from './cases/subgraph-errors.js';
import { FAULT_CASES } from './cases/faults.js';
import { LIE_CASES } from './cases/lies.js';
import { ENTITY_ANSWER_CASES } from './cases/entity-answers.js';
import { MUTATION_CASES } from './cases/mutations.js';
import { FEDERATION_1_CASES } from './cases/federation-1.js';
import { CONTEXT_CASES } from './cases/context.js';
import { SCALAR_ENUM_CASES } from './cases/scalars-enums.js';
import { HARMLESS_DIRECTIVE_CASES } from './cases/harmless-directives.js';
import { REACHING_CASES } from './cases/reaching.js';
import { PLAIN_DEFER_CASES } from './cases/defer.js';
import { DEEP_REQUIRES_CASES } from './cases/requires-deep.js';
import { ODD_NAME_CASES } from './cases/odd-names.js';
import { COMBINATION_CASES } from './cases/combinations.js';
import { compareAnswer } from './support/compare-answer.js';
import type { EngineUnderTest } from './support/engine.js';
import { enginesUnderTest } from './support/engines-under-test.js';
import type { FederationCase } from './support/federation-case.js';
import { startGraph, type RunningGraph } from './support/running-graph.js';

const CASES: readonly FederationCase[] = [
  ...KEY_CASES,
  ...KEY_FORM_CASES,
  ...REQUIRES_CASES,
  ...REQUIRES_ARGUMENT_CASES,
  ...KEY_RESOLVABLE_CASES,
  ...PROVIDES_CASES,
  ...OVERRIDE_CASES,
  ...SHAREABLE_CASES,
  ...INTERFACE_OBJECT_CASES,
  ...INACCESSIBLE_CASES,
  ...ABSTRACT_TYPE_CASES,
  ...SPLIT_ABSTRACT_TYPE_CASES,
  ...VARIABLE_CASES,
  ...ALIAS_CASES,
  ...FRAGMENT_CASES,
  ...TYPENAME_CASES,
  ...SKIP_INCLUDE_CASES,
  ...SKIP_REQUIRES_CASES,
  ...INTROSPECTION_CASES,
  ...NULL_BUBBLING_CASES,
  ...SUBGRAPH_ERROR_CASES,
  ...FAULT_CASES,
  ...LIE_CASES,
  ...ENTITY_ANSWER_CASES,
  ...MUTATION_CASES,
  ...FEDERATION_1_CASES,
  ...CONTEXT_CASES,
  ...SCALAR_ENUM_CASES,
  ...HARMLESS_DIRECTIVE_CASES,
  ...REACHING_CASES,
  ...PLAIN_DEFER_CASES,
  ...DEEP_REQUIRES_CASES,
  ...ODD_NAME_CASES,
  ...COMBINATION_CASES,
];

describe.each(enginesUnderTest())('$name', (engine) => {
  for (const [subgraphs, cases] of Map.groupBy(CASES, (one) => one.subgraphs)) {
    const shared = cases.filter((one) => !breaksTransport(one));
    if (shared.length > 0) describeOnOneGraph(engine, subgraphs, shared);
    for (const one of cases.filter(breaksTransport)) test(titleOf(engine, one), () => checkAlone(engine, one));
  }
});

test('every case has a name of its own', () => {
  const names = CASES.map(({ name }) => name);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

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
