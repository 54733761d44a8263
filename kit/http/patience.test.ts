import { afterEach, expect, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../test/support/until.js';
import { createHttpServer, type HttpHandler, type HttpServer } from './http-server.js';

const LARGE = 20_000_000;
const patience = { headersMs: 200, requestMs: 500, answerMs: 400 };

let server: HttpServer;
let socket: Socket;
afterEach(async () => {
  socket.destroy();
  await server.stop(0);
});

const answerAll: HttpHandler = async (request, response) => {
  request.resume();
  response.end('x'.repeat(request.url === '/large' ? LARGE : 10));
};

/** Connects, sends some bytes, and gives what has come back so far, and when the connection was closed. */
async function send(bytes: string, { handler = answerAll, answerMs = patience.answerMs } = {}) {
  const given = { ...patience, answerMs };
  server = createHttpServer({ host: '127.0.0.1', port: 0, handler, patience: given, onError: () => undefined });
  await server.start();
  socket = connect(Number(new URL(server.url()).port), '127.0.0.1', () => socket.write(bytes));
  const startedAt = performance.now();
  const state = { text: '', bytes: 0 };
  socket.on('data', (chunk: Buffer) => {
    state.bytes += chunk.length;
    if (state.text.length < 10_000) state.text += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => socket.once('close', () => resolve(performance.now() - startedAt)));
  return { state, closed };
}

test('headers that do not come to an end get a 408 in JSON, and the connection is closed', async () => {
  const { state, closed } = await send('GET / HTTP/1.1\r\nhost: a\r\n');
  expect(await closed).toBeGreaterThan(patience.headersMs);
  expect(state.text).toMatch(/^HTTP\/1\.1 408 [^]*"code":"REQUEST_TIMEOUT"/);
});

test('a body that does not come to an end gets a 408 in JSON, and the connection is closed', async () => {
  const head = 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 99\r\n\r\n';
  const { state, closed } = await send(head, { handler: () => new Promise(() => undefined) });
  expect(await closed).toBeGreaterThan(patience.requestMs);
  expect(state.text).toMatch(/^HTTP\/1\.1 408 [^]*"code":"REQUEST_TIMEOUT"/);
});

test('an answer that is not taken is let go of with its connection', async () => {
  let letGo = (): void => undefined;
  const hasLetGo = new Promise<void>((resolve) => (letGo = resolve));
  const handler: HttpHandler = (request, response) => {
    response.once('close', letGo);
    return answerAll(request, response);
  };
  const { state, closed } = await send('GET /large HTTP/1.1\r\nhost: a\r\n\r\n', { handler });
  socket.pause();
  await hasLetGo;
  socket.resume();
  await closed;
  expect(state.bytes).toBeLessThan(LARGE);
});

test('an answer that is taken in time arrives whole, and the connection stays', async () => {
  const answerMs = 3_000;
  const { state } = await send('GET /large HTTP/1.1\r\nhost: a\r\n\r\n', { answerMs });
  socket.pause();
  await sleep(patience.answerMs / 4);
  socket.resume();
  await until(() => state.bytes >= LARGE);
  await sleep(answerMs * 1.2);
  expect(socket.destroyed).toBe(false);
});
