import { afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { reply, replyJson, startHostileServer, type Behaviour } from '../../test/support/hostile-server.js';
import { startHostileSubgraph, type HostileSubgraph } from '../../test/support/hostile-subgraph.js';
import { createOwnClock } from '../../test/support/own-clock.js';
import { expectWithin } from '../../test/support/promised-time.js';
import { until } from '../../test/support/until.js';
import { CircuitBreaker, type BreakerState } from './circuit-breaker.js';

const LIMITS = { breakerFailures: 10, breakerProbeMs: 1_000 };
/** Long enough after the last probe for the next. */
const PROBE_MS = 1_200;

function openBreaker() {
  const states: BreakerState[] = [];
  const breaker = new CircuitBreaker(LIMITS, (state) => states.push(state));
  for (let i = 0; i < 10; i++) breaker.failed(1_000);
  return { breaker, states };
}

describe('CircuitBreaker', () => {
  test('opens after ten failures in a row, however slow', () => {
    const breaker = new CircuitBreaker(LIMITS, () => undefined);
    for (let i = 1; i <= 9; i++) breaker.failed(i * 60_000);
    expect(breaker.state).toBe('closed');
    breaker.failed(600_000);
    expect(breaker.state).toBe('open');
  });

  test('opens when half of all requests of two seconds have failed', () => {
    const breaker = new CircuitBreaker(LIMITS, () => undefined);
    for (let i = 0; i < 9; i++) {
      breaker.failed(1_000 + i);
      breaker.succeeded(1_000 + i, 1_000);
    }
    expect(breaker.state).toBe('closed');
    breaker.failed(1_100);
    expect(breaker.state).toBe('open');
  });

  test('stays closed when fewer than half fail', () => {
    const breaker = new CircuitBreaker(LIMITS, () => undefined);
    for (let i = 0; i < 10_000; i++) {
      if (i % 5 < 2) breaker.failed(1_000 + i);
      else breaker.succeeded(1_000 + i, 1_000 + i);
    }
    expect(breaker.state).toBe('closed');
  });

  test('opens within two seconds of the first failure after a time of success', () => {
    const breaker = new CircuitBreaker({ ...LIMITS, breakerFailures: 300 }, () => undefined);
    for (let now = 0; now < 10_000; now += 5) breaker.succeeded(now, now);
    let now = 10_000;
    while (breaker.state === 'closed') breaker.failed((now += 5));
    expect(now - 10_000).toBeLessThanOrEqual(2_000);
  });

  test('never opens when it is switched off', () => {
    const breaker = new CircuitBreaker({ ...LIMITS, breakerFailures: 0 }, () => undefined);
    for (let i = 0; i < 1_000; i++) breaker.failed(i);
    expect(breaker.admits(1_000)).toBe(true);
  });

  test('lets one request through in about a second while it is open', () => {
    const { breaker } = openBreaker();
    let admitted = 0;
    for (let now = 1_000; now < 11_000; now += 10) if (breaker.admits(now)) admitted += 1;
    expect(admitted).toBeGreaterThanOrEqual(8);
    expect(admitted).toBeLessThanOrEqual(11);
  });

  test('closes with the first success of a probe', () => {
    const { breaker, states } = openBreaker();
    const now = 1_000 + PROBE_MS;
    expect(breaker.admits(now)).toBe(true);
    breaker.succeeded(now + 10, now);
    expect(breaker.admits(now + 11)).toBe(true);
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  test('opens again when a probe fails', () => {
    const { breaker, states } = openBreaker();
    breaker.admits(1_000 + PROBE_MS);
    breaker.failed(1_010 + PROBE_MS);
    expect(breaker.admits(1_011 + PROBE_MS)).toBe(false);
    expect(states).toEqual(['open', 'half-open', 'open']);
  });

  test('is not closed by a request that began before it opened', () => {
    const { breaker } = openBreaker();
    breaker.succeeded(1_100, 900);
    expect(breaker.admits(1_101)).toBe(false);
  });
});

describe('send() with a breaker', () => {
  let subgraph: HostileSubgraph | undefined;
  afterEach(async () => {
    await subgraph?.stop();
    subgraph = undefined;
  });

  const answers: Behaviour = (socket) => replyJson(socket, { data: { a: 1 } });

  const clock = createOwnClock();

  /** Sends every 5 ms until an answer has this outcome; says after how many milliseconds of this process's own time. */
  async function sendUntil(outcome: string): Promise<number> {
    const startedAt = clock();
    await until(async () => {
      const answer = await subgraph!.send();
      return outcome === (answer.kind === 'failed' ? answer.code : 'answered');
    });
    return clock() - startedAt;
  }

  test('opens within 2 s when the subgraph is killed under load, closes within 5 s of its return', async () => {
    subgraph = await startHostileSubgraph(answers);
    const { server, events, send } = subgraph;
    await Promise.all(Array.from({ length: 200 }, () => send()));
    await server.stop();
    expectWithin(2_000, await sendUntil('SUBGRAPH_CIRCUIT_BREAKER_REJECTED'));
    const again = await startHostileServer(answers, server.port);
    expectWithin(5_000, await sendUntil('answered'));
    expect(await send()).toMatchObject({ kind: 'answered' });
    await again.stop();
    const states = events.flatMap((event) => (event.kind === 'breaker' ? [event.state] : []));
    expect(states[0]).toBe('open');
    expect(states.at(-1)).toBe('closed');
  });

  test('opens for a subgraph that hangs, and closes though a probe hangs too', async () => {
    subgraph = await startHostileSubgraph(() => undefined, { limits: { timeoutMs: 100 } });
    const { server, send } = subgraph;
    for (let i = 0; i < 10; i++) expect(await send()).toMatchObject({ code: 'SUBGRAPH_REQUEST_TIMEOUT' });
    await sendUntil('SUBGRAPH_CIRCUIT_BREAKER_REJECTED');
    const asked = server.received.length;
    await sleep(PROBE_MS);
    const probe = send();
    await Promise.race([probe, until(() => server.received.length > asked)]);
    server.behave(answers);
    expectWithin(5_000, await sendUntil('answered'));
    expect(await probe).toMatchObject({ code: 'SUBGRAPH_REQUEST_TIMEOUT' });
  });

  test('does not open because of short deadlines', async () => {
    subgraph = await startHostileSubgraph(() => undefined);
    for (let i = 0; i < 12; i++) await subgraph.send({ timeoutMs: 10 });
    expect(await subgraph.send({ timeoutMs: 10 })).toMatchObject({ code: 'SUBGRAPH_REQUEST_TIMEOUT' });
  });

  const stays = (title: string, behaviour: Behaviour) =>
    test(`stays closed for ${title}`, async () => {
      subgraph = await startHostileSubgraph(behaviour);
      for (let i = 0; i < 30; i++) await subgraph.send();
      expect(subgraph.events.filter(({ kind }) => kind === 'breaker')).toEqual([]);
      expect(subgraph.server.received).toHaveLength(30);
    });

  stays('errors that say what is wrong', (socket) =>
    reply(socket, { status: 500, body: '{"errors":[{"message":"m"}]}' }),
  );
  stays('callers that are not let in', (socket) => reply(socket, { status: 401, body: 'no' }));
  stays('answers that are too large', (socket) => reply(socket, { headers: { 'content-length': '999999999' } }));
});
