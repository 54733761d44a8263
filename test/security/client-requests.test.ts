/** Requests that are no honest GraphQL over HTTP are refused in JSON with a code, and no subgraph hears of them. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { expectRefused, expectUnharmedAfterEach, SECRET } from '../support/after-hostility.js';
import type { HttpAsk } from '../support/gateway-process.js';
import { startMarket, type Market } from '../support/start-market.js';
import { IN_TIME_MS } from '../support/until.js';

let market: Market;
beforeAll(async () => {
  market = await startMarket();
});
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

const MIB = 1024 * 1024;
const LEND = 'mutation { lend(id: "1") { id } }';

async function unheard(work: () => Promise<void>): Promise<void> {
  const heard = () => [market.books, market.stock, market.reviews].map(({ server }) => server.received.length);
  const before = heard();
  await work();
  expect(heard()).toEqual(before);
}

const refused = (title: string, ask: HttpAsk, status: number, code: string) =>
  test(title, () => unheard(async () => expectRefused(await market.gateway.send(ask), status, code)));

describe('a page of another site cannot make a browser change anything:', () => {
  const lend = encodeURIComponent(LEND);
  const browser = { 'user-agent': 'Mozilla/5.0', 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
  const form = (type: string, body: string): HttpAsk => ({ headers: { ...browser, 'content-type': type }, body });

  refused(
    'a mutation by GET',
    { method: 'GET', path: `/graphql?query=${lend}`, headers: { 'apollo-require-preflight': '1' } },
    405,
    'BAD_REQUEST',
  );
  refused(
    'an image with a mutation',
    { method: 'GET', path: `/graphql?query=${lend}`, headers: browser },
    400,
    'BAD_REQUEST',
  );
  refused(
    'an image with a query',
    { method: 'GET', path: '/graphql?query=%7Bbooks%7Bid%7D%7D', headers: browser },
    400,
    'BAD_REQUEST',
  );
  refused('a form', form('application/x-www-form-urlencoded', `query=${lend}`), 400, 'BAD_REQUEST');
  refused(
    'a form with files',
    form('multipart/form-data; boundary=x', `--x\r\n\r\n${LEND}\r\n--x--`),
    400,
    'BAD_REQUEST',
  );
  refused(
    'a form of plain text that looks like JSON',
    form('text/plain', JSON.stringify({ query: LEND })),
    400,
    'BAD_REQUEST',
  );
  refused(
    'a form of plain text with parameters',
    form('text/plain;application/json', JSON.stringify({ query: LEND })),
    400,
    'BAD_REQUEST',
  );
  refused('a body without a type', form('', JSON.stringify({ query: LEND })), 400, 'BAD_REQUEST');
  refused(
    'a form of plain text that a script has sent',
    { headers: { 'content-type': 'text/plain' }, body: { query: LEND } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  );

  test('no header of the answer lets a page of another site read it', async () => {
    const { headers } = await market.gateway.send({
      body: { query: '{ __typename }' },
      headers: { origin: 'https://evil.example' },
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('a compressed body is refused before it inflates:', () => {
  const spaces = Buffer.alloc(64 * MIB, ' ');
  const encoded = (encoding: string, body: Buffer) =>
    refused(encoding, { headers: { 'content-encoding': encoding }, body }, 415, 'UNSUPPORTED_MEDIA_TYPE');

  encoded('gzip', gzipSync(spaces));
  encoded('x-gzip', gzipSync(spaces));
  encoded('deflate', deflateSync(spaces));
  encoded('br', brotliCompressSync(spaces, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }));
  encoded('gzip, gzip', gzipSync(gzipSync(spaces)));
  encoded('identity, gzip', gzipSync(spaces));
  encoded('GZIP', gzipSync(spaces));
  encoded('zstd', Buffer.from('28b52ffd', 'hex'));
});

describe('JSON that can be read in two ways is refused:', () => {
  const q = '"query":"{ books { title } }"';
  const bad = (title: string, body: string | Buffer) => refused(title, { body }, 400, 'BAD_REQUEST');

  bad('a name twice', `{${q},"query":"${SECRET}"}`);
  bad('a name twice, once escaped', `{${q},"\\u0071uery":"{ __typename }"}`);
  bad('a name twice deep among the variables', `{${q},"variables":{"a":[{"b":{"c":1,"c":"${SECRET}"}}]}}`);
  bad('__proto__ twice', `{${q},"variables":{"__proto__":1,"__proto__":2}}`);
  bad('a byte order mark', `\uFEFF{${q}}`);
  bad('a NUL behind it', `{${q}}\0`);
  bad('a comment', `{${q}/* ${SECRET} */}`);
  bad('a comma too many', `{${q},}`);
  bad('NaN', `{${q},"variables":{"a":NaN}}`);
  bad('bytes that are no UTF-8', Buffer.from(`{${q},"operationName":"\xff"}`, 'latin1'));
  bad('an integer that would be rounded to another', `{${q},"variables":{"a":[9007199254740993]}}`);
  bad('a negative one among the extensions', `{${q},"extensions":{"a":-9007199254740993}}`);
  refused(
    'one in the URL',
    { method: 'GET', path: '/graphql?query=%7B__typename%7D&variables=%7B%22a%22:9007199254740993%7D' },
    400,
    'BAD_REQUEST',
  );
  test('numbers that are kept, or rounded as such, are not', async () => {
    const numbers = '[9007199254740992, 100000000000000000000, 9.007199254740993e15, 0.12345678901234567890, -1]';
    const body = `{${q},"variables":{"a":${numbers},"b":"9007199254740993"}}`;
    const { status } = await market.gateway.send({ body });
    expect(status).toBe(200);
  });
  bad('a number beyond all others', `{${q},"variables":{"a":[{"b":-1e400}]}}`);
  bad('variables that are a list', `{${q},"variables":["${SECRET}"]}`);
  bad('variables that are a text', `{${q},"variables":"{\\"a\\":\\"${SECRET}\\"}"}`);
  bad('extensions that are a text', `{${q},"extensions":"${SECRET}"}`);
  bad('an operation name that is a number', `{${q},"operationName":1}`);
  bad('a query that is a list', `{"query":["{ books { title } }"]}`);
  refused('the query in the URL too', { path: '/graphql?query=%7B__typename%7D', body: `{${q}}` }, 400, 'BAD_REQUEST');
  refused(
    'UTF-16',
    { headers: { 'content-type': 'application/json; charset=utf-16le' }, body: Buffer.from(`{${q}}`, 'utf16le') },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  );
  refused('a list', { body: `[{${q}},{${q}}]` }, 400, 'BATCHING_NOT_ENABLED');
  refused(
    'a body of 2 MiB',
    { body: `{${q},"variables":{"a":"${SECRET.repeat(350_000)}"}}` },
    413,
    'PAYLOAD_TOO_LARGE',
  );
});

describe('bytes that a proxy may read otherwise get a 4xx in JSON, and the connection is closed:', () => {
  const body = '{"query":"{ books { title } }"}';
  const post = (headers: string, text = body) =>
    `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n${headers}\r\n${text}`;
  const raw = (title: string, bytes: string) =>
    test(title, () =>
      unheard(async () => {
        const answer = await sendBytes(bytes);
        expect(answer).toMatch(
          /^HTTP\/1\.1 4\d\d [^]*content-type: application\/json; charset=utf-8[^]*"code":"[A-Z_]+"/i,
        );
        expect(answer).toMatch(/connection: close/i);
        expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
        expect(answer).not.toContain(SECRET);
      }),
    );

  raw('a length and chunks', post(`content-length: ${body.length}\r\ntransfer-encoding: chunked\r\n`));
  raw('two lengths', post(`content-length: ${body.length}\r\ncontent-length: 5\r\n`));
  raw('a length with a sign', post(`content-length: +${body.length}\r\n`));
  raw('a length below zero', post('content-length: -1\r\n'));
  raw('chunks twice', post('transfer-encoding: chunked, chunked\r\n', `0\r\n\r\n`));
  raw('an unknown transfer encoding', post('transfer-encoding: xchunked\r\n', `0\r\n\r\n`));
  raw('a chunk of a wrong length', post('transfer-encoding: chunked\r\n', `zz\r\n${body}\r\n0\r\n\r\n`));
  raw('a folded header', post(`x: ${SECRET}\r\n y\r\ncontent-length: ${body.length}\r\n`));
  raw('a header name with a space', post(`x : ${SECRET}\r\ncontent-length: ${body.length}\r\n`));
  raw('a header with a NUL', post(`x: ${SECRET}\0\r\ncontent-length: ${body.length}\r\n`));
  raw('headers of 1 MiB', post(`x: ${SECRET.repeat(175_000)}\r\n`));
  raw('20,000 headers', post(`${'x: 1\r\n'.repeat(20_000)}`));
  raw('an address of 1 MiB', `GET /graphql?query=${'x'.repeat(MIB)} HTTP/1.1\r\nhost: a\r\n\r\n`);
  raw('no HTTP', `${SECRET}\r\n\r\n`);
  raw('HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  raw('TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n');
  raw('two hosts', post(`host: b\r\ncontent-length: ${body.length}\r\n`));
  raw(
    'no host',
    `POST /graphql HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
});

describe('other methods are refused:', () => {
  const path = `/graphql?query=${encodeURIComponent(LEND)}`;
  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])
    refused(method, { method, path, headers: { 'content-length': '0' }, body: '' }, 405, 'METHOD_NOT_ALLOWED');
});

/** Sends bytes as they are, and gives all that comes back until the connection is closed. */
function sendBytes(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(market.gateway.port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
    let text = '';
    const timer = setTimeout(() => socket.destroy(), IN_TIME_MS);
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(text);
    });
  });
}
