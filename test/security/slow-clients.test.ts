/** Clients that send or read too slowly are let go of in time, and others never notice. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { expectUnharmedAfterEach, expectUnnoticed, SECRET } from '../support/after-hostility.js';
import { replyJson } from '../support/hostile-server.js';
import { expectWithin } from '../support/promised-time.js';
import { startMarket, type Market } from '../support/start-market.js';
import { until } from '../support/until.js';

const TOO_SLOW_MS = 1_000;
const CLIENTS = 100;

let market: Market;
beforeAll(async () => {
  market = await startMarket({
    limits: { headersMs: TOO_SLOW_MS, requestMs: TOO_SLOW_MS, answerMs: TOO_SLOW_MS, bodyBytes: 100_000 },
  });
});
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

let sockets: Slow[] = [];
afterEach(() => {
  sockets.forEach(({ socket }) => socket.destroy());
  sockets = [];
  market.calm();
});

interface Slow {
  readonly socket: Socket;
  text: string;
  readonly closed: Promise<unknown>;
}

/** Opens connections that each begin with some bytes and then drip others. */
function open(first: string, { drip, count = CLIENTS }: { drip?: string; count?: number } = {}): readonly Slow[] {
  sockets = Array.from({ length: count }, () => {
    const socket = connect(market.gateway.port, '127.0.0.1');
    const slow: Slow = { socket, text: '', closed: new Promise((resolve) => socket.once('close', resolve)) };
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => (slow.text += chunk.toString()));
    socket.write(first);
    const timer = drip === undefined ? undefined : setInterval(() => socket.writable && socket.write(drip), 50);
    socket.once('close', () => clearInterval(timer));
    return slow;
  });
  return sockets;
}

/** Waits until all are closed, and checks that others are served meanwhile. */
async function closed(slow: readonly Slow[]): Promise<void> {
  const startedAt = market.gateway.clock();
  await expectUnnoticed(market.gateway, Promise.all(slow.map((one) => one.closed)));
  expectWithin(TOO_SLOW_MS * 8, market.gateway.clock() - startedAt);
}

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';
const TIMED_OUT = /^HTTP\/1\.1 408 [^]*content-type: application\/json[^]*"code":"REQUEST_TIMEOUT"/i;

describe(`${CLIENTS} clients are let go of`, () => {
  test('that send nothing', async () => {
    await closed(open(''));
  });

  test('that send half of their headers', async () => {
    const slow = open(`${HEAD}authorization: ${SECRET}`);
    await closed(slow);
    for (const { text } of slow) expect(text).toMatch(TIMED_OUT);
  });

  test('that send a header now and then', async () => {
    const slow = open(HEAD, { drip: `x: ${SECRET}\r\n` });
    await closed(slow);
    for (const { text } of slow) expect(text).toMatch(TIMED_OUT);
  });

  test('that send half of a body', async () => {
    const slow = open(`${HEAD}content-length: 1000\r\n\r\n{"query":"{ __typename }"`);
    await closed(slow);
    for (const { text } of slow) expect(text).toMatch(TIMED_OUT);
  });

  test('that send a byte of a body now and then', async () => {
    const slow = open(`${HEAD}content-length: 1000\r\n\r\n{"query":"${SECRET}`, { drip: ' ' });
    await closed(slow);
    for (const { text } of slow) expect(text).toMatch(TIMED_OUT);
  });

  test('that send chunks of a body without end, of which no more than the limit is kept', async () => {
    const slow = open(`${HEAD}transfer-encoding: chunked\r\n\r\n`, {
      drip: `${(5_000).toString(16)}\r\n${' '.repeat(5_000)}\r\n`,
    });
    await closed(slow);
    for (const { text } of slow) expect(text).toMatch(/^HTTP\/1\.1 (408|413) /);
  });
});

/** Whether the gateway has its end of a connection open; a client who does not read is not told. */
function isHeld({ socket }: Slow): boolean {
  const [own, other] = [market.gateway.port, socket.localPort!].map((port) =>
    port.toString(16).toUpperCase().padStart(4, '0'),
  );
  // The local and the remote address, and the state of a connection that is open.
  return new RegExp(`:${own} \\w+:${other} 01 `).test(readFileSync('/proc/net/tcp', 'utf8'));
}

/** Has `books` answer with so much, asks on some connections, and reads no more than the beginning until it is let go of. */
async function askAndNotRead(length: number, asking: { readonly clients: number; readonly requests: number }) {
  const title = 'x'.repeat(length);
  market.books.lie((socket) => replyJson(socket, { data: { books: [{ __typename: 'Book', id: '1', title }] } }));
  const body = '{"query":"{ books { title } }"}';
  const request = `${HEAD}content-length: ${body.length}\r\n\r\n${body}`;
  const slow = open(request.repeat(asking.requests), { count: asking.clients });
  await Promise.all(
    slow.map(async ({ socket }) => {
      await once(socket, 'data');
      socket.pause();
    }),
  );
  const letGo = until(() => !slow.some(isHeld));
  await expectUnnoticed(market.gateway, letGo);
  slow.forEach(({ socket }) => socket.resume());
  await closed(slow);
  for (const { text } of slow) expect(text.length).toBeLessThan(asking.requests * length);
}

test('clients that ask for large answers and do not read them are let go of', () =>
  askAndNotRead(12_000_000, { clients: 2, requests: 1 }));

test('a client that asks for many answers on one connection and reads none is let go of', () =>
  askAndNotRead(100_000, { clients: 1, requests: 500 }));
