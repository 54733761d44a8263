/** What `/metrics` and the log tell of what happened. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';
import { until } from '../support/until.js';

let shop: Bookshop;
let logged: Record<string, unknown>[] = [];
const log = pino(
  { level: 'info' },
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
      done();
    },
  }),
);

beforeAll(async () => {
  const change = (config: Parameters<NonNullable<Parameters<typeof startBookshop>[0]>>[0]) => ({
    ...config,
    logLevel: 'info' as const,
    subgraphDefaults: { ...config.subgraphDefaults, timeoutMs: 2_000 },
    metrics: { ...config.metrics, operations: 4, clients: 3 },
  });
  shop = await startBookshop(change, { log });
});
afterAll(() => shop.stop());

async function metrics(): Promise<string> {
  const response = await shop.send({ path: '/metrics' });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/plain; version=0.0.4; charset=utf-8',
  ]);
  return response.text();
}

/** The value of one line; 0 when there is none. */
const valueOf = (text: string, line: string) =>
  Number(
    text
      .split('\n')
      .find((other) => other.startsWith(`${line} `))
      ?.slice(line.length + 1) ?? 0,
  );

const samples = async () => (await metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));

/** By how much lines grow while something is done. */
async function growth(lines: readonly string[], work: () => Promise<unknown>): Promise<number[]> {
  const before = await metrics();
  await work();
  const after = await metrics();
  return lines.map((line) => valueOf(after, line) - valueOf(before, line));
}

describe('/metrics counts', () => {
  const check = (title: string, work: () => Promise<unknown>, lines: Record<string, number>) =>
    test(title, async () => expect(await growth(Object.keys(lines), work)).toEqual(Object.values(lines)));

  check('an answer, its document and what it took of a subgraph', () => shop.post({ query: '{ books { id } }' }), {
    'joinery_requests_total{outcome="ok"}': 1,
    joinery_request_duration_seconds_count: 1,
    'joinery_request_duration_seconds_bucket{le="+Inf"}': 1,
    'joinery_subgraph_requests_total{subgraph="books",outcome="answered"}': 1,
    'joinery_subgraph_request_duration_seconds_count{subgraph="books"}': 1,
    'joinery_subgraph_response_bytes_total{subgraph="books"}': 32,
    'joinery_cache_lookups_total{cache="documents",result="miss"}': 1,
    'joinery_cache_lookups_total{cache="documents",result="hit"}': 0,
  });
  check('a document that is known', () => shop.post({ query: '{ books { id } }' }), {
    'joinery_cache_lookups_total{cache="documents",result="miss"}': 0,
    'joinery_cache_lookups_total{cache="documents",result="hit"}': 1,
  });
  check('an answer with errors, by the fault of a subgraph', () => shop.post({ query: '{ never }' }), {
    'joinery_requests_total{outcome="errors"}': 1,
    'joinery_subgraph_requests_total{subgraph="books",outcome="SUBGRAPH_REQUEST_TIMEOUT"}': 1,
  });
  check(
    'refusals by their code',
    () => Promise.all([shop.post('{'), shop.post({ query: '{' }), shop.post({ query: '{' })]),
    {
      'joinery_requests_total{outcome="BAD_REQUEST"}': 1,
      'joinery_requests_total{outcome="GRAPHQL_PARSE_FAILED"}': 2,
      'joinery_subgraph_requests_total{subgraph="books",outcome="answered"}': 0,
    },
  );

  check(
    'operations and clients by their names',
    () => shop.post({ query: 'query Two { books { id } never }' }, { 'graphql-client-name': 'a "b"' }),
    {
      'joinery_operation_duration_seconds_count{operation="Two"}': 1,
      'joinery_operation_errors_total{operation="Two"}': 1,
      'joinery_client_requests_total{client="a \\"b\\"",result="errors"}': 1,
      'joinery_operation_duration_seconds_count{operation="(unnamed)"}': 0,
    },
  );
  test('requests that are being answered', async () => {
    const answered = shop.post({ query: '{ slow }' });
    await until(async () => valueOf(await metrics(), 'joinery_requests_in_flight') === 1);
    expect(valueOf(await metrics(), 'joinery_subgraph_requests_in_flight{subgraph="books"}')).toBe(1);
    await answered;
    await until(async () => valueOf(await metrics(), 'joinery_requests_in_flight') === 0);
  });

  test('nothing twice, and few names, whatever clients call things', async () => {
    const lines = await samples();
    const names = lines.map((line) => line.slice(0, line.lastIndexOf(' ')));
    expect(new Set(names).size).toBe(names.length);
    for (let i = 0; i < 20; i++)
      await shop.post(
        { query: `query Q${i} { a${i}: __typename }`, operationName: `Q${i}` },
        { 'graphql-client-name': `c${i}` },
      );
    const text = await metrics();
    const told = (label: string) => [...new Set(text.match(new RegExp(`${label}="(?:[^"\\\\]|\\\\.)*"`, 'g')))];
    expect(told('operation')).toHaveLength(5);
    expect(told('client')).toHaveLength(4);
    expect(valueOf(text, 'joinery_operation_duration_seconds_count{operation="(others)"}')).toBeGreaterThan(15);
  });

  test('what the process takes', async () => {
    expect(valueOf(await metrics(), 'process_resident_memory_bytes')).toBeGreaterThan(1e7);
  });
});

test('/metrics can be switched off', async () => {
  const other = await startBookshop((config) => ({ ...config, metrics: { ...config.metrics, enabled: false } }));
  expect((await other.send({ path: '/metrics' })).status).toBe(404);
  await other.stop();
});

test('the log tells of each request who asked for what, and of a subgraph why it failed', async () => {
  logged = [];
  const headers = { 'apollographql-client-name': 'web', 'apollographql-client-version': '1.2', 'x-request-id': 'r1' };
  await shop.post({ query: 'query Never { never }', operationName: 'Never', variables: { secret: 's3cret' } }, headers);
  const told = {
    requestId: 'r1',
    client: 'web',
    clientVersion: '1.2',
    operationName: 'Never',
    status: 200,
    outcome: 'errors',
  };
  expect(logged).toEqual([
    expect.objectContaining({ msg: 'Subgraph request failed', subgraph: 'books', code: 'SUBGRAPH_REQUEST_TIMEOUT' }),
    expect.objectContaining({ msg: 'Request', ...told, durationMs: expect.any(Number) }),
  ]);
  expect(JSON.stringify(logged)).not.toContain('s3cret');
});

test('the log takes the other names of clients too, and says a repeated failure once a second', async () => {
  logged = [];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: 20 }, () => shop.post({ query: '{ never }' }, { 'graphql-client-name': 'app' })),
  );
  expect(logged.filter(({ msg }) => msg === 'Request').map(({ client }) => client)).toEqual(Array(20).fill('app'));
  const seconds = (performance.now() - startedAt) / 1_000;
  expect(logged.filter(({ msg }) => msg === 'Subgraph request failed').length).toBeLessThan(seconds + 1);
});
