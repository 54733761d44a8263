/** A client that goes away takes its requests to subgraphs with it. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { bodyOf, expectUnharmedAfterEach } from '../support/after-hostility.js';
import { replyJson } from '../support/hostile-server.js';
import { expectWithin } from '../support/promised-time.js';
import { startMarket, type Market } from '../support/start-market.js';
import { until } from '../support/until.js';

const CANCELLED_MS = 100;
/** Nobody waits so long in these tests, so that whatever ends before was cancelled. */
const NEVER_MS = 3_600_000;

let market: Market;
beforeAll(async () => {
  market = await startMarket({ requestTimeoutMs: NEVER_MS, subgraphDefaults: { timeoutMs: NEVER_MS } });
});
afterEach(() => market.calm());
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

/** Sends an operation from a client that can go away. */
async function askAndStay(query: string): Promise<Socket> {
  const client = connect(market.gateway.port, '127.0.0.1');
  client.on('error', () => undefined);
  await once(client, 'connect');
  const body = JSON.stringify({ query });
  client.write(
    `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  return client;
}

/** Has `books` hang; gives for each request how long after `from()` its connection was closed. */
function hang(from: () => number): Promise<number>[] {
  const closed: Promise<number>[] = [];
  market.books.lie((socket) => {
    closed.push(once(socket, 'close').then(() => market.gateway.clock() - from()));
  });
  return closed;
}

test('a client that goes away cancels its request to a subgraph', async () => {
  let goneAt = 0;
  const closed = hang(() => goneAt);
  const client = await askAndStay('{ books { title } }');
  await until(() => closed.length === 1);
  goneAt = market.gateway.clock();
  client.destroy();
  const tookMs = await closed[0]!;
  process.stderr.write(`A client that went away was noticed after ${tookMs.toFixed(0)} ms\n`);
  expectWithin(CANCELLED_MS, tookMs);
});

test('a client that resets its connection does, too', async () => {
  let goneAt = 0;
  const closed = hang(() => goneAt);
  const client = await askAndStay('{ books { title } }');
  await until(() => closed.length === 1);
  goneAt = market.gateway.clock();
  client.resetAndDestroy();
  expectWithin(CANCELLED_MS, await closed[0]!);
});

test('50 clients that go away at once cancel 50 requests, and leave nothing behind', async () => {
  let goneAt = 0;
  const closed = hang(() => goneAt);
  const clients = await Promise.all(Array.from({ length: 50 }, () => askAndStay('{ books { title } }')));
  await until(() => closed.length === 50);
  goneAt = market.gateway.clock();
  clients.forEach((client) => client.destroy());
  expectWithin(CANCELLED_MS, Math.max(...(await Promise.all(closed))));
  expect(market.books.server.connections().open).toBe(0);
});

test('what a client that has gone would have needed next is not asked for', async () => {
  const closed = hang(() => 0);
  const before = market.stock.server.received.length;
  const client = await askAndStay('{ books { title inStock } }');
  await until(() => closed.length === 1);
  client.destroy();
  await closed[0];
  await sleep(200);
  expect(market.stock.server.received.length).toBe(before);
});

test('a client that goes away does not end the same question of another', async () => {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let waiting = 0;
  market.books.lie(async (socket, _request, honest) => {
    waiting += 1;
    await released;
    replyJson(socket, await honest());
  });
  const clients = await Promise.all([1, 2, 3].map(() => askAndStay('{ books { title } }')));
  const other = market.gateway.ask('{ books { title } }');
  await until(() => waiting > 0);
  await sleep(50);
  clients.forEach((client) => client.destroy());
  await sleep(100);
  release();
  expect(bodyOf(await other).data.books).toHaveLength(2);
});

test('a client that goes away within its request is no error', async () => {
  const client = connect(market.gateway.port, '127.0.0.1');
  await once(client, 'connect');
  client.write(
    'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"que',
  );
  await sleep(50);
  client.destroy();
  await sleep(100);
});
