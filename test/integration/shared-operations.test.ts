/** Identical operations under way at one time, when they may share an execution. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { OpenedStream } from '../support/open-stream.js';
import { settle } from '../support/settle.js';
import { startNewsroom, type Newsroom } from '../support/start-newsroom.js';
import { until } from '../support/until.js';

let room: Newsroom;
let releasing: NodeJS.Timeout | undefined;
beforeAll(async () => {
  room = await startNewsroom({
    change: (config) => ({
      ...config,
      headers: { forward: ['x-tenant'] },
      dedupe: { fetches: false, operations: true },
    }),
  });
});
afterEach(() => clearInterval(releasing));
afterAll(() => room.stop());

/** An execution that is so old is shared by nobody who comes then. */
const OLD_MS = 1_000;
const QUERY = 'query ($note: Boolean = true) { article { slow text @include(if: $note) } }';
const WHOLE = { data: { article: { slow: 'late', text: 'One' } } };

interface Ask {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request that waits until `release`. */
async function ask({ query = QUERY, variables = {}, headers = {} }: Ask = {}) {
  const asked = room.open({ query, variables, headers, accept: 'application/json' });
  await settle();
  return { answer: asked.then((stream: OpenedStream) => stream.next()) };
}

function release(): void {
  releasing = setInterval(() => room.release(), 10);
}

/**
 * How often `stars` is asked for some requests at once. A machine that takes a second for them gets another try: then the
 * last is not at once with the first any more.
 */
async function executions(...asked: readonly Ask[]): Promise<number> {
  for (;;) {
    const before = room.stars.requests.length;
    const startedAt = performance.now();
    const answers = await Promise.all(asked.map(ask));
    const tookMs = performance.now() - startedAt;
    release();
    for (const { answer } of answers) expect(await answer).toMatchObject({ data: { article: { slow: 'late' } } });
    clearInterval(releasing);
    if (tookMs < OLD_MS) return room.stars.requests.length - before;
  }
}

describe('an execution is shared', () => {
  test('by queries that are the same', async () => {
    expect(await executions({}, {}, {}, {})).toBe(1);
  });
  test('whatever the requests are called', async () => {
    expect(await executions({ headers: { 'x-request-id': 'a' } }, { headers: { 'x-request-id': 'b' } })).toBe(1);
  });
  test('by the same caller', async () => {
    const headers = { authorization: 'Bearer a', 'x-tenant': 't' };
    expect(await executions({ headers }, { headers })).toBe(1);
  });
});

describe('an execution is not shared', () => {
  test('by callers whose tokens differ, also where they are not forwarded', async () => {
    const asked = ['Bearer a', 'Bearer b', ''].map((authorization) => ({ headers: { authorization } }));
    expect(await executions(...asked, {})).toBe(4);
  });
  test('when forwarded headers differ', async () => {
    expect(await executions({ headers: { 'x-tenant': 'a' } }, { headers: { 'x-tenant': 'b' } })).toBe(2);
  });
  test('when variables differ', async () => {
    expect(await executions({ variables: { note: true } }, { variables: { note: false } })).toBe(2);
  });
  test('when operations differ', async () => {
    expect(await executions({}, { query: '{ article { slow } }' })).toBe(2);
  });
  test('by mutations', async () => {
    const before = room.news.requests.length;
    const query = 'mutation { publish(text: "a") { text slow } }';
    const answers = await Promise.all([ask({ query }), ask({ query })]);
    release();
    for (const { answer } of answers) expect(await answer).toEqual({ data: { publish: { text: 'a', slow: 'late' } } });
    expect(room.news.requests.length - before).toBe(2);
  });
  test('when it is a second old, in case it hangs', async () => {
    const before = room.stars.requests.length;
    const first = await ask();
    await sleep(OLD_MS + 100);
    const second = await ask();
    release();
    expect([await first.answer, await second.answer]).toEqual([WHOLE, WHOLE]);
    expect(room.stars.requests.length - before).toBe(2);
  });
});

describe('a caller who leaves', () => {
  /** Sends the query, and gives what ends the request. */
  async function askToLeave(): Promise<() => void> {
    const leaving = new AbortController();
    void fetch(room.gateway.url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
      signal: leaving.signal,
    }).catch(() => undefined);
    await settle();
    return () => leaving.abort();
  }

  test('does not end the execution of others, first or not', async () => {
    const before = room.stars.requests.length;
    const startedAt = performance.now();
    const [first, staying, second] = await Promise.all([askToLeave(), ask(), askToLeave()]);
    first();
    second();
    await settle();
    const later = await ask();
    const seconds = Math.ceil((performance.now() - startedAt) / OLD_MS);
    release();
    expect([await staying.answer, await later.answer]).toEqual([WHOLE, WHOLE]);
    // One, unless the machine is so busy that they become a second old meanwhile.
    expect(room.stars.requests.length - before).toBeLessThanOrEqual(seconds);
  });

  test('ends it when all others have left, and who comes then has it executed anew', async () => {
    const leave = [await askToLeave(), await askToLeave()];
    await until(() => room.stars.answering() > 0);
    leave.forEach((one) => one());
    await until(() => room.stars.answering() === 0);
    const next = await ask();
    release();
    expect(await next.answer).toEqual(WHOLE);
  });
});

test('errors are shared as they are', async () => {
  const query = '{ article { id fails } }';
  const [first, second] = await Promise.all([ask({ query }), ask({ query })]);
  expect(await second.answer).toEqual(await first.answer);
  expect(await first.answer).toMatchObject({
    data: { article: { fails: null } },
    errors: [{ message: 'Out of stars' }],
  });
});
