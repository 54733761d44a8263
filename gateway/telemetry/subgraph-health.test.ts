import { expect, test } from '@jest/globals';
import type { RequestEvent } from '../subgraph-client/events.js';
import { createHealthWatch, HEALTH_WINDOW_MS } from './subgraph-health.js';

const NOW = Date.parse('2016-12-01T09:30:00Z');

function watch() {
  let at = NOW;
  const health = createHealthWatch(() => at);
  return {
    health,
    later: (ms: number) => void (at += ms),
    ended: (durationMs: number, outcome: RequestEvent['outcome'] = 'answered') =>
      health.note({
        ...{ kind: 'request', subgraph: 'people', outcome, durationMs },
        ...{ reason: null, responseBytes: 0, attempts: 1, shared: false },
      }),
  };
}

test('createHealthWatch() knows nothing of a subgraph that was never asked', () =>
  expect(watch().health.of('people')).toBeUndefined());

test.each([0.2, 0.9, 5, 42, 700, 12_000])(
  'createHealthWatch() tells a duration of %s ms within 10 %%',
  (durationMs) => {
    const { health, ended } = watch();
    ended(durationMs);
    const { p50Ms, p99Ms } = health.of('people')!;
    expect(p50Ms).toBe(p99Ms);
    expect(Math.abs(p50Ms! / durationMs - 1)).toBeLessThan(0.1);
  },
);

test('createHealthWatch() tells the slowest in a hundred apart from the others', () => {
  const { health, ended } = watch();
  for (let i = 0; i < 97; i++) ended(10);
  for (let i = 0; i < 3; i++) ended(1_000);
  const { p50Ms, p99Ms } = health.of('people')!;
  expect([Math.round(p50Ms! / 10), Math.round(p99Ms! / 1_000)]).toEqual([1, 1]);
});

test('createHealthWatch() counts failures, and not what a client gave up', () => {
  const { health, ended } = watch();
  ended(1);
  ended(1, 'SUBGRAPH_REQUEST_TIMEOUT');
  ended(1, 'CLIENT_GONE');
  expect(health.of('people')).toMatchObject({
    requests: 2,
    failures: 1,
    lastFailure: { at: new Date(NOW), code: 'SUBGRAPH_REQUEST_TIMEOUT' },
  });
});

test('createHealthWatch() forgets what is older than its window, but not the last failure', () => {
  const { health, ended, later } = watch();
  ended(1, 'DOWNSTREAM_SERVICE_ERROR');
  later(HEALTH_WINDOW_MS / 2);
  ended(1);
  later(HEALTH_WINDOW_MS / 2);
  expect(health.of('people')).toMatchObject({ requests: 1, failures: 0 });
  later(HEALTH_WINDOW_MS * 3);
  expect(health.of('people')).toMatchObject({ requests: 0, p50Ms: null, lastFailure: { at: new Date(NOW) } });
});

test('createHealthWatch() tells the state of the breaker', () => {
  const { health } = watch();
  health.note({ kind: 'breaker', subgraph: 'people', state: 'open' });
  expect(health.of('people')?.breaker).toBe('open');
});
