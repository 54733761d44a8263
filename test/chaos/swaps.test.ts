/** A hundred supergraphs in a row under load: no request fails, each is wholly on one, memory stays where it was. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { composeStarted } from '../support/compose-started.js';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process.js';
import { metricOf } from '../support/metric-of.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';

const SWAPS = 100;
/** What is loaded once takes its memory in the first few. */
const SETTLED = 10;
const CLIENTS = 8;
const GROWTH_MAX_BYTES = 64 * 1024 * 1024;
/** A generation has one thread that plans, and a second one when the first is held up. */
const PLANNERS_MAX = 2 * 2;
/** Connections come and go: as many as clients, and as many again to the subgraph. */
const OPEN_FILES_SLACK = 2 * CLIENTS;

let things: StartedSdlSubgraph;
let gateway: GatewayProcess;

/** A supergraph whose only type has a field that is called by its version. */
const subgraph = (version: number) => ({
  name: 'things',
  sdl: `type Query { thing: Thing } type Thing { id: ID v${version}: String }`,
  url: things.url,
});

beforeAll(async () => {
  things = await startSdlSubgraph({
    name: 'things',
    sdl: 'type Query { thing: Thing } type Thing { id: ID }',
    resolvers: { Query: { thing: () => ({ id: '1' }) } },
  });
  gateway = await startGatewayProcess({ subgraphs: [subgraph(0)], settings: { logLevel: 'warn' } });
});
afterAll(async () => {
  await gateway.stop();
  await things.stop();
});

test(`${SWAPS} swaps under load lose no request and leave memory where it was`, async () => {
  let isOver = false;
  const answers = new Map<string, number>();
  const client = async () => {
    while (!isOver) {
      const { text } = await gateway.ask('{ thing { id } __type(name: "Thing") { fields { name } } }');
      answers.set(text, (answers.get(text) ?? 0) + 1);
    }
  };
  const clients = Array.from({ length: CLIENTS }, client);
  let mostPlanners = 0;
  let before = { files: 0, rssMb: 0 };
  for (let swap = 1; swap <= SWAPS; swap++) {
    if (swap === SETTLED) {
      await gateway.beginMeasuring();
      before = use();
    }
    swapTo(swap);
    await until('joinery_supergraph_loads_total{result="loaded"}', swap + 1, () => {
      mostPlanners = Math.max(mostPlanners, planners());
    });
    await Promise.race([Promise.all(clients), untilSeen(answers, `"v${swap}"`)]);
  }
  isOver = true;
  await Promise.all(clients);
  expect(mostPlanners).toBeLessThanOrEqual(PLANNERS_MAX);
  while (planners() > PLANNERS_MAX / 2) await new Promise((resolve) => setTimeout(resolve, 20));

  const whole = /^\{"data":\{"thing":\{"id":"1"\},"__type":\{"fields":\[\{"name":"id"\},\{"name":"v\d+"\}\]\}\}\}$/;
  expect([...answers.keys()].filter((answer) => !whole.test(answer))).toEqual([]);
  expect(answers.size).toBeGreaterThanOrEqual(SWAPS);
  expect(await metricOf(gateway, 'joinery_supergraph_loads_total{result="refused"}')).toBe(0);
  const { grownBytes, heldMs } = await gateway.endMeasuring();
  const asked = [...answers.values()].reduce((sum, count) => sum + count);
  const after = use();
  process.stderr.write(
    `${asked} answers, memory grew by ${grownBytes >> 20} MiB, resident from ${before.rssMb} to ${after.rssMb} MB, ` +
      `at most ${mostPlanners} planners, open files from ${before.files} to ${after.files}, ` +
      `event loop held ${Math.round(heldMs)} ms\n`,
  );
  expect(after.files).toBeLessThanOrEqual(before.files + OPEN_FILES_SLACK);
  expect(grownBytes).toBeLessThan(GROWTH_MAX_BYTES);
}, 900_000);

function swapTo(version: number): void {
  writeFileSync(`${gateway.supergraphFile}.next`, composeStarted([subgraph(version)]).sdl);
  renameSync(`${gateway.supergraphFile}.next`, gateway.supergraphFile);
}

async function until(line: string, value: number, meanwhile: () => void): Promise<void> {
  while ((await metricOf(gateway, line)) < value) {
    meanwhile();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function untilSeen(answers: ReadonlyMap<string, number>, part: string): Promise<void> {
  while (![...answers.keys()].some((answer) => answer.includes(part)))
    await new Promise((resolve) => setTimeout(resolve, 5));
}

/** How many threads plan. */
function planners(): number {
  const threads = readdirSync(`/proc/${gateway.pid}/task`).filter((thread) => {
    try {
      return readFileSync(`/proc/${gateway.pid}/task/${thread}/comm`, 'utf8') === 'planner\n';
    } catch {
      return false;
    }
  });
  return threads.length;
}

/** What the process has open, and what memory it holds. */
function use() {
  const status = readFileSync(`/proc/${gateway.pid}/status`, 'utf8');
  return {
    files: readdirSync(`/proc/${gateway.pid}/fd`).length,
    rssMb: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024),
  };
}
