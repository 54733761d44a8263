/** Subscriptions, from a subgraph on graphql-js to clients over HTTP. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from 'node:net';
import { DEFER, EVENT_STREAM, MULTIPART_EVENTS, type OpenedStream, type StreamAsk } from '../support/open-stream.js';
import { createOwnClock } from '../support/own-clock.js';
import { expectWithin } from '../support/promised-time.js';
import { startNewsroom, type Newsroom } from '../support/start-newsroom.js';
import { until } from '../support/until.js';

let room: Newsroom;
let opened: OpenedStream[] = [];
beforeAll(async () => {
  room = await startNewsroom({
    change: (config) => ({ ...config, subscriptions: { max: 3, heartbeatMs: 50 } }),
  });
});
afterEach(async () => {
  opened.forEach((stream) => stream.leave());
  opened = [];
  await until(() => room.published.open() === 0);
});
afterAll(() => room.stop());

const QUERY = 'subscription { new: published { text stars } }';
const PREFLIGHT = { 'apollo-require-preflight': 'yes' };

/** Opens a stream, and waits until the subgraph is subscribed to once more. */
async function subscribe(ask: Partial<StreamAsk> = {}): Promise<OpenedStream> {
  const before = room.published.open();
  const stream = await room.open({ query: QUERY, accept: EVENT_STREAM, ...ask });
  opened.push(stream);
  expect(stream.status).toBe(200);
  await until(() => room.published.open() === before + 1);
  return stream;
}

/** What the forms have in common, and how they differ. */
const FORMS = [
  {
    name: 'text/event-stream',
    accept: EVENT_STREAM,
    type: 'text/event-stream; charset=utf-8',
    event: (answer: unknown) => answer,
    fatal: (errors: unknown) => ({ errors }),
  },
  {
    name: 'multipart/mixed',
    accept: MULTIPART_EVENTS,
    type: 'multipart/mixed; boundary="-"; subscriptionSpec=1.0',
    event: (payload: unknown) => ({ payload }),
    fatal: (errors: unknown) => ({ payload: null, errors }),
  },
];

describe.each(FORMS)('over $name', ({ accept, type, event, fatal }) => {
  const failure = (code: string, message: string, more = {}) => fatal([{ message, extensions: { code, ...more } }]);

  test.each([
    ['POST', {}],
    ['GET', { byGet: true, headers: PREFLIGHT }],
  ])('each event comes with what other subgraphs have of it, asked by %s', async (_method, ask) => {
    const stream = await subscribe({ accept, ...ask });
    expect(stream.headers).toMatchObject({ 'content-type': type, 'cache-control': 'no-store' });
    room.published.publish({ id: '1', text: 'One' });
    expect(await stream.next()).toEqual(event({ data: { new: { text: 'One', stars: 1 } } }));
    room.published.publish({ id: '2', text: null });
    room.published.publish({ id: '3', text: 'Three' });
    expect(await stream.next()).toEqual(event({ data: { new: { text: null, stars: 2 } } }));
    expect(await stream.next()).toEqual(event({ data: { new: { text: 'Three', stars: 3 } } }));
    room.published.end();
    expect(await stream.next()).toBeUndefined();
  });

  test('an event that another subgraph cannot complete comes with the error, and others after it', async () => {
    const stream = await subscribe({ accept, query: 'subscription { published { id fails } }' });
    const errors = [expect.objectContaining({ message: 'Out of stars', path: ['published', 'fails'] })];
    for (const id of ['1', '2']) {
      room.published.publish({ id });
      expect(await stream.next()).toEqual(event({ data: { published: { id, fails: null } }, errors }));
    }
  });

  test('a null where there must be a value makes its event null', async () => {
    const stream = await subscribe({ accept, query: 'subscription { published { id must } }' });
    room.published.publish({ id: '2' });
    expect(await stream.next()).toEqual(
      event({ data: null, errors: expect.arrayContaining([expect.objectContaining({ message: expect.any(String) })]) }),
    );
  });

  test('an upstream that breaks is told with a code, and the stream completes', async () => {
    const stream = await subscribe({ accept });
    for (const upstream of room.news.streams) upstream.destroy();
    expect(await stream.rest()).toEqual([
      failure('DOWNSTREAM_SERVICE_ERROR', 'Subgraph news could not answer', { serviceName: 'news', retryable: true }),
    ]);
  });

  test('a subscription that the subgraph refuses is told of as it says, and the stream completes', async () => {
    const stream = await room.open({ query: 'subscription { broken { id } }', accept });
    const errors = [
      {
        message: 'No news today',
        path: ['broken'],
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName: 'news' },
      },
    ];
    expect(await stream.rest()).toEqual([event({ data: { broken: null }, errors })]);
  });

  test('heartbeats come while there are no events', async () => {
    const stream = await subscribe({ accept });
    const next = stream.next();
    await until(() => stream.heartbeats() >= 4);
    room.published.publish({ id: '1', text: 'One' });
    expect(await next).toEqual(event({ data: { new: { text: 'One', stars: 1 } } }));
  });

  test('a client that leaves ends the subscription upstream', async () => {
    const stream = await subscribe({ accept });
    const clock = createOwnClock();
    const leftAt = clock();
    stream.leave();
    await until(() => room.published.open() === 0);
    const tookMs = Math.max(0, clock() - leftAt);
    process.stderr.write(`A subscriber that left was noticed upstream after ${tookMs.toFixed(0)} ms\n`);
    expectWithin(100, tookMs);
    expect(room.news.streams.size).toBe(0);
  });

  test('a query is a stream of one answer for a client that takes nothing else', async () => {
    const only = accept.split(',')[0]!;
    const stream = await room.open({ query: '{ article { text } }', accept: only });
    expect(stream.headers['content-type']).toBe(type);
    expect(await stream.rest()).toEqual([event({ data: { article: { text: 'One' } } })]);
  });
});

describe('a subscription is refused', () => {
  const refused = async (ask: Partial<StreamAsk>, status: number, code: string) => {
    const stream = await room.open({ query: QUERY, accept: EVENT_STREAM, ...ask });
    expect({ status: stream.status, answer: await stream.next() }).toEqual({
      status,
      answer: { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code }) })] },
    });
    expect(stream.headers['content-type']).toMatch(/json; charset=utf-8$/);
    expect(room.published.open()).toBe(0);
  };

  test.each(['application/json', '*/*', 'text/*', DEFER, 'multipart/mixed, application/json'])(
    'to a client that accepts %s, which names no stream of events',
    (accept) => refused({ accept }, 406, 'NOT_ACCEPTABLE'),
  );
  test('when it is not valid', () => refused({ query: 'subscription { none }' }, 400, 'GRAPHQL_VALIDATION_FAILED'));
  test('with variables that are not valid', () =>
    refused(
      { query: 'subscription ($t: String) { published(topic: $t) { id } }', variables: { t: 1 } },
      400,
      'BAD_USER_INPUT',
    ));
  test('by GET when a page of another site may have sent it', async () => {
    for (const headers of [{ 'user-agent': 'Mozilla/5.0' }, { 'sec-fetch-site': 'cross-site' }, { origin: 'http://b' }])
      await refused({ byGet: true, headers }, 400, 'BAD_REQUEST');
  });
  test('in a list of operations', async () => {
    const response = await fetch(room.gateway.url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: EVENT_STREAM },
      body: JSON.stringify([{ query: QUERY }]),
    });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 400,
      body: { errors: [expect.objectContaining({ extensions: { code: 'BATCHING_NOT_ENABLED' } })] },
    });
  });

  test('when too many are open, until one ends', async () => {
    const streams = [await subscribe(), await subscribe(), await subscribe()];
    const stream = await room.open({ query: QUERY, accept: EVENT_STREAM });
    expect({ status: stream.status, retry: stream.headers['retry-after'], answer: await stream.next() }).toEqual({
      status: 503,
      retry: '1',
      answer: { errors: [expect.objectContaining({ extensions: { code: 'MAX_SUBSCRIPTIONS_LIMIT' } })] },
    });
    streams[0]!.leave();
    await until(() => room.published.open() === 2);
    await subscribe();
  });
});

test('a mutation is refused by GET from a client of streams', async () => {
  const query = 'mutation { publish(text: "a") { id } }';
  const stream = await room.open({ query, accept: EVENT_STREAM, byGet: true, headers: PREFLIGHT });
  expect({ status: stream.status, allow: stream.headers.allow }).toEqual({ status: 405, allow: 'POST' });
});

test('a client that names several streams gets the one that it likes best', async () => {
  const both = 'text/event-stream;q=0.5, multipart/mixed;subscriptionSpec="1.0", application/json';
  expect((await subscribe({ accept: both })).headers['content-type']).toMatch(/^multipart/);
});

test('clients who leave before their stream begins take no place of others', async () => {
  const body = JSON.stringify({ query: QUERY });
  const head = `POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\naccept: ${EVENT_STREAM}\r\n`;
  for (let i = 0; i < 20; i++) {
    const socket = connect(Number(new URL(room.gateway.url()).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.write(`${head}content-length: ${body.length}\r\n\r\n${body}`, resolve));
    socket.destroy();
  }
  await until(async () => /^joinery_subscriptions_open 0$/m.test(await metrics()) && room.published.open() === 0);
  for (let i = 0; i < 3; i++) await subscribe();
});

const metrics = async () => (await fetch(new URL('/metrics', room.gateway.url()))).text();

test('the open subscriptions are counted', async () => {
  const told = async () => /^joinery_subscriptions_open (\d+)$/m.exec(await metrics())?.[1];
  const stream = await subscribe();
  expect(await told()).toBe('1');
  stream.leave();
  await until(() => room.published.open() === 0);
  expect(await told()).toBe('0');
});

test('events are answered one after the other, in their order', async () => {
  const stream = await subscribe({ query: 'subscription { published { id stars } }' });
  for (let i = 0; i < 200; i++) room.published.publish({ id: String(i) });
  for (let i = 0; i < 200; i++)
    expect(await stream.next()).toEqual({ data: { published: { id: String(i), stars: i } } });
});
