/** A subgraph is killed under load: only its fields are missing, and they are back soon after it is. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, expectUnharmedAfterEach } from '../support/after-hostility.js';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process.js';
import { startKillableSubgraph, type KillableSubgraph } from '../support/killable-subgraph.js';
import { startBooks, startReviews } from '../support/start-market.js';
import type { LyingSubgraph } from '../support/lying-subgraph.js';

const WITH_STOCK = '{ books { title inStock stars } }';
const WITHOUT = '{ books { title stars } }';
const CODES = ['DOWNSTREAM_SERVICE_ERROR', 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED'];

let stock: KillableSubgraph;
let others: readonly LyingSubgraph[] = [];
let gateway: GatewayProcess;
beforeAll(async () => {
  stock = await startKillableSubgraph();
  others = await Promise.all([startBooks(), startReviews()]);
  gateway = await startGatewayProcess({ subgraphs: [stock, ...others] });
  for (let i = 0; i < 100; i++) await Promise.all([gateway.ask(WITH_STOCK), gateway.ask(WITHOUT)]);
});
afterAll(async () => {
  await gateway.stop();
  await Promise.all(others.map((one) => one.stop()));
});
expectUnharmedAfterEach(() => gateway);

/** What one answer had of `stock`: both values, or the code of the errors in their place. */
interface Seen {
  readonly atMs: number;
  readonly tookMs: number;
  readonly outcome: string;
}

/** Asks with several clients until told to stop. */
function load(query: string, clients: number) {
  const seen: Seen[] = [];
  let isOver = false;
  const client = async () => {
    while (!isOver) {
      const reply = await gateway.ask(query);
      seen.push({ atMs: performance.now(), tookMs: reply.tookMs, outcome: outcomeOf(bodyOf(reply), query) });
      await sleep(10);
    }
  };
  const running = Promise.all(Array.from({ length: clients }, client));
  return {
    seen,
    async end() {
      isOver = true;
      await running;
    },
  };
}

function outcomeOf({ data, errors = [] }: ReturnType<typeof bodyOf>, query: string): string {
  const others = (data.books as Record<string, unknown>[]).map(({ title, stars }) => ({ title, stars }));
  expect(others).toEqual([
    { title: 'Dune', stars: 1.5 },
    { title: 'Emma', stars: 2.5 },
  ]);
  if (query === WITHOUT) expect(errors).toEqual([]);
  for (const { path } of errors) expect(path?.join('.')).toMatch(/^books\.[01]\.inStock$/);
  return errors[0]?.extensions.code ?? 'whole';
}

test('kill -9: only its fields are null, the breaker opens in 2 s and closes 5 s after its return', async () => {
  const touched = load(WITH_STOCK, 10);
  const untouched = load(WITHOUT, 5);
  await sleep(1_500);
  const killedAt = performance.now();
  await stock.kill();
  await sleep(3_000);
  const revivedAt = performance.now();
  await stock.revive();
  await until(() => touched.seen.slice(-20).every(({ outcome }) => outcome === 'whole'), 10_000);
  const wholeAgainMs = touched.seen.at(-20)!.atMs - revivedAt;
  await touched.end();
  await untouched.end();

  const whileDead = touched.seen.filter(({ atMs }) => atMs > killedAt + 100 && atMs < revivedAt);
  expect(whileDead.length).toBeGreaterThan(20);
  for (const { outcome } of whileDead) expect(CODES).toContain(outcome);
  const openedAt = touched.seen.find(({ outcome }) => outcome === 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED')!.atMs;
  expect(openedAt - killedAt).toBeLessThan(2_000);
  expect(wholeAgainMs).toBeLessThan(5_000);

  const calm = p99(untouched.seen.filter(({ atMs }) => atMs < killedAt));
  const meanwhile = p99(untouched.seen.filter(({ atMs }) => atMs > killedAt && atMs < revivedAt));
  const figures = [`opened after ${ms(openedAt - killedAt)}`, `whole ${ms(wholeAgainMs)} after its return`];
  process.stderr.write(
    `kill -9: ${figures.join(', ')}; p99 of others ${ms(calm)} before, ${ms(meanwhile)} meanwhile\n`,
  );
  // On a busy machine a few milliseconds more or less are noise.
  expect(meanwhile).toBeLessThan(2 * calm + 100);
});

function p99(seen: readonly Seen[]): number {
  const times = seen.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)]!;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}

async function until(isMet: () => boolean, atMostMs: number): Promise<void> {
  const deadline = performance.now() + atMostMs;
  while (!isMet() && performance.now() < deadline) await sleep(20);
}
