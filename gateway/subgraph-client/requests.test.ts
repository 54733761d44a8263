/** What is sent, and to whom. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { replyJson, reply, type Behaviour } from '../../test/support/hostile-server.js';
import {
  startHostileSubgraph,
  type HostileSubgraph,
  type HostileSubgraphOptions,
} from '../../test/support/hostile-subgraph.js';
import { isNotLinkLocal } from '../../kit/outbound-address.js';
import { readEndpoint } from './endpoint.js';
import { createSubgraphClient } from './subgraph-client.js';

let subgraph: HostileSubgraph | undefined;
afterEach(async () => {
  await subgraph?.stop();
  subgraph = undefined;
});

const answers: Behaviour = (socket) => replyJson(socket, { data: { a: 1 } });

async function start(options: HostileSubgraphOptions = {}): Promise<HostileSubgraph> {
  subgraph = await startHostileSubgraph(answers, options);
  return subgraph;
}

test('send() posts the body as it is, with its own headers and the forwarded ones', async () => {
  const { server, send } = await start();
  const body = '{"query":"{ a }","variables":{"name":"Ynys Môn"}}';
  await send({ body, headers: Object.freeze({ authorization: 'Bearer 1', 'x-request-id': 'r1' }) });
  expect(server.received[0]).toMatchObject({ path: '/graphql', body });
  expect(server.received[0]!.headers).toEqual({
    host: `127.0.0.1:${server.port}`,
    connection: 'keep-alive',
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json',
    'accept-encoding': 'identity',
    authorization: 'Bearer 1',
    'x-request-id': 'r1',
    'content-length': String(Buffer.byteLength(body)),
  });
});

describe('send() never forwards', () => {
  test.each([
    'connection',
    'Connection',
    'keep-alive',
    'proxy-authorization',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'host',
    'content-length',
    'expect',
    'http2-settings',
  ])('%s', async (name) => {
    const { server, send } = await start();
    expect(await send({ headers: { [name]: 'gzip, x' } })).toMatchObject({ kind: 'answered' });
    const { headers } = server.received[0]!;
    expect(Object.values(headers)).not.toContain('gzip, x');
  });
});

test('send() asks for compression when told to', async () => {
  const { server, send } = await start({ limits: { acceptEncoding: 'br' } });
  await send();
  expect(server.received[0]!.headers['accept-encoding']).toBe('br');
});

test('send() fails for a header that cannot be sent, and blames nobody', async () => {
  const { server, send, events } = await start();
  for (let i = 0; i < 20; i++) {
    expect(await send({ headers: { a: 'b\r\nc: d' } })).toMatchObject({ reason: 'the request cannot be sent' });
  }
  expect(server.received).toHaveLength(0);
  expect(events.filter(({ kind }) => kind === 'breaker')).toEqual([]);
  expect(await send()).toMatchObject({ kind: 'answered' });
});

test('send() gives back nothing of the headers of an answer', async () => {
  const { server, send } = await start();
  server.behave((socket) =>
    reply(socket, { body: '{"data":{}}', headers: { 'set-cookie': 'secret=1', 'access-control-allow-origin': '*' } }),
  );
  expect(JSON.stringify(await send())).toBe('{"kind":"answered","data":{}}');
});

test('send() sends nothing to an address that is not allowed, whatever its name', async () => {
  const { server, client } = await start();
  await client.stop();
  const picky = createSubgraphClient({
    subgraphs: [{ name: 'lies', url: `http://localhost:${server.port}/` }],
    isAddressAllowed: (address) => address !== '127.0.0.1',
  });
  const deadline = performance.now() + 5_000;
  const answer = await picky.send({ subgraph: 'lies', body: '{}', kind: 'query', headers: {}, deadline });
  expect(answer).toMatchObject({ kind: 'failed', reason: 'no connection (ADDRESS_NOT_ALLOWED)', retryable: false });
  expect(server.received).toHaveLength(0);
  await picky.stop();
});

test('events name the subgraph, times, sizes and codes, and nothing that was sent', async () => {
  const { server, send, events } = await start();
  const secret = 'do-not-log-this';
  await send({ body: `{"variables":{"a":"${secret}"}}`, headers: { authorization: secret } });
  server.behave((socket) => reply(socket, { body: `<html>${secret}` }));
  await send({ body: secret });
  expect(events).toMatchObject([
    { kind: 'request', subgraph: 'lies', outcome: 'answered', responseBytes: 16, attempts: 1, shared: false },
    { kind: 'request', outcome: 'DOWNSTREAM_SERVICE_ERROR', reason: 'the answer is not JSON', responseBytes: 0 },
  ]);
  expect(JSON.stringify(events)).not.toContain(secret);
  expect(JSON.stringify(events)).not.toContain(String(server.port));
});

describe('createSubgraphClient() refuses', () => {
  test.each([
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    'http://user:secret@127.0.0.1/',
    'javascript:alert(1)',
    '127.0.0.1:4001',
    '',
  ])('the URL %s', (url) => {
    expect(() => createSubgraphClient({ subgraphs: [{ name: 'a', url }] })).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.not.stringContaining('secret') }),
    );
  });
});

describe('readEndpoint() finds nearby', () => {
  test.each([
    ['http://localhost:4001/', true],
    ['http://127.0.0.1:4001/', true],
    ['http://[::1]:4001/', true],
    ['http://people:4001/', true],
    ['http://10.1.2.3/', true],
    ['http://172.31.0.1/', true],
    ['http://192.168.1.1/', true],
    ['http://people.joinery.svc/', true],
    ['https://172.32.0.1/', false],
    ['https://graph.example.org/', false],
    ['https://[2606:2800:220:1::1]/', false],
  ])('%s: %s', (url, isNearby) => {
    expect(readEndpoint('a', url).isNearby).toBe(isNearby);
  });
});

test.each([
  ['169.254.169.254', false],
  ['::ffff:169.254.169.254', false],
  ['fe80::1', false],
  ['fd00:ec2::254', false],
  ['127.0.0.1', true],
  ['10.0.0.1', true],
  ['8.8.8.8', true],
  ['2001:db8::1', true],
])('isNotLinkLocal(%s) is %s', (address, isAllowed) => {
  expect(isNotLinkLocal(address)).toBe(isAllowed);
});
