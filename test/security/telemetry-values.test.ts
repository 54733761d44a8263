/** What the access log may tell, and that neither it nor traces nor metrics tell more. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { ACCESS_FIELDS } from '../../gateway/settings/telemetry.js';
import { startOtlpReceiver, type OtlpReceiver } from '../support/otlp-receiver.js';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';

const SECRET = 's3cret';
let receiver: OtlpReceiver;
let shop: Bookshop;
let lines: Record<string, unknown>[] = [];
const log = pino(
  { level: 'warn' },
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  }),
);

beforeAll(async () => {
  receiver = await startOtlpReceiver();
  shop = await startBookshop(
    ({ telemetry, ...config }) => ({
      ...config,
      telemetry: {
        tracing: { ...telemetry.tracing, endpoint: receiver.endpoint, sampler: 'always_on' },
        accessLog: { enabled: true, fields: [...ACCESS_FIELDS] },
      },
    }),
    { log },
  );
});
afterAll(() => receiver.stop());

async function lineOf(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> {
  lines = [];
  await shop.post(body, { 'x-request-id': 'r1', 'graphql-client-name': 'web', ...headers });
  expect(lines).toHaveLength(1);
  return lines[0]!;
}

test('the access log tells each field that is asked for', async () => {
  const query = 'query Of($id: ID!) { book(id: $id) { title } books { id } }';
  expect(await lineOf({ query, variables: { id: SECRET } })).toEqual({
    level: 30,
    time: expect.any(Number),
    pid: expect.any(Number),
    hostname: expect.any(String),
    msg: 'Request',
    requestId: 'r1',
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    address: '127.0.0.1',
    caller: 'anonymous',
    client: 'web',
    clientVersion: null,
    operationName: 'Of',
    operationKind: 'query',
    operationHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    status: 200,
    outcome: 'ok',
    errorCodes: [],
    durationMs: expect.any(Number),
    responseBytes: '{"data":{"book":{"title":"Dune"},"books":[{"id":"1"}]}}'.length,
    subgraphRequests: 1,
    subgraphMs: expect.any(Number),
  });
});
test('the access log tells codes of errors, and null of what is not known', async () => {
  expect(await lineOf({ query: `{ book(id: "${SECRET}") { nothing } }` })).toMatchObject({
    operationName: null,
    operationHash: null,
    status: 400,
    outcome: 'GRAPHQL_VALIDATION_FAILED',
    errorCodes: ['GRAPHQL_VALIDATION_FAILED'],
    subgraphRequests: 0,
  });
});
test('the access log is off by default at the level warn', async () => {
  lines = [];
  const other = await startBookshop(undefined, { log });
  await other.post({ query: '{ __typename }' });
  await other.stop();
  expect(lines).toEqual([]);
});
test('traces, access log and metrics hold no value that a client sent', async () => {
  const headers = { authorization: `Bearer ${SECRET}`, cookie: SECRET, 'x-purpose-of-use': SECRET };
  const told = [
    await lineOf({ query: 'query Of($id: ID!) { book(id: $id) { title } }', variables: { id: SECRET } }, headers),
  ];
  told.push(await lineOf({ query: `query Lit { books(like: { title: "${SECRET}" }) { id } }` }, headers));
  told.push(await lineOf({ query: `{ book(id: "${SECRET}") { nothing } }` }, headers));
  const metrics = await (await shop.send({ path: '/metrics' })).text();
  await shop.stop();
  expect(receiver.spans.length).toBeGreaterThan(5);
  expect(metrics).toContain('operation="Lit"');
  expect(JSON.stringify([told, receiver.bodies, metrics])).not.toContain(SECRET);
});
