/** A subgraph is killed under load: only its fields are missing, and they are back soon after it is. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, expectUnharmedAfterEach } from '../support/after-hostility.js';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process.js';
import { startKillableSubgraph, type KillableSubgraph } from '../support/killable-subgraph.js';
import type { LyingSubgraph } from '../support/lying-subgraph.js';
import { expectWithin } from '../support/promised-time.js';
import { startBooks, startReviews } from '../support/start-market.js';
import { until } from '../support/until.js';

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
  readonly askedAt: number;
  /** When it was answered by the clock of the gateway, to see how long things took. */
  readonly ownMs: number;
  readonly tookMs: number;
  readonly outcome: string;
}

/** Asks with several clients until told to stop. */
function load(query: string, clients: number) {
  const seen: Seen[] = [];
  let isOver = false;
  const client = async () => {
    while (!isOver) {
      const askedAt = performance.now();
      const reply = await gateway.ask(query);
      const outcome = outcomeOf(bodyOf(reply), query);
      seen.push({ askedAt, ownMs: gateway.clock(), tookMs: reply.tookMs, outcome });
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
  await until(() => untouched.seen.length > 100);
  const calm = [...untouched.seen];
  const killedMs = gateway.clock();
  await stock.kill();
  const deadAt = performance.now();
  const whileDead = ({ seen }: typeof touched) => seen.filter(({ askedAt }) => askedAt > deadAt);
  await sleep(3_000);
  await until(() => whileDead(touched).length > 20 && whileDead(untouched).length > 20);
  const opened = await found(touched.seen, 'SUBGRAPH_CIRCUIT_BREAKER_REJECTED');
  const meanwhile = { touched: whileDead(touched), untouched: whileDead(untouched) };
  await stock.revive();
  const revivedMs = gateway.clock();
  await until(() => touched.seen.slice(-20).every(({ outcome }) => outcome === 'whole'));
  const openedMs = Math.max(0, opened.ownMs - killedMs);
  const wholeAgainMs = Math.max(0, touched.seen.at(-20)!.ownMs - revivedMs);
  await touched.end();
  await untouched.end();

  for (const { outcome } of meanwhile.touched) expect(CODES).toContain(outcome);
  expectWithin(2_000, openedMs);
  expectWithin(5_000, wholeAgainMs);

  const [before, during] = [p99(calm), p99(meanwhile.untouched)];
  const figures = [`opened after ${ms(openedMs)}`, `whole ${ms(wholeAgainMs)} after its return`];
  process.stderr.write(`kill -9: ${figures.join(', ')}; p99 of others ${ms(before)} before, ${ms(during)} meanwhile\n`);
  // A few milliseconds more or less are noise.
  expectWithin(2 * before + 100, during);
});

/** The first that had an outcome, as soon as there is one. */
async function found(seen: readonly Seen[], outcome: string): Promise<Seen> {
  await until(() => seen.some((one) => one.outcome === outcome));
  return seen.find((one) => one.outcome === outcome)!;
}

function p99(seen: readonly Seen[]): number {
  const times = seen.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.99)]!;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
