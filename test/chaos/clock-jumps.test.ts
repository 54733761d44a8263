/** The clock of the machine jumps by hours, as it does when it is set right: tokens, limits and breakers stay right. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { gatewaySettings } from '../../gateway/settings.js';
import { createSignatureCheck, signRequest } from '../../kit/request-signature.js';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { standStillAt } from '../support/at-date.js';
import { startProtectedGraph, tokenWith, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const HOUR_MS = 3_600_000;
const SUBGRAPHS: Subgraphs = { one: { sdl: 'type Query { a: Int }', fields: { 'Query.a': 1 } } };
const newFolder = temporaryFolders();
let graph: ProtectedGraph | undefined;
let startedAt = 0;

beforeEach(() => {
  startedAt = Date.now();
  standStillAt(startedAt);
});
afterEach(async () => {
  jest.useRealTimers();
  await graph?.stop();
  graph = undefined;
});
const jump = (hours: number) => jest.setSystemTime(startedAt + hours * HOUR_MS);

async function start(callers: object = {}): Promise<ProtectedGraph> {
  const settings = gatewaySettings.parse({ callers });
  graph = await startProtectedGraph({
    subgraphs: SUBGRAPHS,
    folder: newFolder(),
    change: (config) => ({ ...config, callers: settings.callers }),
  });
  return graph;
}

test('a token that has ended by the clock is refused, and taken again when the clock is set back', async () => {
  const shop = await start();
  const authorization = `Bearer ${await tokenWith(['a'])}`;
  const status = async () => (await shop.ask('{ a }', { scopes: null, headers: { authorization } })).status;
  expect(await status()).toBe(200);
  jump(2);
  expect(await status()).toBe(401);
  jump(0);
  expect(await status()).toBe(200);
});

test('a caller who has used up a window gets the next one in its time, wherever the clock has gone', async () => {
  const shop = await start({ requests: 1, windowSeconds: 1 });
  const status = async () => (await shop.ask('{ a }')).status;
  for (const hours of [0, -5, 5, -5]) {
    jump(hours);
    await until(async () => (await status()) === 429);
    jump(hours - 1);
    await until(async () => (await status()) === 200);
  }
});

test('a signature that was taken is not taken again, wherever the clock went meanwhile', () => {
  const key = { id: 'key', secret: 'a secret of more than thirty-two signs' };
  const check = createSignatureCheck([key]);
  const at = (hours: number) => ({ subgraph: 'one', body: '{}', nowMs: startedAt + hours * HOUR_MS });
  const signature = signRequest(key, at(0));
  expect(check(signature, at(0))).toBe(null);
  for (const hours of [2, -2]) {
    expect(check(signature, at(hours))).toBe('out of time');
    expect(check(signRequest(key, at(hours)), at(hours))).toBe(null);
    expect(check(signature, at(0))).toBe('replayed');
  }
});
