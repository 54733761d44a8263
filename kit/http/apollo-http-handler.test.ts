import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { handleWithApollo } from './apollo-http-handler.js';
import { createHttpServer } from './http-server.js';

const LIMIT_BYTES = 10_000;

const apollo = new ApolloServer({
  typeDefs: 'type Query { hello(name: String): String } type Mutation { bye: String }',
  resolvers: { Query: { hello: (_: unknown, { name }: { name?: string }) => `Hello ${name ?? 'you'}` } },
  stopOnTerminationSignals: false,
  includeStacktraceInErrorResponses: false,
});
const http = createHttpServer({
  host: '127.0.0.1',
  port: 0,
  handler: (request, response) =>
    handleWithApollo({ server: apollo, context: async () => ({}), bodyLimitBytes: LIMIT_BYTES }, request, response),
  onError: () => undefined,
});

beforeAll(async () => {
  await apollo.start();
  await http.start();
});
afterAll(async () => {
  await http.stop();
  await apollo.stop();
});

const QUERY = '{"query":"{ hello }"}';

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer> | ReadableStream;
}

async function send({ method = 'POST', path = '/', headers = {}, body }: Sent) {
  const response = await fetch(`${http.url()}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body }),
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  });
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    allow: response.headers.get('allow'),
    text,
  };
}

describe('handleWithApollo() answers', () => {
  const check = (title: string, sent: Sent, expected: RegExp) =>
    test(title, async () => {
      const { status, type, text } = await send(sent);
      expect(`${status} ${type} ${text}`).toMatch(expected);
    });

  check('a query', { body: QUERY }, /^200 application\/json; charset=utf-8 .*"Hello you"/);
  check('a query by GET', { method: 'GET', path: '/?query={hello}' }, /^200 .*"Hello you"/);
  check(
    'a charset that is UTF-8',
    { headers: { 'content-type': 'application/json; charset=UTF-8' }, body: QUERY },
    /^200/,
  );
  check('a name beyond ASCII', { body: '{"query":"{ hello(name: \\"Zoë\\") }"}' }, /Hello Zoë/);
  check(
    'in the newer media type where it is accepted',
    { headers: { accept: 'application/graphql-response+json' }, body: QUERY },
    /^200 application\/graphql-response\+json/,
  );
  check('an invalid operation', { body: '{"query":"{ nothing }"}' }, /^400 .*"GRAPHQL_VALIDATION_FAILED"/);
});

describe('handleWithApollo() refuses', () => {
  const check = (title: string, sent: Sent, status: number, code: string) =>
    test(title, async () => {
      const answer = await send(sent);
      const [error] = (JSON.parse(answer.text) as { errors: { message: string; extensions: { code: string } }[] })
        .errors;
      expect([answer.status, error?.extensions.code]).toEqual([status, code]);
      expect(answer.text).not.toMatch(/stack|node_modules/);
    });

  check('malformed JSON', { body: '{"query":' }, 400, 'BAD_REQUEST');
  check('bytes that are no UTF-8', { body: new Uint8Array([0x22, 0xff, 0x22]) }, 400, 'BAD_REQUEST');
  check('a byte order mark', { body: `\ufeff${QUERY}` }, 400, 'BAD_REQUEST');
  check(
    'another charset',
    { headers: { 'content-type': 'application/json; charset=latin1' }, body: QUERY },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  );
  check('a compressed body', { headers: { 'content-encoding': 'gzip' }, body: QUERY }, 415, 'UNSUPPORTED_MEDIA_TYPE');
  check('a body that says it is too large', { body: ' '.repeat(LIMIT_BYTES + 1) }, 413, 'PAYLOAD_TOO_LARGE');
});

test('handleWithApollo() refuses an empty body, a list and another media type with 400', async () => {
  for (const sent of [{}, { body: '[]' }, { body: '7' }, { headers: { 'content-type': 'text/plain' }, body: QUERY }]) {
    expect((await send(sent)).status).toBe(400);
  }
});

test('handleWithApollo() refuses a mutation by GET with 405 and says what is allowed', async () => {
  const { status, allow } = await send({ method: 'GET', path: '/?query=mutation{bye}' });
  expect([status, allow]).toEqual([405, 'POST']);
});

test('handleWithApollo() answers 413 while an endless body is still being sent, and keeps none of it', async () => {
  const before = process.memoryUsage().rss;
  const { answer, sentBytes } = await sendEndlessly();
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toMatch(/"PAYLOAD_TOO_LARGE"/);
  expect(sentBytes).toBeGreaterThan(LIMIT_BYTES);
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
});

/** Sends chunk after chunk until the server closes the connection. */
function sendEndlessly(): Promise<{ answer: string; sentBytes: number }> {
  return new Promise((resolve) => {
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    let answer = '';
    let sentBytes = 0;
    const socket = connect(Number(new URL(http.url()).port), '127.0.0.1');
    const fill = () => {
      while (!socket.destroyed && socket.write(chunk)) sentBytes += chunk.length;
    };
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n');
    socket.on('drain', fill);
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ answer, sentBytes }));
    fill();
  });
}
