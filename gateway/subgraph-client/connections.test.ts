/** How subgraphs may treat their connections, and that every request ends by its deadline all the same. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { headOf, reply, replyJson, type Behaviour } from '../../test/support/hostile-server.js';
import {
  startHostileSubgraph,
  type HostileSubgraph,
  type HostileSubgraphOptions,
} from '../../test/support/hostile-subgraph.js';
import { IN_TIME_MS, until } from '../../test/support/until.js';

const ANSWER = { kind: 'answered', data: { a: 1 }, errors: undefined };
const answers: Behaviour = (socket) => replyJson(socket, { data: { a: 1 } });
const silent: Behaviour = () => undefined;
const JSON_CHUNKED = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };

let subgraph: HostileSubgraph | undefined;
afterEach(async () => {
  await subgraph?.stop();
  subgraph = undefined;
});

async function start(behaviour: Behaviour, options: HostileSubgraphOptions = {}): Promise<HostileSubgraph> {
  subgraph = await startHostileSubgraph(behaviour, options);
  return subgraph;
}

describe('send() ends by the deadline when the subgraph', () => {
  const TOO_SLOW = 'SUBGRAPH_REQUEST_TIMEOUT';
  const check = (title: string, behaviour: Behaviour, code = TOO_SLOW) =>
    test(title, async () => {
      const { server, send } = await start(behaviour);
      const startedAt = performance.now();
      const answer = await send({ timeoutMs: code === TOO_SLOW ? 300 : 30_000 });
      expect(performance.now() - startedAt).toBeLessThan(IN_TIME_MS);
      expect(answer).toMatchObject({ kind: 'failed', code });
      await until(() => server.connections().open === 0);
      server.behave(answers);
      expect(await send()).toEqual(ANSWER);
    });

  const drip = (text: string): Behaviour => {
    return (socket) => {
      let sent = 0;
      const timer = setInterval(() => socket.write(text[sent++ % text.length]!), 5);
      socket.on('close', () => clearInterval(timer));
    };
  };

  const broken = 'DOWNSTREAM_SERVICE_ERROR';

  check('is silent', silent);
  check('is silent after the head', (socket) => socket.write(headOf(200, JSON_CHUNKED)));
  check('is silent within the body', (socket) => socket.write(`${headOf(200, JSON_CHUNKED)}5\r\n{"dat\r\n`));
  check('drips the head', drip(`HTTP/1.1 200 OK\r\nx-filler: ${'x'.repeat(10_000)}`));
  check('drips the body', (socket, request) => {
    socket.write(headOf(200, { 'content-type': 'application/json', 'content-length': '1000000' }));
    drip(' ')(socket, request);
  });
  check('says to continue for ever', (socket) => {
    const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 5);
    socket.on('close', () => clearInterval(timer));
  });
  check(
    'drips an error page',
    (socket, request) => {
      socket.write(headOf(500, { 'content-type': 'text/html', 'content-length': '1000000' }));
      drip('x')(socket, request);
    },
    broken,
  );
  check('resets', (socket) => socket.resetAndDestroy(), broken);
  check(
    'resets within the body',
    (socket) => socket.write(`${headOf(200, JSON_CHUNKED)}5\r\n{"dat\r\n`, () => socket.resetAndDestroy()),
    broken,
  );
  check('closes its half', (socket) => socket.end(), broken);
  check('closes its half within the head', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-'), broken);
  check(
    'closes its half within the body',
    (socket) => socket.end(`${headOf(200, { 'content-type': 'application/json', 'content-length': '10' })}{`),
    broken,
  );
  check('speaks another protocol', (socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n\r\n'), broken);
  check('switches protocols', (socket) => socket.write(headOf(101, { connection: 'upgrade', upgrade: 'h2c' })), broken);
});

test('send() takes a body that ends with its connection', async () => {
  const { send } = await start((socket) =>
    socket.end(`${headOf(200, { 'content-type': 'application/json' })}{"data":{"a":1}}`),
  );
  expect(await send()).toEqual(ANSWER);
});

test('send() sends nothing when the deadline has passed', async () => {
  const { server, send } = await start(answers);
  expect(await send({ timeoutMs: -1 })).toMatchObject({ code: 'SUBGRAPH_REQUEST_TIMEOUT', retryable: true });
  expect(server.received).toHaveLength(0);
});

test("send() ends at the subgraph's timeout if that comes first", async () => {
  const { send } = await start(silent, { limits: { timeoutMs: 100 } });
  const startedAt = performance.now();
  expect(await send({ timeoutMs: 60_000 })).toMatchObject({ code: 'SUBGRAPH_REQUEST_TIMEOUT' });
  expect(performance.now() - startedAt).toBeLessThan(IN_TIME_MS);
});

test('send() gives up when the client has gone, on the wire too', async () => {
  const { server, send } = await start(silent);
  const client = new AbortController();
  const answer = send({ signal: client.signal });
  await until(() => server.received.length === 1);
  client.abort();
  expect(await answer).toMatchObject({ code: 'CLIENT_GONE', retryable: false });
  await until(() => server.connections().open === 0);
});

test('send() sends nothing for a client that has gone', async () => {
  const { server, send } = await start(answers);
  expect(await send({ signal: AbortSignal.abort() })).toMatchObject({ code: 'CLIENT_GONE' });
  expect(server.received).toHaveLength(0);
});

test('send() keeps connections and uses few of them', async () => {
  const { server, send } = await start(answers);
  for (let i = 0; i < 20; i++) expect(await send()).toEqual(ANSWER);
  expect(server.connections().made).toBe(1);
});

test('send() gives each of 500 parallel requests its own answer', async () => {
  const { send } = await start((socket, { headers }) => replyJson(socket, { data: { token: headers.authorization } }), {
    dedupe: true,
  });
  const tokens = Array.from({ length: 500 }, (_, i) => `Bearer ${i}`);
  const got = await Promise.all(tokens.map((authorization) => send({ headers: Object.freeze({ authorization }) })));
  expect(got.map((answer) => answer.kind === 'answered' && answer.data?.token)).toEqual(tokens);
});

test('send() drops bytes that come without a request, with their connection', async () => {
  const { server, send } = await start((socket) => {
    replyJson(socket, { data: { a: 1 } });
    setTimeout(() => reply(socket, { body: '{"data":{"a":"of another"}}' }), 20);
  });
  for (let i = 0; i < 3; i++) {
    expect(await send()).toEqual(ANSWER);
    await until(() => server.connections().open === 0);
  }
  expect(server.connections().made).toBe(3);
});

describe('send() takes an answer for that of its own request alone, and the next one too, after', () => {
  const A = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 16\r\n\r\n{"data":{"a":1}}';
  const OTHER = A.replace('"a":1', '"a":9');
  const LOST = { kind: 'failed', code: 'DOWNSTREAM_SERVICE_ERROR', retryable: true };
  const check = (title: string, raw: string, expected: object) =>
    test(title, async () => {
      const { server, send } = await start(answers, { limits: { breakerFailures: 0, sockets: 1, socketsMax: 1 } });
      await send();
      server.behave((socket) => socket.write(raw));
      expect(await send()).toMatchObject(expected);
      let count = 1;
      server.behave((socket) => replyJson(socket, { data: { a: ++count } }));
      for (let a = 2; a < 5; a++) expect(await send()).toMatchObject({ data: { a } });
    });

  check('early hints', `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${A}`, ANSWER);
  check('several heads that only inform', `${'HTTP/1.1 102 Processing\r\n\r\n'.repeat(3)}${A}`, ANSWER);
  // The HTTP client takes no `100 Continue` for which it did not ask.
  check('a 100 Continue that nobody asked for', `HTTP/1.1 100 Continue\r\n\r\n${A}`, LOST);
  check('another protocol', `HTTP/1.1 101 Yes\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n${A}`, LOST);
  check('a second answer', A + OTHER, ANSWER);
  check('half of a second answer', A + OTHER.slice(0, 40), ANSWER);
  check('bytes behind its length', `${A}{}`, ANSWER);
  check('a length that is too short', A.replace('length: 16', 'length: 12'), { kind: 'failed', retryable: false });
  check('trailers', `${headOf(200, JSON_CHUNKED)}10\r\n{"data":{"a":1}}\r\n0\r\nset-cookie: a=b\r\n\r\n`, ANSWER);
});

test('stop() fails what is under way and closes all connections', async () => {
  const { server, client, send } = await start(silent, { limits: { sockets: 2, socketsMax: 2 } });
  const answers = Promise.all(Array.from({ length: 5 }, () => send()));
  await until(() => server.received.length === 2);
  await client.stop();
  for (const answer of await answers) expect(answer).toMatchObject({ kind: 'failed', reason: 'the gateway stops' });
  await until(() => server.connections().open === 0);
  expect(await send()).toMatchObject({ kind: 'failed', reason: 'the gateway stops' });
});

describe('send() with few connections', () => {
  const limits = { sockets: 2, socketsMax: 2 };

  test('answers in the order of asking', async () => {
    const { server, send } = await start(answers, { limits });
    const done: number[] = [];
    const bodies = Array.from({ length: 50 }, (_, i) => send({ body: String(i) }).then(() => done.push(i)));
    await Promise.all(bodies);
    expect(server.received.map(({ body }) => Number(body))).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(done).toHaveLength(50);
    expect(server.connections().made).toBe(2);
  });

  test('refuses at once what the queue has no place for', async () => {
    const { server, send } = await start(silent, { limits: { ...limits, queueMax: 3 } });
    const waiting = Array.from({ length: 5 }, () => send({ timeoutMs: 500 }));
    expect(await Promise.race([...waiting, send()])).toMatchObject({
      code: 'SUBGRAPH_CONCURRENCY_LIMIT',
      retryable: true,
    });
    for (const answer of await Promise.all(waiting)) expect(answer).toMatchObject({ code: 'SUBGRAPH_REQUEST_TIMEOUT' });
    server.behave(answers);
    expect(await send()).toEqual(ANSWER);
  });

  test('forgets a request that timed out in the queue', async () => {
    const { server, send } = await start(silent, { limits });
    const hanging = [send({ timeoutMs: 600, body: 'hangs' }), send({ timeoutMs: 600, body: 'hangs' })];
    expect(await send({ timeoutMs: 100, body: 'waits' })).toMatchObject({
      code: 'SUBGRAPH_REQUEST_TIMEOUT',
      reason: 'no connection in time',
    });
    server.behave(answers);
    await Promise.all(hanging);
    expect(await send()).toEqual(ANSWER);
    expect(server.received.map(({ body }) => body)).not.toContain('waits');
  });
});

test('send() makes more connections while requests wait for a slow subgraph', async () => {
  const { server, send } = await start((socket) => void setTimeout(() => replyJson(socket, { data: { a: 1 } }), 200), {
    limits: { sockets: 2, socketsMax: 20 },
  });
  await Promise.all(Array.from({ length: 60 }, () => send()));
  expect(server.connections().made).toBeGreaterThan(10);
  expect(server.connections().made).toBeLessThanOrEqual(20);
});

test('send() replaces a connection that has grown old', async () => {
  const { server, send } = await start(answers, { limits: { socketLifetimeMs: 50 } });
  for (let i = 0; i < 10; i++) {
    await send();
    await sleep(20);
  }
  expect(server.connections().made).toBeGreaterThan(2);
});

test('send() keeps the connection when an error page is short', async () => {
  const { server, send } = await start((socket) =>
    reply(socket, { status: 500, body: 'no', headers: { 'content-type': 'text/html' } }),
  );
  for (let i = 0; i < 5; i++) expect(await send()).toMatchObject({ reason: 'status 500' });
  expect(server.connections().made).toBe(1);
});

test('send() cuts off an error page that goes on and on', async () => {
  let sentBytes = 0;
  const { server, send } = await start((socket) => {
    socket.write(headOf(500, { 'content-type': 'text/html', 'transfer-encoding': 'chunked' }));
    const timer = setInterval(() => socket.write(`2710\r\n${'x'.repeat(10_000)}\r\n`), 5);
    socket.on('close', () => {
      sentBytes = socket.bytesWritten;
      clearInterval(timer);
    });
  });
  expect(await send()).toMatchObject({ reason: 'status 500' });
  await until(() => server.connections().open === 0);
  expect(sentBytes).toBeLessThan(500_000);
});

test('send() does not wait for the rest of an error page', async () => {
  const { send } = await start((socket) =>
    socket.write(headOf(500, { 'content-type': 'text/html', 'content-length': '1000' })),
  );
  const startedAt = performance.now();
  expect(await send()).toMatchObject({ reason: 'status 500' });
  expect(performance.now() - startedAt).toBeLessThan(IN_TIME_MS);
});

test('send() tells nothing of a subgraph that there is not', async () => {
  const { send } = await start(answers);
  expect(await send({ subgraph: 'toString' })).toMatchObject({ reason: 'there is no such subgraph' });
});
