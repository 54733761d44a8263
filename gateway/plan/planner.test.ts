import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { composeSubgraphs } from '../../test/federation/support/compose.js';
import {
  PlannerBusy,
  PlanningFailure,
  PlanningTimeout,
  startPlanner,
  SupergraphRefused,
  type Planner,
} from './planner.js';

const sdl = composeSubgraphs({
  a: { sdl: 'type Query { t: T  other: T } type T @key(fields: "id") { id: ID!  a: Int  t: T  u: T }' },
  b: { sdl: 'type T @key(fields: "id") { id: ID!  b: Int }' },
});

const ask = (document: string) => ({ document, operationName: null, overrideLabels: [] });
const QUICK = ask('{ t { a b } }');

/** Takes minutes: each level selects the next twice. */
function bomb(levels: number): string {
  return levels === 0 ? 'a b' : `t { ${bomb(levels - 1)} } u { ${bomb(levels - 1)} }`;
}
const SLOW = ask(`{ t { ${bomb(14)} } }`);

describe('Planner', () => {
  let planner: Planner;
  beforeAll(async () => {
    planner = await startPlanner({ sdl, timeoutMs: 1_500 });
  });
  afterAll(() => planner.stop());

  test('plans', async () => {
    const { node } = await planner.plan(QUICK);
    expect(node).toMatchObject({ kind: 'Sequence', nodes: [{ kind: 'Fetch', serviceName: 'a' }, { kind: 'Flatten' }] });
  });

  test('fails for an operation that does not fit, and goes on', async () => {
    await expect(planner.plan(ask('{ nothing }'))).rejects.toThrow(PlanningFailure);
    await expect(planner.plan(QUICK)).resolves.toMatchObject({ kind: 'QueryPlan' });
  });

  test('kills a plan that takes too long; others are planned meanwhile and afterwards', async () => {
    const ended: string[] = [];
    const slow = planner.plan(SLOW).catch((error: unknown) => {
      ended.push('slow');
      return error;
    });
    const quick = Promise.all([planner.plan(QUICK), planner.plan(QUICK)]).then(() => ended.push('quick'));
    expect(await slow).toBeInstanceOf(PlanningTimeout);
    await quick;
    await planner.plan(QUICK);
    expect(ended.sort()).toEqual(['quick', 'slow']);
  });

  test('refuses when too many wait', async () => {
    const many = await Promise.allSettled(Array.from({ length: 300 }, () => planner.plan(QUICK)));
    const refused = many.filter((one) => one.status === 'rejected');
    expect(refused).toHaveLength(99);
    expect(refused.every(({ reason }) => reason instanceof PlannerBusy)).toBe(true);
  });

  test('fails what waits when it is stopped', async () => {
    const other = await startPlanner({ sdl, timeoutMs: 1_500 });
    const waiting = Promise.allSettled([other.plan(SLOW), other.plan(QUICK)]);
    await other.stop();
    await expect(other.plan(QUICK)).rejects.toThrow('stopped');
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  test.each([
    ['text that is no GraphQL', 'type {'],
    ['a schema that is no supergraph', 'type Query { a: Int }'],
  ])('refuses %s', async (_title, text) => {
    await expect(startPlanner({ sdl: text, timeoutMs: 1_000 })).rejects.toThrow(SupergraphRefused);
  });
});
