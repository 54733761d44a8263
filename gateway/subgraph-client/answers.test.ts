/** What a subgraph may answer, and what becomes of it. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Socket } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { headOf, reply, replyJson, type Behaviour, type Reply } from '../../test/support/hostile-server.js';
import {
  startHostileSubgraph,
  type HostileSubgraph,
  type HostileSubgraphOptions,
} from '../../test/support/hostile-subgraph.js';

const GRAPHQL = 'application/graphql-response+json';
const MIB = 1024 * 1024;
const OK = '{"data":{"a":1}}';

let subgraph: HostileSubgraph | undefined;
afterEach(async () => {
  await subgraph?.stop();
  subgraph = undefined;
});

async function answerTo(behaviour: Behaviour, options: HostileSubgraphOptions = {}) {
  subgraph = await startHostileSubgraph(behaviour, options);
  return subgraph.send();
}

describe('send() takes an answer', () => {
  const check = (title: string, answer: Reply, data: unknown = { a: 1 }, errors?: unknown) =>
    test(title, async () => {
      expect(await answerTo((socket) => reply(socket, answer))).toEqual({ kind: 'answered', data, errors });
    });

  check('in JSON', { body: OK });
  check('in JSON with a charset', { body: OK, headers: { 'Content-Type': 'application/json; charset="UTF-8"' } });
  check('in the GraphQL type', { body: OK, headers: { 'content-type': GRAPHQL } });
  check('with an upper-case type', { body: OK, headers: { 'content-type': 'Application/JSON' } });
  check('with a byte order mark', { body: `\ufeff${OK}` });
  check('with other letters than English ones', { body: '{"data":{"a":"Ynys Môn 🏥"}}' }, { a: 'Ynys Môn 🏥' });
  const errors = [{ message: 'm' }];
  for (const status of [400, 401, 404, 422, 500, 502, 503]) {
    check(`with status ${status}`, { status, body: JSON.stringify({ errors }) }, null, errors);
  }
  check(
    'with data and status 500',
    { status: 500, body: JSON.stringify({ data: { a: 1 }, errors }) },
    { a: 1 },
    errors,
  );
});

describe('send() fails for', () => {
  const check = (title: string, answer: Reply, reason: RegExp, more: object = {}) =>
    test(title, async () => {
      expect(await answerTo((socket) => reply(socket, answer), { limits: { retryReserve: 0 } })).toEqual({
        kind: 'failed',
        code: 'DOWNSTREAM_SERVICE_ERROR',
        retryable: false,
        reason: expect.stringMatching(reason),
        ...more,
      });
    });

  check('an empty body', { body: '' }, /is empty/);
  check('status 204', { status: 204, headers: { 'content-length': '' } }, /is empty/);
  check('HTML with a JSON type', { body: '<html></html>' }, /not JSON/);
  check('HTML', { body: '<html></html>', headers: { 'content-type': 'text/html' } }, /type is not JSON/);
  check('JSON called text', { body: OK, headers: { 'content-type': 'text/plain' } }, /type is not JSON/);
  check('JSON in a list of types', { body: OK, headers: { 'content-type': 'text/html, application/json' } }, /type is/);
  check('no type', { body: OK, headers: { 'content-type': '' } }, /no content type/);
  check('another charset', { body: OK, headers: { 'content-type': 'application/json; charset=latin1' } }, /charset/);
  check('an unknown encoding', { body: OK, headers: { 'content-encoding': 'rot13' } }, /encoding is unknown/);
  check('two encodings', { body: OK, headers: { 'content-encoding': 'gzip, gzip' } }, /encoding is unknown/);
  check(
    'an encoding called as a property of objects',
    { body: OK, headers: { 'content-encoding': 'constructor' } },
    /unknown/,
  );
  check('an encoding that is not there', { body: OK, headers: { 'content-encoding': 'gzip' } }, /decompressed/);
  check('status 500 with HTML', { status: 500, body: 'no', headers: { 'content-type': 'text/html' } }, /^status 500$/);
  check('status 404 with other JSON', { status: 404, body: '{"message":"no"}' }, /^status 404$/, { isRefusal: true });
  check('status 503 with other JSON', { status: 503, body: '{"message":"no"}' }, /^status 503$/, { retryable: true });
  check('status 429', { status: 429, body: 'slow down' }, /^status 429$/, { retryable: true });
});

describe('send() follows no redirect with status', () => {
  test.each([301, 302, 303, 307, 308])('%i', async (status) => {
    const location = (port: number) => ({ location: `http://127.0.0.1:${port}/elsewhere` });
    const answer = await answerTo((socket) =>
      reply(socket, { status, headers: location(subgraph!.server.port), body: OK }),
    );
    expect(answer).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/redirects are not followed/) });
    expect(subgraph!.server.received).toHaveLength(1);
  });
});

describe('send() reads an answer compressed with', () => {
  const check = (title: string, encoding: string, body: Buffer) =>
    test(title, async () => {
      const answer = await answerTo((socket) => reply(socket, { body, headers: { 'content-encoding': encoding } }));
      expect(answer).toEqual({ kind: 'answered', data: { a: 1 }, errors: undefined });
    });

  check('gzip', 'gzip', gzipSync(OK));
  check('x-gzip', 'X-GZIP', gzipSync(OK));
  check('br', 'br', brotliCompressSync(OK));
  check('deflate', 'deflate', deflateSync(OK));
  check('bare deflate', 'deflate', deflateRawSync(OK));
});

describe('send() cuts off at the limit', () => {
  const tooLarge = { kind: 'failed', code: 'SUBGRAPH_RESPONSE_TOO_LARGE', retryable: false };
  const big = JSON.stringify({ data: { a: 'x'.repeat(20 * MIB) } });

  const check = (title: string, behaviour: Behaviour) =>
    test(title, async () => {
      expect(await answerTo(behaviour)).toMatchObject(tooLarge);
      subgraph!.server.behave((socket) => replyJson(socket, { data: { a: 1 } }));
      expect(await subgraph!.send()).toMatchObject({ kind: 'answered' });
    });

  check('an answer that says its size', (socket) => reply(socket, { body: big }));
  check('an answer that never ends', (socket) => {
    socket.write(headOf(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }));
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    const more = () => {
      while (socket.writable && socket.write(chunk));
    };
    socket.on('drain', more);
    more();
  });
  const bomb = (encoding: string, body: Buffer) =>
    check(`a bomb in ${encoding}`, (socket) => reply(socket, { body, headers: { 'content-encoding': encoding } }));
  bomb('gzip', gzipSync(Buffer.alloc(24 * MIB, ' ')));
  bomb('br', brotliCompressSync(Buffer.alloc(24 * MIB, ' ')));
  bomb('deflate', deflateSync(Buffer.alloc(24 * MIB, ' ')));
  check('headers', (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\n${`x-filler: ${'x'.repeat(1000)}\r\n`.repeat(100)}\r\n`);
  });
  check('too many values', (socket) => reply(socket, { body: `{"data":{"a":[${'{},'.repeat(2 * MIB)}{}]}}` }));
});

test('send() takes an answer just under the limit', async () => {
  const body = JSON.stringify({ data: { a: 'x'.repeat(16 * MIB - 20) } });
  expect(await answerTo((socket) => reply(socket, { body }))).toMatchObject({ kind: 'answered' });
});

test('send() takes an answer in 200,000 pieces', async () => {
  const text = JSON.stringify({ data: { a: 'x'.repeat(200_000) } });
  const answer = await answerTo((socket) => {
    socket.write(headOf(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }));
    socket.write([...text].map((letter) => `1\r\n${letter}\r\n`).join('') + '0\r\n\r\n');
  });
  expect(answer).toEqual({ kind: 'answered', ...JSON.parse(text), errors: undefined });
});

test('send() cuts off what is too large together, then goes on', async () => {
  const body = JSON.stringify({ data: { a: 'x'.repeat(MIB) } });
  const open = new Set<Socket>();
  const cutOff = new Set<Socket>();
  subgraph = await startHostileSubgraph(
    (socket) => {
      socket.write(headOf(200, { 'content-type': 'application/json', 'content-length': String(body.length) }));
      socket.write(body.slice(0, -1));
      open.add(socket);
      socket.once('close', () => {
        open.delete(socket);
        cutOff.add(socket);
        // No answer ends before all that are cut off have been.
        if (cutOff.size === 5) open.forEach((one) => one.write(body.slice(-1)));
      });
    },
    { limits: { arrivingBytes: 4 * MIB } },
  );
  for (let round = 0; round < 2; round++) {
    open.clear();
    cutOff.clear();
    const answers = await Promise.all(Array.from({ length: 8 }, () => subgraph!.send()));
    const codes = answers.map((answer) => (answer.kind === 'failed' ? answer.code : answer.kind));
    expect(codes.filter((code) => code === 'answered')).toHaveLength(3);
    expect(codes.filter((code) => code === 'SUBGRAPH_RESPONSE_TOO_LARGE')).toHaveLength(5);
  }
});

test('send() replaces bytes that are not UTF-8', async () => {
  const body = Buffer.from('{"data":{"a":"caf\xe9"}}', 'latin1');
  expect(await answerTo((socket) => reply(socket, { body }))).toMatchObject({ data: { a: 'caf\ufffd' } });
});

test('send() measures an answer after decompression', async () => {
  const body = gzipSync(JSON.stringify({ data: { a: 'x'.repeat(2000) } }));
  const behaviour: Behaviour = (socket) => reply(socket, { body, headers: { 'content-encoding': 'gzip' } });
  expect(await answerTo(behaviour, { limits: { responseBytes: 1000 } })).toMatchObject({
    code: 'SUBGRAPH_RESPONSE_TOO_LARGE',
  });
});
