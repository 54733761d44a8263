import { afterEach, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendBytes } from '../../test/support/send-bytes.js';
import { IN_TIME_MS, until } from '../../test/support/until.js';
import { endEarly } from './end-early.js';
import { createHttpServer, type HttpHandler, type HttpServer } from './http-server.js';
import { sendJson } from './send-json.js';

let server: HttpServer;

/** Resolves when the next request has come. */
let hasBegun: Promise<void>;

async function start(handler: HttpHandler): Promise<string> {
  let begin: () => void = () => undefined;
  hasBegun = new Promise((resolve) => (begin = resolve));
  const noticing: HttpHandler = (request, response) => {
    begin();
    return handler(request, response);
  };
  server = createHttpServer({ host: '127.0.0.1', port: 0, handler: noticing, onError: () => undefined });
  await server.start();
  return server.url();
}

afterEach(() => server.stop(0));

const slowly: HttpHandler = async (_request, response) => {
  await sleep(20);
  sendJson(response, 200, { ok: true });
};

describe('stop()', () => {
  test('loses no request on an open connection under load', async () => {
    let asked = 0;
    const url = await start((request, response) => {
      asked += 1;
      return slowly(request, response);
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    const clients = Array.from({ length: 20 }, () => askUntilTold(url, agent));
    await until(() => asked > 40);
    await server.stop();
    const results = (await Promise.all(clients)).flat();
    agent.destroy();
    expect(results.length).toBeGreaterThanOrEqual(20);
    expect(results.filter((result) => result !== '200')).toEqual([]);
  });

  test('waits for a request that began before it', async () => {
    const url = await start(async (_request, response) => {
      await sleep(400);
      sendJson(response, 200, { ok: true });
    });
    const answer = fetch(url);
    await hasBegun;
    await server.stop();
    const { status, headers } = await answer;
    expect([status, headers.get('connection')]).toEqual([200, 'close']);
  });

  test('cuts what is left after its time', async () => {
    const url = await start(() => new Promise(() => undefined));
    const answer = fetch(url).then(
      () => 'answered',
      () => 'cut',
    );
    await hasBegun;
    const startedAt = Date.now();
    await server.stop(100);
    expect(Date.now() - startedAt).toBeLessThan(IN_TIME_MS);
    expect(await answer).toBe('cut');
  });

  test('ends idle connections without waiting for them', async () => {
    const url = await start(slowly);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    const startedAt = Date.now();
    await server.stop();
    expect(Date.now() - startedAt).toBeLessThan(IN_TIME_MS);
    socket.destroy();
  });

  test('twice is one stop, and both wait for it', async () => {
    const url = await start(slowly);
    const answer = fetch(url);
    await hasBegun;
    await Promise.all([server.stop(), server.stop()]);
    expect((await answer).status).toBe(200);
    await expect(fetch(url)).rejects.toThrow();
  });
});

describe('start()', () => {
  test('says that the port is taken', async () => {
    const url = await start(slowly);
    const port = Number(new URL(url).port);
    const second = createHttpServer({ host: '127.0.0.1', port, handler: slowly, onError: () => undefined });
    await expect(second.start()).rejects.toMatchObject({ code: 'PORT_IN_USE' });
  });

  test('says that the address is none of this machine', async () => {
    server = createHttpServer({ host: '192.0.2.1', port: 0, handler: slowly, onError: () => undefined });
    await expect(server.start()).rejects.toMatchObject({ code: 'ADDRESS_UNAVAILABLE' });
  });
});

describe('a request', () => {
  test('whose handler fails gets a plain 500 in JSON', async () => {
    const url = await start(async () => {
      throw new Error('secret');
    });
    const response = await fetch(url);
    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({
      errors: [{ message: 'Internal error', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    });
  });

  test('that is no HTTP gets a 400 in JSON', async () => {
    const answer = await sendBytes(await start(slowly), 'NONSENSE\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(answer).toMatch(/"code":"BAD_REQUEST"/);
  });

  test('without a host gets a 400 in JSON', async () => {
    const answer = await sendBytes(await start(slowly), 'GET / HTTP/1.1\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request[^]*"code":"BAD_REQUEST"/);
  });

  const echo: HttpHandler = async ({ url, headers }, response) =>
    sendJson(response, 200, { url, host: headers.host, expect: headers.expect });
  const heard = (title: string, lines: string, expected: object) =>
    test(title, async () => {
      const answer = await sendBytes(await start(echo), `${lines}\r\nconnection: close\r\n\r\n`);
      expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toEqual(expected);
    });

  heard('that says the whole address is one to its path and host', 'GET http://b:1/c?d HTTP/1.1\r\nhost: a', {
    url: '/c?d',
    host: 'b:1',
  });
  heard('that says the whole address without a path is one to the root', 'GET HTTP://b?d HTTP/1.1\r\nhost: a', {
    url: '/?d',
    host: 'b',
  });
  heard('that expects what nobody promises is answered', 'GET /c HTTP/1.1\r\nhost: a\r\nexpect: more', {
    url: '/c',
    host: 'a',
    expect: 'more',
  });

  test('with two hosts gets a 400 in JSON', async () => {
    const answer = await sendBytes(await start(slowly), 'GET / HTTP/1.1\r\nhost: a\r\nHOST: a\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request[^]*"code":"BAD_REQUEST"/);
  });

  test('without a body that is refused leaves its connection to the next', async () => {
    const url = await start(async (request, response) => {
      if (request.url !== '/') return sendJson(response, 200, { ok: true });
      await endEarly({ request, response }, { status: 405, headers: { 'content-length': 2 }, text: '{}' });
    });
    const answers = await sendBytes(
      url,
      'GET / HTTP/1.1\r\nhost: a\r\n\r\nGET /next HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
    );
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 405', 'HTTP/1.1 200']);
  });

  test('with too many headers gets a 431 in JSON', async () => {
    const answer = await sendBytes(
      await start(slowly),
      `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 431/);
    expect(answer).toMatch(/"code":"HEADERS_TOO_LARGE"/);
  });
});

/** Asks again and again on one connection, until told that it closes. */
async function askUntilTold(url: string, agent: Agent): Promise<string[]> {
  const results: string[] = [];
  let told = false;
  while (!told) {
    const { result, connection } = await ask(url, agent);
    results.push(result);
    told = connection === 'close' || result !== '200';
  }
  return results;
}

function ask(url: string, agent: Agent): Promise<{ result: string; connection?: string | undefined }> {
  return new Promise((resolve) => {
    httpRequest(url, { agent }, (response) => {
      const { statusCode, headers } = response.resume();
      response.once('end', () => resolve({ result: String(statusCode), connection: headers.connection }));
    })
      .once('error', (error: NodeJS.ErrnoException) => resolve({ result: error.code ?? error.message }))
      .end();
  });
}
