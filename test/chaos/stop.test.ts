/** A gateway of one process is told to stop under load. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { askUntilTold } from '../support/ask-until-told.js';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process.js';
import { expectWithin } from '../support/promised-time.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { until } from '../support/until.js';

const CLIENTS = 20;
const STOP_MAX_MS = 25_000;
let things: StartedSdlSubgraph;
let gateway: GatewayProcess;
let isLateAsked = false;

beforeAll(async () => {
  things = await startSdlSubgraph({
    name: 'things',
    sdl: 'type Query { soon: Int late: Int }',
    resolvers: {
      Query: {
        soon: () => sleep(20).then(() => 1),
        late: () => ((isLateAsked = true), sleep(3_000).then(() => 2)),
      },
    },
  });
  gateway = await startGatewayProcess({ subgraphs: [things], settings: { logLevel: 'warn' } });
});
afterAll(async () => {
  await gateway.stop();
  await things.stop();
});

const ready = () =>
  gateway.send({ method: 'GET', path: '/health/ready', headers: { connection: 'close' } }).then(
    ({ status }) => status,
    () => 0,
  );

test('SIGTERM under load: readiness is off at once, all that was accepted is answered, and the exit code is 0', async () => {
  const results: string[] = [];
  const clients = Array.from({ length: CLIENTS }, async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await askUntilTold({ url: gateway.url, query: '{ soon }', agent, results });
    agent.destroy();
  });
  await until(() => results.length > 200);
  const late = gateway.ask('{ late }');
  await until(() => isLateAsked);
  const startedAt = gateway.clock();
  gateway.kill('SIGTERM');
  await until(async () => (await ready()) !== 200);
  await Promise.all(clients);
  expect(JSON.parse((await late).text)).toEqual({ data: { late: 2 } });
  expect(results.filter((result) => result !== 'answered')).toEqual([]);
  expect((await gateway.ended()).code).toBe(0);
  expectWithin(STOP_MAX_MS, gateway.clock() - startedAt);
});
