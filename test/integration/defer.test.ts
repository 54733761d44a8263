/** What is deferred, over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEFER, type OpenedStream } from '../support/open-stream.js';
import { createOwnClock } from '../support/own-clock.js';
import { expectWithin } from '../support/promised-time.js';
import { startNewsroom, type Newsroom } from '../support/start-newsroom.js';
import { until } from '../support/until.js';

let room: Newsroom;
beforeAll(async () => {
  // Nobody waits so long here, so that whatever ends before was cancelled.
  const timeoutMs = 3_600_000;
  room = await startNewsroom({
    change: (config) => ({
      ...config,
      requestTimeoutMs: timeoutMs,
      subgraphDefaults: { ...config.subgraphDefaults, timeoutMs },
    }),
  });
});
afterAll(() => room.stop());

const STREAM_TYPE = 'multipart/mixed; boundary="-"; deferSpec=20220824';

async function check(query: string, parts: readonly unknown[], variables = {}): Promise<void> {
  const stream = await room.open({ query, variables, accept: DEFER });
  expect({ status: stream.status, type: stream.headers['content-type'] }).toEqual({ status: 200, type: STREAM_TYPE });
  expect(await stream.rest()).toEqual(parts);
}

describe('a deferred fragment', () => {
  const cases: readonly [string, string, readonly unknown[]][] = [
    [
      'comes later, with its path',
      '{ article { text ... @defer { stars } } }',
      [
        { data: { article: { text: 'One' } }, hasNext: true },
        { hasNext: false, incremental: [{ path: ['article'], data: { stars: 1 } }] },
      ],
    ],
    [
      'has the label of the client',
      '{ a: article { text ...S @defer(label: "later") } } fragment S on Article { many: stars }',
      [
        { data: { a: { text: 'One' } }, hasNext: true },
        { hasNext: false, incremental: [{ path: ['a'], label: 'later', data: { many: 1 } }] },
      ],
    ],
    [
      'comes for each item of a list',
      '{ articles { id ...S @defer } } fragment S on Article { stars }',
      [
        { data: { articles: [{ id: '1' }, { id: '2' }] }, hasNext: true },
        {
          hasNext: false,
          incremental: [
            { path: ['articles', 0], data: { stars: 1 } },
            { path: ['articles', 1], data: { stars: 2 } },
          ],
        },
      ],
    ],
    [
      'of an abstract type comes where the type fits',
      '{ media { ... on Article @defer { stars } ... on Film { title } } }',
      [
        { data: { media: [{}, { title: 'Metropolis' }, null] }, hasNext: true },
        { hasNext: false, incremental: [{ path: ['media', 0], data: { stars: 1 } }] },
      ],
    ],
    [
      'that fails takes only itself away',
      '{ article { id ... @defer { fails } } }',
      [
        { data: { article: { id: '1' } }, hasNext: true },
        {
          hasNext: false,
          incremental: [
            {
              path: ['article'],
              data: { fails: null },
              errors: [
                {
                  message: 'Out of stars',
                  path: ['article', 'fails'],
                  extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'stars' },
                },
              ],
            },
          ],
        },
      ],
    ],
    [
      'without a value where there must be one is null as a whole, and nothing else is',
      '{ articles { id ... @defer { must } } }',
      [
        { data: { articles: [{ id: '1' }, { id: '2' }] }, hasNext: true },
        {
          hasNext: false,
          incremental: [
            { path: ['articles', 0], data: { must: 'must' } },
            expect.objectContaining({
              path: ['articles', 1],
              data: null,
              errors: expect.arrayContaining([expect.objectContaining({ path: ['articles', 1, 'must'] })]),
            }),
          ],
        },
      ],
    ],
  ];
  test.each(cases)('%s', (_title, query, parts) => check(query, parts));

  test('within a deferred one comes after it', async () => {
    const query =
      '{ article { id ... @defer(label: "outer") { next { id ... @defer(label: "inner") { slow text } } } } }';
    const stream = await room.open({ query, accept: DEFER });
    expect(await stream.next()).toEqual({ data: { article: { id: '1' } }, hasNext: true });
    expect(await stream.next()).toEqual({
      hasNext: true,
      incremental: [{ path: ['article'], label: 'outer', data: { next: { id: '2' } } }],
    });
    await releaseUntil(stream.next(), {
      hasNext: false,
      incremental: [{ path: ['article', 'next'], label: 'inner', data: { slow: 'late', text: null } }],
    });
    expect(await stream.rest()).toEqual([]);
  });

  test('below a mutation comes later', () =>
    check('mutation { publish(text: "Three") { text ... @defer { stars } } }', [
      { data: { publish: { text: 'Three' } }, hasNext: true },
      { hasNext: false, incremental: [{ path: ['publish'], data: { stars: 3 } }] },
    ]));
});

/** Lets `Article.slow` go until an answer is there. */
async function releaseUntil(answer: Promise<unknown>, expected: unknown): Promise<void> {
  const timer = setInterval(() => room.release(), 10);
  expect(await answer).toEqual(expected);
  clearInterval(timer);
}

describe('what is not deferred does not wait', () => {
  test('for what is', async () => {
    const stream = await room.open({ query: '{ article { text ... @defer { slow } } }', accept: DEFER });
    expect(await stream.next()).toEqual({ data: { article: { text: 'One' } }, hasNext: true });
    await releaseUntil(stream.next(), {
      hasNext: false,
      incremental: [{ path: ['article'], data: { slow: 'late' } }],
    });
  });
});

describe('the time for a whole request', () => {
  let brief: Newsroom;
  beforeAll(async () => {
    brief = await startNewsroom({ change: (config) => ({ ...config, requestTimeoutMs: 3_000 }) });
  });
  afterAll(() => brief.stop());

  test('also ends what is deferred', async () => {
    let stream: OpenedStream;
    // On a busy machine it may be over before the first part.
    await until(async () => {
      stream = await brief.open({ query: '{ article { text ... @defer { slow stars } } }', accept: DEFER });
      return (((await stream.next()) ?? {}) as { hasNext?: boolean }).hasNext === true;
    });
    const timeouts = ['slow', 'stars'].map((field) => ({
      message: 'Subgraph stars did not answer in time',
      path: ['article', field],
      extensions: { code: 'SUBGRAPH_REQUEST_TIMEOUT', serviceName: 'stars', retryable: true },
    }));
    expect(await stream!.rest()).toEqual([
      {
        hasNext: false,
        incremental: [{ path: ['article'], data: { slow: null, stars: null }, errors: timeouts }],
      },
    ]);
  });
});

test('a client that leaves before what is deferred cancels it upstream', async () => {
  const stream = await room.open({ query: '{ article { text ... @defer { slow } } }', accept: DEFER });
  await stream.next();
  await until(() => room.stars.answering() > 0);
  stream.leave();
  const clock = createOwnClock();
  const leftAt = clock();
  await until(() => room.stars.answering() === 0);
  expectWithin(100, clock() - leftAt);
});

describe('a condition', () => {
  const query = 'query ($later: Boolean!) { article { id ... @defer(if: $later) { stars } } }';

  test('that holds defers', () =>
    check(
      query,
      [
        { data: { article: { id: '1' } }, hasNext: true },
        { hasNext: false, incremental: [{ path: ['article'], data: { stars: 1 } }] },
      ],
      { later: true },
    ));

  test('that does not hold gives one whole answer', async () => {
    const stream = await room.open({ query, variables: { later: false }, accept: DEFER });
    expect(stream.headers['content-type']).toBe('application/graphql-response+json; charset=utf-8');
    expect(await stream.rest()).toEqual([{ data: { article: { id: '1', stars: 1 } } }]);
  });
});

describe('a client', () => {
  const query = '{ article { text ... @defer { stars } } }';

  test.each([
    ['application/json', 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['multipart/mixed, application/graphql-response+json', 'application/graphql-response+json; charset=utf-8'],
    ['multipart/mixed;deferSpec=20220824;q=0, application/json', 'application/json; charset=utf-8'],
    ['multipart/mixed;deferSpec=20990101, application/json', 'application/json; charset=utf-8'],
  ])('that accepts %s gets everything in one answer', async (accept, type) => {
    const stream = await room.open({ query, accept });
    expect({ status: stream.status, type: stream.headers['content-type'] }).toEqual({ status: 200, type });
    expect(await stream.rest()).toEqual([{ data: { article: { text: 'One', stars: 1 } } }]);
  });

  test('that takes nothing but streams gets a whole answer as a stream of one', async () => {
    const stream = await room.open({ query: '{ article { text } }', accept: 'multipart/mixed; deferSpec=20220824' });
    expect(stream.headers['content-type']).toBe(STREAM_TYPE);
    expect(await stream.rest()).toEqual([{ data: { article: { text: 'One' } }, hasNext: false }]);
  });

  test('gets a query that it sends by GET as a stream, too', async () => {
    const stream = await room.open({
      query,
      accept: DEFER,
      byGet: true,
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect(stream.headers['content-type']).toBe(STREAM_TYPE);
    expect(await stream.rest()).toHaveLength(2);
  });

  test('gets parts that nobody on the way may keep or hold back', async () => {
    const stream = await room.open({ query, accept: DEFER, headers: { 'accept-encoding': 'gzip' } });
    expect(stream.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.any(String),
    });
    expect(stream.headers['content-encoding']).toBeUndefined();
    await stream.rest();
  });

  test('may ask again over the same connection', async () => {
    for (let i = 0; i < 3; i++) await check(query, [expect.anything(), expect.anything()]);
    const response = await fetch(room.gateway.url(), {
      method: 'POST',
      headers: { accept: DEFER, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await response.text()).toBe(
      [
        '\r\n---',
        '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n{"hasNext":true,"data":{"article":{"text":"One"}}}\r\n---',
        '\r\ncontent-type: application/json; charset=utf-8\r\n\r\n{"hasNext":false,"incremental":[{"data":{"stars":1},"path":["article"]}]}\r\n---',
        '--\r\n',
      ].join(''),
    );
  });
});

describe('an operation is refused in one answer', () => {
  test.each([
    ['GRAPHQL_PARSE_FAILED', '{ article {'],
    ['GRAPHQL_VALIDATION_FAILED', '{ article { ... @defer { none } } }'],
    ['GRAPHQL_VALIDATION_FAILED', '{ article { ... @defer(label: "a") { id } ... @defer(label: "a") { text } } }'],
    ['BAD_USER_INPUT', 'query ($a: Boolean!) { article { ... @defer(if: $a) { id } } }'],
    ['MAX_DEPTH_LIMIT', `{ article { ... @defer { ${'film { article { '.repeat(60)} id ${'} }'.repeat(60)} } } }`],
  ])('with %s', async (code, query) => {
    const stream = await room.open({ query, accept: DEFER });
    expect({ status: stream.status, type: stream.headers['content-type'] }).toEqual({
      status: 400,
      type: 'application/graphql-response+json; charset=utf-8',
    });
    expect(await stream.rest()).toEqual([
      { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) })] },
    ]);
  });
});
