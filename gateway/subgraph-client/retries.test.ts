import { afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { headOf, reply, replyJson, type Behaviour } from '../../test/support/hostile-server.js';
import { startHostileSubgraph, type HostileSubgraph } from '../../test/support/hostile-subgraph.js';
import { IN_TIME_MS } from '../../test/support/until.js';
import { RetryBudget } from './retry-budget.js';

describe('RetryBudget.take()', () => {
  const requests = (count: number, now: number) => {
    const budget = new RetryBudget({ retryRatio: 0.1, retryReserve: 5 });
    for (let i = 0; i < count; i++) budget.requested(now);
    return budget;
  };
  const taken = (budget: RetryBudget, now: number) =>
    Array.from({ length: 500 }, () => budget.take(now)).filter(Boolean);

  test('allows a tenth of the requests', () => {
    expect(taken(requests(1_000, 5_000), 5_000)).toHaveLength(100);
  });

  test('allows a few when there are few requests', () => {
    expect(taken(requests(1, 5_000), 5_000)).toHaveLength(5);
  });

  test('forgets requests and retries after ten seconds', () => {
    const budget = requests(1_000, 5_000);
    expect(taken(budget, 10_000)).toHaveLength(100);
    expect(taken(budget, 21_000)).toHaveLength(5);
  });
});

describe('send()', () => {
  let subgraph: HostileSubgraph | undefined;
  afterEach(async () => {
    await subgraph?.stop();
    subgraph = undefined;
  });

  const answers: Behaviour = (socket) => replyJson(socket, { data: { a: 1 } });
  const first = (behaviour: Behaviour): Behaviour => {
    return (socket, request) => (request.index === 0 ? behaviour : answers)(socket, request);
  };

  const retries = (title: string, behaviour: Behaviour) =>
    test(`sends a query again after ${title}`, async () => {
      subgraph = await startHostileSubgraph(first(behaviour));
      expect(await subgraph.send()).toMatchObject({ kind: 'answered' });
      expect(subgraph.server.received).toHaveLength(2);
      expect(subgraph.events.map(({ kind }) => kind)).toEqual(['retry', 'request']);
      expect(subgraph.events[1]).toMatchObject({ outcome: 'answered', attempts: 2 });
    });

  retries('a reset', (socket) => socket.resetAndDestroy());
  retries('a close', (socket) => socket.end());
  retries('status 502', (socket) =>
    reply(socket, { status: 502, body: 'bad', headers: { 'content-type': 'text/html' } }),
  );
  retries('status 503', (socket) => reply(socket, { status: 503 }));
  retries('status 504', (socket) => reply(socket, { status: 504, body: '{}' }));

  const keeps = (title: string, behaviour: Behaviour, kind: 'query' | 'mutation' = 'query') =>
    test(`does not send ${title} again`, async () => {
      subgraph = await startHostileSubgraph(first(behaviour));
      await subgraph.send({ kind, timeoutMs: 3_000 });
      expect(subgraph.server.received).toHaveLength(1);
    });

  keeps('a mutation after a reset', (socket) => socket.resetAndDestroy(), 'mutation');
  keeps('a mutation after status 503', (socket) => reply(socket, { status: 503 }), 'mutation');
  keeps('a query after status 500', (socket) => reply(socket, { status: 500 }));
  keeps('a query after an answer that is no JSON', (socket) => reply(socket, { body: 'no' }));
  keeps('a query that timed out', () => undefined);
  keeps('a query that broke within the answer', (socket) => {
    socket.write(`${headOf(200, { 'content-type': 'application/json', 'content-length': '99' })}{`, () =>
      socket.destroy(),
    );
  });
  keeps('a query whose status 503 explains itself', (socket) =>
    reply(socket, { status: 503, body: '{"errors":[{"message":"m"}]}' }),
  );

  test('says whether a mutation may be sent again', async () => {
    subgraph = await startHostileSubgraph((socket) => socket.resetAndDestroy());
    expect(await subgraph.send({ kind: 'mutation' })).toMatchObject({ retryable: false });
    await subgraph.server.stop();
    expect(await subgraph.send({ kind: 'mutation' })).toMatchObject({
      retryable: true,
      reason: 'no connection (ECONNREFUSED)',
    });
  });

  test('retries once', async () => {
    subgraph = await startHostileSubgraph((socket) => reply(socket, { status: 503 }));
    expect(await subgraph.send()).toMatchObject({ code: 'DOWNSTREAM_SERVICE_ERROR', retryable: true });
    expect(subgraph.server.received).toHaveLength(2);
  });

  test('stops waiting for a retry at the deadline', async () => {
    subgraph = await startHostileSubgraph((socket, { index }) => {
      if (index === 0) reply(socket, { status: 503 });
    });
    expect(await subgraph.send({ timeoutMs: 2_000 })).toMatchObject({ code: 'SUBGRAPH_REQUEST_TIMEOUT' });
  });

  test('sends a failing subgraph at most 1.1 requests per request', async () => {
    subgraph = await startHostileSubgraph((socket) => reply(socket, { status: 503 }), {
      limits: { breakerFailures: 0 },
    });
    for (let i = 0; i < 20; i++) await Promise.all(Array.from({ length: 50 }, () => subgraph!.send()));
    expect(subgraph.server.received.length).toBeGreaterThan(1_050);
    expect(subgraph.server.received.length).toBeLessThanOrEqual(1_100);
  });

  test('shows no error when the server closes connections just as queries use them again', async () => {
    subgraph = await startHostileSubgraph((socket, request) => {
      // Each connection answers once and breaks when it is used a second time.
      if (request.indexOnConnection === 0) answers(socket, request);
      else socket.resetAndDestroy();
    });
    const { send, server } = subgraph;
    for (let i = 0; i < 5; i++) {
      expect(await send({ timeoutMs: IN_TIME_MS })).toMatchObject({ kind: 'answered' });
    }
    expect(server.connections().made).toBe(5);
  });

  test('shows no error when the server closes idle connections', async () => {
    // On a busy machine each of them may be closed in the moment in which it is used.
    const limits = { retryReserve: 20, breakerFailures: 0 };
    const closes: Behaviour = (socket, request) => {
      answers(socket, request);
      setTimeout(() => socket.destroy(), 10);
    };
    subgraph = await startHostileSubgraph(closes, { limits });
    for (let i = 0; i < 20; i++) {
      expect(await subgraph.send()).toMatchObject({ kind: 'answered' });
      await sleep(i);
    }
  });
});
