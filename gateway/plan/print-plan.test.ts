import { prettyFormatQueryPlan } from '@apollo/query-planner';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { composeSubgraphs } from '../../test/federation/support/compose.js';
import { startPlanner, type Planner } from './planner.js';
import { printPlan } from './print-plan.js';

let planner: Planner;
beforeAll(async () => {
  const sdl = composeSubgraphs({
    one: {
      sdl: `
        type Query { thing(id: ID): Thing  things: [Thing!]!  any: Any }
        type Mutation { make: Thing }
        type Subscription { made: Thing }
        type Thing @key(fields: "id part { n }") { id: ID!  part: Part!  name: String }
        type Part @shareable { n: Int }
        union Any = Thing | Part
      `,
    },
    two: {
      sdl: 'type Thing @key(fields: "id part { n }") { id: ID!  part: Part!  stars(of: Int): Int } type Part @shareable { n: Int }',
    },
    three: {
      sdl: 'type Query { others: [Thing!]! } type Thing @key(fields: "id part { n }") { id: ID!  part: Part!  size: Int } type Part @shareable { n: Int }',
    },
  });
  planner = await startPlanner({ sdl, timeoutMs: 10_000 });
});
afterAll(() => planner.stop());

describe('printPlan() prints as the library does', () => {
  test.each([
    '{ thing { id name } }',
    'query ($id: ID, $of: Int) { thing(id: $id) { name stars(of: $of) size } }',
    '{ things { stars } others { stars size name } }',
    '{ any { ... on Thing { stars } ... on Part { n } } }',
    'mutation { make { stars } }',
    '{ thing { name ... @defer(label: "b1") { stars ... @defer(label: "b2") { size } } } }',
  ])('%s', async (document) => {
    const plan = await planner.plan({ document, operationName: null, overrideLabels: [] });
    expect(printPlan(plan.node!)).toBe(prettyFormatQueryPlan(plan));
  });

  test('nothing', () => expect(printPlan(null)).toBe(prettyFormatQueryPlan({ kind: 'QueryPlan' })));
});

test('printPlan() prints a subscription with what follows an event', async () => {
  const document = 'subscription { made { name stars } }';
  const plan = await planner.plan({ document, operationName: null, overrideLabels: [] });
  expect(printPlan(plan.node!)).toMatch(
    /^QueryPlan \{\n {2}Subscription \{\n {4}Primary \{\n {6}Fetch\(service: "one"\)[^]*\n {4}Rest \{[^]*\n {2}\},\n\}$/,
  );
});
