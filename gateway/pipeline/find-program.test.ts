import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bookshop } from '../../test/federation/graphs/bookshop.js';
import { startCore, type Core } from '../../test/support/start-core.js';
import type { PlanRequest } from '../plan/planner-messages.js';
import { PlannerBusy, PlanningFailure, PlanningTimeout } from '../plan/planner.js';
import { findProgram, planningRefusal } from './find-program.js';
import { prepareOperation } from './prepare-operation.js';
import type { Snapshot } from './snapshot.js';
import { readGatewayConfig } from '../config.js';
import { RequestError } from './request-error.js';

const { limits } = readGatewayConfig({}, {});
let core: Core;
beforeAll(async () => {
  core = await startCore(bookshop);
});
afterAll(() => core.stop());

/** Finds programs with a planner that fails, or counts what it is asked. */
function finder(failure?: Error) {
  const asked: PlanRequest[] = [];
  const { planner } = core.snapshot;
  const snapshot: Snapshot = {
    ...core.snapshot,
    planner: {
      ...planner,
      plan: (request) => {
        asked.push(request);
        return failure ? Promise.reject(failure) : planner.plan(request);
      },
    },
  };
  const find = (text: string, variables = {}, more = {}) => {
    const operation = prepareOperation(core.snapshot, { text, name: null }, { limits, introspection: true });
    return findProgram(snapshot, operation, { variables, overrideLabels: [], mergeFetches: true, ...more });
  };
  return { asked, find };
}

describe('findProgram()', () => {
  test('plans an operation once, also for those who ask meanwhile', async () => {
    const { asked, find } = finder();
    const [one, two] = await Promise.all([find('{ echo }'), find('{ echo }')]);
    expect(await find('{ echo }')).toBe(one);
    expect(two).toBe(one);
    expect(asked).toHaveLength(1);
  });

  test('plans once for each value of a condition, whatever the other variables are', async () => {
    const { asked, find } = finder();
    const text = 'query ($a: Boolean!, $n: Int) { echo(n: $n) reader @include(if: $a) { name } }';
    for (const a of [true, false, true]) for (const n of [1, 2]) await find(text, { a, n });
    expect(asked).toHaveLength(2);
  });

  test('has every program of a document count in the memory that documents may take', async () => {
    const { find } = finder();
    const { documents } = core.snapshot;
    const text = 'query ($a: Boolean!, $b: Boolean!) { echo @include(if: $a) reader @include(if: $b) { name } }';
    const sizes: number[] = [];
    for (const a of [false, true])
      for (const b of [true, false]) {
        await find(text, { a, b });
        await find(text, { a, b });
        sizes.push(documents.calculatedSize);
      }
    expect(sizes).toEqual([...new Set(sizes)].sort((one, other) => one - other));
  });

  test('plans apart for clients that take deferred parts later', async () => {
    const { asked, find } = finder();
    const text = '{ book(id: "b1") { title ... @defer { stars } } }';
    const [plain, streamed] = [await find(text), await find(text, {}, { defers: true })];
    expect([plain.deferred.length, streamed.deferred.length]).toEqual([0, 1]);
    expect(asked).toHaveLength(2);
  });

  test('does not try again what took too long', async () => {
    const { asked, find } = finder(new PlanningTimeout());
    for (let i = 0; i < 3; i++) await expect(find('{ late: echo }')).rejects.toThrow(PlanningTimeout);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['a full planner', new PlannerBusy('busy')],
    ['a failure', new PlanningFailure('odd')],
  ])('tries again after %s', async (_title, failure) => {
    const { asked, find } = finder(failure);
    for (let i = 0; i < 3; i++) await expect(find(`{ failed: echo } # ${failure.message}`)).rejects.toThrow(failure);
    expect(asked).toHaveLength(3);
  });

  test('asks no planner about the schema alone', async () => {
    const { asked, find } = finder();
    await find('{ __typename __schema { queryType { name } } }');
    expect(asked).toEqual([]);
  });
});

test('planningRefusal() tells the client what it can do about it', () => {
  const codeOf = (error: unknown) =>
    error instanceof RequestError ? [error.status, error.errors[0]!.extensions.code] : error;
  expect(codeOf(planningRefusal(new PlanningTimeout()))).toEqual([503, 'QUERY_PLANNING_TIMEOUT']);
  expect(codeOf(planningRefusal(new PlannerBusy()))).toEqual([503, 'QUERY_PLANNER_BUSY']);
  const other = new PlanningFailure('odd');
  expect(planningRefusal(other)).toBe(other);
});
