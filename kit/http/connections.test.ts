import { afterEach, describe, expect, test } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendBytes } from '../../test/support/send-bytes.js';
import { IN_TIME_MS, until } from '../../test/support/until.js';
import { createHttpServer, type HttpHandler, type HttpServer } from './http-server.js';
import { DEFAULT_PATIENCE } from './patience.js';
import { sendJson } from './send-json.js';

let server: HttpServer;

async function start(handler: HttpHandler, headersMs = DEFAULT_PATIENCE.headersMs): Promise<string> {
  const patience = { ...DEFAULT_PATIENCE, headersMs };
  server = createHttpServer({ host: '127.0.0.1', port: 0, handler, patience, onError: () => undefined });
  await server.start();
  return server.url();
}

afterEach(() => server.stop(0));

const open = (url: string, allowHalfOpen = false) =>
  connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen });

const slowly: HttpHandler = async (_request, response) => {
  await sleep(20);
  sendJson(response, 200, { ok: true });
};

describe('requests that are sent on one connection without waiting', () => {
  const some = (count: number, body = '') =>
    Array.from(
      { length: count },
      (_, i) => `POST /${i} HTTP/1.1\r\nhost: a\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    ).join('');
  const LAST = 'GET /last HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';

  test.each([
    [0, 5_000],
    [1_000, 500],
    [200_000, 20],
  ])('with bodies of %i bytes are all answered in order, one at a time', async (length, count) => {
    const body = 'x'.repeat(length);
    let answering = 0;
    const url = await start(async (request, response) => {
      answering += 1;
      const isAlone = answering === 1;
      for await (const chunk of request) void chunk;
      await new Promise(setImmediate);
      answering -= 1;
      sendJson(response, 200, { url: request.url, isAlone });
    });
    const text = await sendBytes(url, some(count, body) + LAST);
    const answers = [...text.matchAll(/\{.*\}/g)].map(([answer]) => JSON.parse(answer) as unknown);
    const urls = [...Array(count).keys(), 'last'].map((name) => ({ url: `/${name}`, isAlone: true }));
    expect(answers).toEqual(urls);
  });

  test('are not begun once the client has left', async () => {
    const begun: string[] = [];
    let leave = () => undefined as unknown;
    const url = await start(async (request, response) => {
      begun.push(request.url!);
      leave();
      await new Promise((resolve) => response.once('close', resolve));
    });
    const socket = open(url);
    socket.write(some(100));
    leave = () => socket.destroy();
    await new Promise((resolve) => socket.once('close', resolve));
    const startedAt = Date.now();
    await server.stop(IN_TIME_MS * 2);
    expect(Date.now() - startedAt).toBeLessThan(IN_TIME_MS);
    expect(begun).toEqual(['/0']);
  });

  test('are not begun after an answer that is the last', async () => {
    const begun: string[] = [];
    const url = await start(async (request, response) => {
      begun.push(request.url!);
      response.setHeader('connection', 'close');
      await slowly(request, response);
    });
    expect(await sendBytes(url, some(100))).toMatch(/^HTTP\/1.1 200/);
    expect(begun).toEqual(['/0']);
  });

  test('are read no further while many of them wait', async () => {
    let come = 0;
    const count = () => (come += 1);
    subscribe('http.server.request.start', count);
    const url = await start((request, response) =>
      request.url === '/quick' ? slowly(request, response) : new Promise(() => undefined),
    );
    const socket = open(url);
    socket.write(some(100_000));
    await until(() => come > 0);
    for (let i = 0; i < 50; i++) await fetch(`${url}/quick`);
    socket.destroy();
    unsubscribe('http.server.request.start', count);
    expect(come).toBeLessThan(5_000);
  });

  const BODY = 'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n';
  test.each([
    ['no HTTP', some(2) + 'NONSENSE\r\n\r\n', [200, 200, 400]],
    ['whose body is broken', `${some(2)}${BODY}z\r\n`, [200, 200, 400]],
    ['whose head is too large', `${some(2)}GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`, [200, 200, 431]],
    ['whose head takes too long', `${some(2)}GET`, [200, 200, 408]],
    ['after one that was said to be the last', `${LAST}GET / HTTP/1.1\r\n`, [200]],
  ])('are answered before what is no request is refused: %s', async (_title, bytes, statuses) => {
    const url = await start(async (_request, response) => {
      response.write('first, ');
      await sleep(400);
      response.end('second');
    }, 100);
    const text = await sendBytes(url, bytes);
    expect([...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status))).toEqual(statuses);
    expect(text.match(/first|second/g)).toEqual(
      statuses.flatMap((status) => (status === 200 ? ['first', 'second'] : [])),
    );
  });
});

test.each(['NONSENSE\r\n\r\n', 'GET / HT'])(
  'a connection is let go of whose client stays after it was refused: %j',
  async (bytes) => {
    const sockets: Socket[] = [];
    const keep = (message: unknown) => sockets.push((message as { socket: Socket }).socket);
    subscribe('net.server.socket', keep);
    const url = await start(slowly, 100);
    const client = open(url, true);
    client.resume().write(bytes);
    await until(() => sockets[0]?.destroyed === true);
    unsubscribe('net.server.socket', keep);
    client.destroy();
  },
);
