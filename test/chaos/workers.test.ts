/** A gateway of several processes on one port: what becomes of requests when a worker dies, and when all are to stop. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { askUntilTold } from '../support/ask-until-told.js';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process.js';
import { startJoinery } from '../support/joinery-command.js';
import { expectWithin } from '../support/promised-time.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { until } from '../support/until.js';

const CLIENTS = 20;
const STOP_MAX_MS = 25_000;

let things: StartedSdlSubgraph;
let gateway: GatewayProcess;
let never: () => void = () => undefined;

beforeAll(async () => {
  things = await startSdlSubgraph({
    name: 'things',
    sdl: 'type Query { soon: Int never: Int }',
    resolvers: {
      Query: {
        soon: () => sleep(20).then(() => 1),
        never: () => new Promise((resolve) => (never = () => resolve(1))),
      },
    },
  });
});
const start = async (limits: Readonly<Record<string, number>> = {}) => {
  gateway = await startGatewayProcess({ subgraphs: [things], settings: { workers: 2, logLevel: 'warn', limits } });
};
afterEach(async () => {
  never();
  await gateway.stop();
});
afterAll(() => things.stop());

/** The processes of the workers. */
function workers(): number[] {
  const pids = readFileSync(`/proc/${gateway.pid}/task/${gateway.pid}/children`, 'utf8');
  return pids.trim().split(' ').filter(Boolean).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** Clients that ask until they are told that the server closes; each then asks on a new connection while `goesOn`. */
function load(goesOn: () => boolean = () => false) {
  const agents = Array.from({ length: CLIENTS }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  const results: string[] = [];
  const clients = agents.map(async (agent) => {
    do await askUntilTold({ url: gateway.url, query: '{ soon }', agent, results });
    while (goesOn());
    agent.destroy();
  });
  return { results, ended: Promise.all(clients) };
}

/** Clients that connect anew for each request, until `isOver` or they are refused. */
async function loadAnew(results: string[], isOver: () => boolean = () => false): Promise<void> {
  const agent = new Agent({ keepAlive: false });
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!isOver() && results.at(-1) !== 'ECONNREFUSED')
      await askUntilTold({ url: gateway.url, query: '{ soon }', agent, results });
  });
  await Promise.all(clients);
}

describe('a worker that is killed', () => {
  test('takes only what it was answering with it, and is replaced', async () => {
    await start();
    const before = workers();
    let isOver = false;
    const { results, ended } = load(() => !isOver);
    await until(() => results.length > 200);
    process.kill(before[0]!, 'SIGKILL');
    await until(() => workers().length === 2 && !workers().includes(before[0]!));
    await until(() => gateway.log().includes('A worker was started again'));
    const known = results.length;
    await until(() => results.length > known + 200);
    isOver = true;
    // Those who ask on connections that stay open are not told to close them.
    gateway.kill('SIGTERM');
    await ended;
    const lost = results.filter((result) => result !== 'answered' && result !== 'ECONNREFUSED');
    process.stderr.write(`A killed worker took ${lost.length} of ${results.length} requests with it\n`);
    expect(lost.length).toBeLessThanOrEqual(CLIENTS);
    expect(results.slice(known, known + 200).filter((result) => result !== 'answered')).toEqual([]);
    expect(gateway.log()).toMatch(/"worker":1,"reason":"SIGKILL"/);
  });

  test('while clients connect anew each time takes only what it was answering with it', async () => {
    await start();
    const results: string[] = [];
    let isOver = false;
    const ended = loadAnew(results, () => isOver);
    await until(() => results.length > 200);
    process.kill(workers()[0]!, 'SIGKILL');
    await until(() => gateway.log().includes('A worker was started again'));
    const known = results.length;
    await until(() => results.length > known + 200);
    isOver = true;
    await ended;
    expect(results.filter((result) => result !== 'answered').length).toBeLessThanOrEqual(CLIENTS);
    expect(results.slice(known).filter((result) => result !== 'answered')).toEqual([]);
  });

  test('with all others: who connects meanwhile waits for the next', async () => {
    await start();
    workers().forEach((pid) => process.kill(pid, 'SIGKILL'));
    await until(() => gateway.log().split('"A worker ended"').length === 3);
    expect(JSON.parse((await askAfresh()).text)).toEqual({ data: { soon: 1 } });
  });

  test('again and again is started later each time, and the other goes on', async () => {
    await start();
    const [, other] = workers();
    for (let kill = 0; kill < 3; kill++) {
      await until(() => workers().some((pid) => pid !== other));
      process.kill(
        workers().find((pid) => pid !== other)!,
        'SIGKILL',
      );
      await until(() => gateway.log().split('"A worker ended"').length === kill + 2);
      expect(JSON.parse((await askAfresh()).text)).toEqual({ data: { soon: 1 } });
    }
    const delays = [...gateway.log().matchAll(/"againInMs":(\d+)/g)].map(([, ms]) => Number(ms));
    expect(delays).toEqual([100, 200, 400]);
  });
});

/** On a connection of its own, since an old one may have led to the worker that was killed. */
const askAfresh = () => gateway.send({ body: { query: '{ soon }' }, headers: { connection: 'close' } });

describe('SIGTERM', () => {
  test('under load: what was accepted is answered, readiness is off at once, and the exit code is 0', async () => {
    await start();
    const { results, ended } = load();
    await until(() => results.length > 200);
    const startedAt = gateway.clock();
    gateway.kill('SIGTERM');
    await until(async () => (await readiness()) !== 200);
    await ended;
    expect(results.filter((result) => result !== 'answered')).toEqual([]);
    expect((await gateway.ended()).code).toBe(0);
    expectWithin(STOP_MAX_MS, gateway.clock() - startedAt);
  });

  test('while clients connect anew each time: they are answered or refused', async () => {
    await start();
    const results: string[] = [];
    const ended = loadAnew(results);
    await until(() => results.length > 200);
    gateway.kill('SIGTERM');
    await ended;
    const lost = results.filter((result) => result !== 'answered' && result !== 'ECONNREFUSED');
    process.stderr.write(`${lost.length} of ${results.length} connected in the moment in which listening ended\n`);
    // Between a last look at who waits and the end of listening.
    expect(lost.length).toBeLessThanOrEqual(CLIENTS);
    for (const result of lost) expect(result).toBe('ECONNRESET');
  });

  test('twice forces: all end at once', async () => {
    await start();
    const pids = workers();
    const asked = things.requests.length;
    const lost = gateway.ask('{ never }').catch(() => 'lost');
    await until(() => things.requests.length > asked);
    gateway.kill('SIGTERM');
    await until(async () => (await readiness()) !== 200);
    // The same signal twice within a moment is one.
    await sleep(500);
    gateway.kill('SIGTERM');
    expect((await gateway.ended()).code).toBe(130);
    expect(await lost).toBe('lost');
    await until(() => !pids.some(isAlive));
  });

  test('to a worker alone has it replaced, and loses nothing', async () => {
    await start();
    const [first] = workers();
    let isOver = false;
    const { results, ended } = load(() => !isOver);
    const anew: string[] = [];
    const anewEnded = loadAnew(anew, () => isOver);
    await until(() => results.length > 200 && anew.length > 200);
    process.kill(first!, 'SIGTERM');
    await until(() => gateway.log().includes('A worker was started again'));
    isOver = true;
    await anewEnded;
    expect([...results, ...anew].filter((result) => result !== 'answered')).toEqual([]);
    gateway.kill('SIGTERM');
    await ended;
  });
});

async function readiness(): Promise<number> {
  const answer = gateway.send({ method: 'GET', path: '/health/ready', headers: { connection: 'close' } });
  return answer.then(
    ({ status }) => status,
    () => 0,
  );
}

test('workers whose parent is killed end by themselves', async () => {
  await start();
  const pids = workers();
  expect(pids).toHaveLength(2);
  gateway.kill('SIGKILL');
  await until(() => !pids.some(isAlive));
});

test('/metrics tells of all workers, whichever is asked', async () => {
  await start();
  await Promise.all(Array.from({ length: 40 }, askAfresh));
  for (let i = 0; i < 10; i++) {
    const text = await metricsOfAll();
    // The gateway was warmed up by 20 requests.
    expect(text).toContain('joinery_requests_total{outcome="ok"} 60\n');
    expect(text).toContain('joinery_supergraph_loads_total{result="loaded"} 2\n');
  }
});

/** The metrics of both workers; on a busy machine one may not tell its own in the second for which the other waits. */
async function metricsOfAll(): Promise<string> {
  let text = '';
  await until(async () => {
    ({ text } = await gateway.send({ method: 'GET', path: '/metrics', headers: { connection: 'close' } }));
    return text.match(/^process_resident_memory_bytes\{worker="\d"\}/gm)?.length === 2;
  });
  return text;
}

describe('a connection that a worker was given is like one that it accepted:', () => {
  const body = JSON.stringify({ query: '{ soon }' });
  const HEAD = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n`;
  const REQUEST = `${HEAD}content-length: ${body.length}\r\n\r\n${body}`;

  test('it stays open for the next request', async () => {
    await start();
    const client = connectTo(gateway.port);
    for (let answers = 1; answers <= 3; answers++) {
      client.socket.write(REQUEST);
      await until(() => client.text().split('{"data":{"soon":1}}').length === answers + 1);
    }
    expect(client.text()).toMatch(/connection: keep-alive/i);
    client.socket.destroy();
  });

  test('one that sends its headers too slowly is let go of', async () => {
    await start({ headersMs: 500 });
    const client = connectTo(gateway.port);
    client.socket.write(HEAD);
    await client.closed;
    expect(client.text()).toMatch(/^HTTP\/1\.1 408 /);
  });
});

function connectTo(port: number) {
  let text = '';
  const socket = connect(port, '127.0.0.1').on('data', (chunk: Buffer) => (text += chunk.toString()));
  return { socket, text: () => text, closed: new Promise((resolve) => socket.once('close', resolve)) };
}

describe('a start that fails is one line and an exit code', () => {
  const check = (title: string, args: () => readonly string[], line: RegExp) =>
    test(title, async () => {
      await start();
      const { code, stderr } = await startJoinery(['gateway', '--workers', '2', ...args()]).ended();
      expect(stderr).toMatch(line);
      expect([code, stderr.trimEnd().split('\n').length]).toEqual([1, 1]);
    });

  check(
    'when the supergraph is missing',
    () => ['--port', '0', '--supergraph', 'nowhere'],
    /^FILE_UNREADABLE: .*nowhere/,
  );
  check('when another gateway has the port', () => ['--port', String(gateway.port)], /^PORT_IN_USE: /);
});
