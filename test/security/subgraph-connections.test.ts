/** A subgraph whose connections misbehave loses its own fields in time, and no other partner loses any. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { expectUnharmedAfterEach, SECRET } from '../support/after-hostility.js';
import { askWhileStockLies } from '../support/ask-while-stock-lies.js';
import { checkLyingStock } from '../support/check-lying-stock.js';
import { headOf, reply, startHostileServer, type HostileServer } from '../support/hostile-server.js';
import type { Lie } from '../support/lying-subgraph.js';
import { startMarket, type Market } from '../support/start-market.js';
import { until } from '../support/until.js';

const MIB = 1024 * 1024;

let market: Market;
/** Somebody else, who must never hear of anything. */
let stranger: HostileServer;
beforeAll(async () => {
  stranger = await startHostileServer((socket) => reply(socket, { body: '{"data":{}}' }));
  market = await startMarket({ subgraphDefaults: { breakerFailures: 0 } });
});
afterEach(() => market.calm());
afterAll(async () => {
  await market.stop();
  await stranger.stop();
});
expectUnharmedAfterEach(() => market.gateway);

const check = (lie: Lie, code: string, times = 3) => checkLyingStock(market, { lie, code, times });

const JSON_CHUNKS = headOf(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' });
const CHUNK = `${MIB.toString(16)}\r\n${' '.repeat(MIB)}\r\n`;

describe('a connection costs only the fields of its subgraph when it', () => {
  const fails = (title: string, lie: Lie, code = 'DOWNSTREAM_SERVICE_ERROR') => test(title, () => check(lie, code));

  fails('is reset at once', (socket) => socket.resetAndDestroy());
  fails('is reset within the answer', (socket) =>
    socket.write(`${JSON_CHUNKS}8\r\n{"data":\r\n`, () => setTimeout(() => socket.resetAndDestroy(), 5)),
  );
  fails('is closed without an answer', (socket) => socket.end());
  fails('is closed within the answer', (socket) => {
    reply(socket, { body: '{"data":', headers: { 'content-length': '9999' } });
    socket.end();
  });
  fails('speaks no HTTP', (socket) => socket.end(`220 mail.example ESMTP ${SECRET}\r\n`));
  fails('sends 100 Continue without end', (socket) => {
    const timer = setInterval(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n'), 10);
    socket.once('close', () => clearInterval(timer));
  });
  fails('answers in HTTP/2', (socket) => socket.end('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'));
  fails('gives two lengths', (socket) =>
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 11\r\n\r\n{"data":{}}'),
  );
  fails('gives a length and chunks', (socket) =>
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'),
  );
  fails('answers twice', (socket) => {
    reply(socket, { body: '[]' });
    reply(socket, { body: '{"data":{"e0":[{"inStock":666},{"inStock":666}]}}' });
  });
  fails(
    'gives headers without end',
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      socket.write(`x: ${'y'.repeat(1_000)}\r\n`.repeat(1_000));
    },
    'SUBGRAPH_RESPONSE_TOO_LARGE',
  );
});

describe('an answer is cut off when it', () => {
  const cut = (title: string, lie: Lie) => test(title, () => check(lie, 'SUBGRAPH_RESPONSE_TOO_LARGE', 1));

  cut('says that it has more than 16 MiB', (socket) =>
    socket.write(headOf(200, { 'content-type': 'application/json', 'content-length': String(16 * MIB + 1) })),
  );
  cut('has more than 16 MiB in chunks', (socket) => {
    socket.write(JSON_CHUNKS);
    for (let i = 0; i < 17; i++) socket.write(CHUNK);
  });
  cut('inflates to 1 GiB', (socket) => reply(socket, { body: BOMB, headers: { 'content-encoding': 'gzip' } }));
  cut('inflates to 1 GiB, deflated', (socket) =>
    reply(socket, { body: BOMB, headers: { 'content-encoding': 'x-gzip' } }),
  );
  cut('holds a million objects in 4 MiB', (socket) =>
    reply(socket, { body: `{"data":{"e0":[${'{},'.repeat(1.4 * MIB)}{}]}}` }),
  );
});

test('a compression that was not asked for and is unknown costs only the fields of its subgraph', () =>
  check(
    (socket) => reply(socket, { body: 'x', headers: { 'content-encoding': 'gzip, gzip' } }),
    'DOWNSTREAM_SERVICE_ERROR',
  ));

describe('a redirect is not followed, and its target hears nothing:', () => {
  const redirects = (status: number) =>
    test(String(status), async () => {
      const location = stranger.url;
      await check((socket) => reply(socket, { status, headers: { location } }), 'DOWNSTREAM_SERVICE_ERROR');
      expect(stranger.connections().made).toBe(0);
    });

  [301, 302, 303, 307, 308].forEach(redirects);
});

test('nothing in an answer makes the gateway turn to somebody else', async () => {
  const headers = {
    refresh: `0; url=${stranger.url}`,
    'alt-svc': `h2="127.0.0.1:${stranger.port}"`,
    link: `<${stranger.url}>; rel=preconnect`,
    location: stranger.url,
    upgrade: 'websocket',
  };
  market.stock.lie(async (socket, _request, honest) =>
    reply(socket, { body: JSON.stringify(await honest()), headers }),
  );
  expect((await askWhileStockLies(market.gateway, 'inStock')).books).toEqual([{ inStock: 10 }, { inStock: 20 }]);
  expect(stranger.connections().made).toBe(0);
});

test('connections go back to the pool or are destroyed: none is left over', async () => {
  for (const partner of [market.books, market.stock, market.reviews])
    await until(() => partner.server.connections().open <= 12);
});

/** 1 GiB of spaces: gzip of 32 MiB, 32 times over, for members of a gzip file may follow each other. */
const BOMB = Buffer.concat(Array<Buffer>(32).fill(gzipSync(Buffer.alloc(32 * MIB, ' '))));
