/** Data URLs under hostile names, slow and leaving clients, and many at once. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectUnharmedAfterEach, SECRET } from '../support/after-hostility.js';
import { startBigList, type BigList } from '../support/big-list.js';
import { startGatewayProcess, type GatewayProcess } from '../support/gateway-process.js';
import { startArchive } from '../support/start-archive.js';

const ROWS = 100_000;
const PAGE_ROWS = 500;
/** Leaves so many rows from the end of the list. */
const last = (rows: number) => `after=${ROWS - rows}`;

let list: BigList;
let gateway: GatewayProcess;
beforeAll(async () => {
  list = await startBigList({ rows: ROWS, pageRows: PAGE_ROWS });
  gateway = await startGatewayProcess({
    subgraphs: [list],
    settings: { data: { queries: join(list.folder, 'queries'), exports: 2 }, limits: { answerMs: 1_000 } },
  });
});
afterAll(async () => {
  await gateway.stop();
  await list.stop();
});
expectUnharmedAfterEach(() => gateway);

const read = (path: string, headers = {}) => gateway.send({ method: 'GET', path, headers });

/** Begins to read, and gives the response with nothing of its body taken. */
function begin(path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(new URL(path, gateway.url), { agent: false }, resolve).once('error', reject);
  });
}

test('50,000 rows take no more memory than a few', async () => {
  const { status, text } = await read(`/data/big.csv?${last(50_000)}`);
  expect([status, text.split('\r\n').length]).toEqual([200, 50_000 + 2]);
});

test('20 exports at once are all answered, a few at a time', async () => {
  const replies = await Promise.all(Array.from({ length: 20 }, () => read(`/data/big.csv?${last(5_000)}`)));
  expect(replies.map(({ status, text }) => [status, text.split('\r\n').length])).toEqual(
    Array.from({ length: 20 }, () => [200, 5_000 + 2]),
  );
});

test('a client that leaves ends its export, and gives its turn back', async () => {
  const before = list.pages();
  for (let client = 0; client < 4; client++) {
    const response = await begin('/data/big.ndjson');
    response.on('error', () => undefined);
    response.destroy();
    await once(response, 'close');
  }
  expect((await read(`/data/big.csv?${last(500)}`)).status).toBe(200);
  expect(list.pages() - before).toBeLessThan((4 * ROWS) / PAGE_ROWS);
});

test('clients that read nothing are let go of, so that others get their turn', async () => {
  const slow = [await begin('/data/big.json'), await begin('/data/big.json')];
  slow.forEach((response) => response.on('error', () => undefined));
  expect((await read(`/data/big.csv?${last(500)}`)).status).toBe(200);
  slow.forEach((response) => response.destroy());
});

describe('a hostile path', () => {
  const check = (path: string) =>
    test(JSON.stringify(path.slice(0, 60)), async () => {
      const socket = connect(gateway.port, '127.0.0.1');
      let text = '';
      socket.on('data', (piece: Buffer) => (text += piece.toString()));
      socket.write(`GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`);
      await once(socket, 'close');
      expect(text).toMatch(/^HTTP\/1\.1 (400|404|431) /);
      expect(text).not.toMatch(/root:|passwd|node:internal/);
    });

  check('/data/../../../../etc/passwd.csv');
  check('/data/%2e%2e%2f%2e%2e%2fetc%2fpasswd.csv');
  check('/data/..%5c..%5cbig.csv');
  check('/data/queries/big.csv');
  check('/data/__proto__.csv');
  check('/data/constructor.json');
  check('/data/.csv');
  check('/data/big.');
  check('/data/big%00.csv');
  check(`/data/${'a'.repeat(10_000)}.csv`);
  check(`/data/big.csv?${'x=1&'.repeat(3_000)}`);
  check(`/data/big.csv?${'first=1&'.repeat(1_500)}`);
  check(`/data/big.csv?${'first=1&'.repeat(10_000)}`);
  check('/data/big.csv?%ff=1');
});

describe('a request', () => {
  const check = (title: string, ask: Parameters<GatewayProcess['send']>[0], status: number) =>
    test(title, async () => {
      const reply = await gateway.send({ path: `/data/big.csv?${last(1)}`, ...ask });
      expect(reply.status).toBe(status);
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(reply.headers['x-content-type-options']).toBe('nosniff');
    });

  check('by POST is refused', { method: 'POST', body: {} }, 405);
  check(
    'by OPTIONS gets no leave for other sites',
    { method: 'OPTIONS', body: '', headers: { origin: 'https://a.example' } },
    405,
  );
  check('for a part gets the whole', { method: 'GET', headers: { range: 'bytes=0-5' } }, 200);
  const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
  check('of a picture on another site is refused', { method: 'GET', headers: image }, 400);
  const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
  check('of a link on another site is answered', { method: 'GET', headers: link }, 200);
});

test('values and tokens stay out of the log and of answers', async () => {
  const reply = await read(`/data/big.csv?first=${SECRET}`, { authorization: `Bearer ${SECRET}` });
  expect([reply.status, reply.text.includes(SECRET)]).toEqual([400, false]);
});

test('callers without a token get neither tables nor the list where tokens are needed', async () => {
  const { publicKey } = await generateKeyPair('ES256');
  const file = join(list.folder, 'keys.json');
  writeFileSync(file, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'a' }] }));
  const closed = await startArchive({
    change: (config) => ({ ...config, authentication: { ...config.authentication, jwks: [file], required: true } }),
  });
  try {
    for (const path of ['/data', '/data/counts.csv', '/data/counts.json']) {
      const response = await closed.get(path);
      expect([response.status, await response.text()]).toEqual([401, expect.stringMatching(/UNAUTHENTICATED/)]);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
    }
  } finally {
    await closed.stop();
  }
});
