/** A hundred supergraphs in a row under load: no request fails, each is wholly on one, memory stays where it was. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { renameSync, writeFileSync } from 'node:fs';
import { composeStarted } from '../support/compose-started.js';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';

const SWAPS = 100;
/** What is loaded once takes its memory in the first few. */
const SETTLED = 10;
const CLIENTS = 8;
const GROWTH_MAX_BYTES = 64 * 1024 * 1024;

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
  for (let swap = 1; swap <= SWAPS; swap++) {
    if (swap === SETTLED) await gateway.beginMeasuring();
    swapTo(swap);
    await until('joinery_supergraph_loads_total{result="loaded"}', swap + 1);
  }
  isOver = true;
  await Promise.all(clients);

  const whole = /^\{"data":\{"thing":\{"id":"1"\},"__type":\{"fields":\[\{"name":"id"\},\{"name":"v\d+"\}\]\}\}\}$/;
  expect([...answers.keys()].filter((answer) => !whole.test(answer))).toEqual([]);
  expect(answers.size).toBeGreaterThan(SWAPS / 2);
  expect(await valueOf('joinery_supergraph_loads_total{result="refused"}')).toBe(0);
  const { grownBytes, heldMs } = await gateway.endMeasuring();
  const asked = [...answers.values()].reduce((sum, count) => sum + count);
  console.log(`${asked} answers, memory grew by ${grownBytes >> 20} MiB, event loop held ${Math.round(heldMs)} ms`);
  expect(grownBytes).toBeLessThan(GROWTH_MAX_BYTES);
}, 900_000);

function swapTo(version: number): void {
  writeFileSync(`${gateway.supergraphFile}.next`, composeStarted([subgraph(version)]).sdl);
  renameSync(`${gateway.supergraphFile}.next`, gateway.supergraphFile);
}

async function until(line: string, value: number): Promise<void> {
  while ((await valueOf(line)) < value) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** The value of a line of metrics; 0 when there is none. */
async function valueOf(line: string): Promise<number> {
  const { text } = await gateway.send({ method: 'GET', path: '/metrics' });
  const found = text.split('\n').find((other) => other.startsWith(`${line} `));
  return Number(found?.slice(line.length + 1) ?? 0);
}
