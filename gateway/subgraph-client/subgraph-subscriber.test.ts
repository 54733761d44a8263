import { afterEach, describe, expect, test } from '@jest/globals';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  headOf,
  reply,
  replyJson,
  startHostileServer,
  type Behaviour,
  type HostileServer,
} from '../../test/support/hostile-server.js';
import { until } from '../../test/support/until.js';
import type { SubgraphEvent } from './events.js';
import type { SubgraphClientOptions } from './options.js';
import type { SubgraphAnswer } from './subgraph-request.js';
import { createSubgraphSubscriber, type SubgraphSubscriber, type SubscriptionRequest } from './subgraph-subscriber.js';

const HEAD = headOf(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
const next = (value: unknown) => `event: next\ndata: ${JSON.stringify({ data: value })}\n\n`;
const COMPLETE = 'event: complete\ndata:\n\n';
const answered = (data: unknown) => ({ kind: 'answered', data, errors: undefined });

let server: HostileServer;
let subscriber: SubgraphSubscriber;
let events: SubgraphEvent[];
afterEach(async () => {
  await subscriber.stop();
  await server.stop();
});

type Given = Partial<SubscriptionRequest> & { readonly timeoutMs?: number };

async function subscribe(
  behaviour: Behaviour,
  { timeoutMs = 30_000, ...request }: Given = {},
  options: Partial<SubgraphClientOptions> = {},
) {
  server = await startHostileServer(behaviour);
  events = [];
  subscriber = createSubgraphSubscriber({
    subgraphs: [{ name: 'lies', url: server.url }],
    onEvent: (event) => events.push(event),
    ...options,
  });
  return again({ timeoutMs, ...request });
}

function again({ timeoutMs = 30_000, ...request }: Given = {}) {
  const deadline = performance.now() + timeoutMs;
  return subscriber.subscribe({
    subgraph: 'lies',
    body: '{"query":"subscription { a }"}',
    headers: {},
    deadline,
    ...request,
  });
}

async function allOf(subscription: AsyncIterable<SubgraphAnswer>): Promise<SubgraphAnswer[]> {
  const answers: SubgraphAnswer[] = [];
  for await (const answer of subscription) answers.push(answer);
  return answers;
}

const closed = () => until(() => server.connections().open === 0);

test('subscribe() gives each event as an answer and ends with the stream', async () => {
  const subscription = await subscribe(
    (socket) => socket.write(`${HEAD}${next({ a: 1 })}: ping\n\n${next({ a: 2 })}${COMPLETE}`),
    { headers: { authorization: 'Bearer 1' } },
  );
  expect(await allOf(subscription)).toEqual([answered({ a: 1 }), answered({ a: 2 })]);
  await closed();
  expect(server.received[0]!.headers).toMatchObject({
    accept: 'text/event-stream, application/graphql-response+json, application/json',
    authorization: 'Bearer 1',
  });
  expect(events).toMatchObject([{ kind: 'subscription', subgraph: 'lies', outcome: 'ended', answers: 2 }]);
});

test('subscribe() gives events as they come, long after the deadline for the head', async () => {
  const subscription = await subscribe(
    (socket) => {
      socket.write(HEAD);
      setTimeout(() => socket.write(next({ a: 1 })), 2_300);
      setTimeout(() => socket.write(COMPLETE), 2_600);
    },
    { timeoutMs: 2_000 },
  );
  expect(await allOf(subscription)).toEqual([answered({ a: 1 })]);
});

test('subscribe() gives the errors of a subscription that was refused', async () => {
  const subscription = await subscribe((socket) =>
    reply(socket, { status: 400, body: '{"errors":[{"message":"m"}]}' }),
  );
  expect(await allOf(subscription)).toEqual([{ kind: 'answered', data: null, errors: [{ message: 'm' }] }]);
  await closed();
});

describe('subscribe() ends with a failure when the subgraph', () => {
  const check = (title: string, behaviour: Behaviour, failure: object, before: unknown[] = []) =>
    test(title, async () => {
      const timeoutMs = title === 'is silent' ? 300 : 30_000;
      const answers = await allOf(await subscribe(behaviour, { timeoutMs }));
      expect(answers).toEqual([...before.map(answered), expect.objectContaining({ kind: 'failed', ...failure })]);
      await closed();
    });

  const unreadable = { code: 'DOWNSTREAM_SERVICE_ERROR', retryable: false };
  const broken = { code: 'DOWNSTREAM_SERVICE_ERROR', retryable: true };
  check('is silent', () => undefined, { code: 'SUBGRAPH_REQUEST_TIMEOUT' });
  check('answers with HTML', (socket) => reply(socket, { headers: { 'content-type': 'text/html' } }), unreadable);
  check('redirects', (socket) => reply(socket, { status: 307, headers: { location: '/elsewhere' } }), unreadable);
  check('fails', (socket) => reply(socket, { status: 503 }), broken);
  check('streams with an error status', (socket) => socket.write(HEAD.replace('200', '500')), {
    ...unreadable,
    reason: 'status 500',
  });
  check('sends no JSON', (socket) => socket.write(`${HEAD}${next({ a: 1 })}data: no\n\n`), unreadable, [{ a: 1 }]);
  check('ends early', (socket) => socket.end(HEAD + next({})), broken, [{}]);
  test('resets', async () => {
    let reset = (): unknown => undefined;
    const subscription = await subscribe((socket) => {
      reset = () => socket.resetAndDestroy();
      socket.write(HEAD + next({}));
    });
    expect((await subscription.next()).value).toEqual(answered({}));
    reset();
    expect(await allOf(subscription)).toEqual([expect.objectContaining({ kind: 'failed', ...broken })]);
    await closed();
  });
  check(
    'compresses',
    (socket) => reply(socket, { headers: { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' } }),
    unreadable,
  );
});

test('subscribe() ends with a failure at an event that is too large', async () => {
  const limits = { responseBytes: 10_000 };
  const behaviour: Behaviour = (socket) => {
    socket.write(`${HEAD}${next({ a: 1 })}`);
    const timer = setInterval(() => socket.write(`data: ${'x'.repeat(1_000)}\n`), 1);
    socket.on('close', () => clearInterval(timer));
  };
  const answers = await allOf(await subscribe(behaviour, {}, { limits }));
  expect(answers).toEqual([answered({ a: 1 }), expect.objectContaining({ code: 'SUBGRAPH_RESPONSE_TOO_LARGE' })]);
  await closed();
});

describe('subscribe() ends with a failure at what holds too many values', () => {
  const heavy = `{"data":{"a":[${'{},'.repeat(1_000_000)}{}]}}`;
  const check = (title: string, behaviour: Behaviour) =>
    test(title, async () => {
      const answers = await allOf(await subscribe(behaviour));
      expect(answers.map((one) => one.kind === 'failed' && one.code)).toEqual(['SUBGRAPH_RESPONSE_TOO_LARGE']);
      await closed();
    });

  check('as an event', (socket) => socket.write(`${HEAD}event: next\ndata: ${heavy}\n\n`));
  check('as an answer', (socket) => reply(socket, { body: heavy }));
});

const endless: Behaviour = (socket) => {
  socket.write(HEAD);
  const timer = setInterval(() => socket.write(next({ a: 1 })), 5);
  socket.on('close', () => clearInterval(timer));
};

test('subscribe() ends upstream when it is no longer iterated', async () => {
  let count = 0;
  for await (const answer of await subscribe(endless)) {
    expect(answer).toEqual(answered({ a: 1 }));
    if (++count === 3) break;
  }
  await closed();
});

test('subscribe() ends upstream when the client goes away', async () => {
  const client = new AbortController();
  const subscription = await subscribe(endless, { signal: client.signal });
  setTimeout(() => client.abort(), 100);
  expect((await allOf(subscription)).at(-1)).toMatchObject({ code: 'CLIENT_GONE' });
  await closed();
});

test('subscribe() asks nobody for a client that has gone', async () => {
  const subscription = await subscribe(endless, { signal: AbortSignal.abort() });
  expect(await allOf(subscription)).toMatchObject([{ code: 'CLIENT_GONE' }]);
  expect(server.connections().made).toBe(0);
});

test('subscribe() lets the subgraph wait for a slow reader', async () => {
  let written = () => 0;
  const subscription = await subscribe((socket) => {
    const event = next({ a: 'x'.repeat(10_000) });
    const more = () => {
      while (socket.writable && socket.write(event));
    };
    socket.on('drain', more);
    socket.write(HEAD);
    more();
    written = () => socket.bytesWritten - socket.writableLength;
  });
  await subscription.next();
  let before = -1;
  for (let i = 0; i < 20 && written() > before; i++) {
    before = written();
    await sleep(200);
  }
  expect(written()).toBe(before);
  for (let i = 0; i < 2_000; i++) expect(await subscription.next()).toMatchObject({ done: false });
  expect(written()).toBeGreaterThan(before);
  await subscription.return!();
  await closed();
});

test('subscribe() lets the subgraph wait while a few large answers wait', async () => {
  const event = next({ a: 'x'.repeat(100_000) });
  let isSent = false;
  const subscription = await subscribe(
    (socket) => socket.write(HEAD + event.repeat(16), () => (isSent = true)),
    {},
    { limits: { responseBytes: 150_000 } },
  );
  await subscription.next();
  await until(() => isSent);
  await sleep(500);
  await subscription.return!();
  expect(events).toEqual([expect.objectContaining({ kind: 'subscription', outcome: 'ended' })]);
  expect((events[0] as { answers: number }).answers).toBeLessThan(8);
});

test('subscribe() ends with a failure when all streams together hold too much, and goes on when they do not', async () => {
  const open: Socket[] = [];
  const begun: Behaviour = (socket) => {
    open.push(socket);
    socket.write(`${HEAD}event: next\ndata: {"data":{"a":"${'x'.repeat(8_000)}`);
  };
  const limits = { responseBytes: 10_000, arrivingBytes: 15_000 };
  const first = await subscribe(begun, {}, { limits });
  const waiting = first.next();
  await until(() => open.length === 1);
  await sleep(100);
  expect(await allOf(again())).toMatchObject([{ code: 'SUBGRAPH_RESPONSE_TOO_LARGE' }]);
  await first.return!();
  expect(await waiting).toMatchObject({ done: true });

  const third = again().next();
  await until(() => open.length === 3);
  await sleep(100);
  open[2]!.write('"}}\n\n');
  expect(await third).toMatchObject({ value: { kind: 'answered' } });
});

test('subscribe() ends with a failure where comments and other events come without end, and no answer', async () => {
  const idle = [':\n\n', 'event: ping\ndata:\n\n', '\n'].map((text) => text.repeat(200));
  const answers = await allOf(
    await subscribe(
      (socket) => {
        socket.write(HEAD + next({ a: 1 }));
        let turn = 0;
        const timer = setInterval(() => socket.write(idle[turn++ % idle.length]!), 1);
        socket.on('close', () => clearInterval(timer));
      },
      {},
      { limits: { responseBytes: 1_000 } },
    ),
  );
  expect(answers).toEqual([
    answered({ a: 1 }),
    expect.objectContaining({ code: 'SUBGRAPH_RESPONSE_TOO_LARGE', reason: 'no answer in 8000 bytes' }),
  ]);
  await closed();
});

test('subscribe() opens as many streams as are allowed', async () => {
  const first = await subscribe(endless, {}, { limits: { subscriptions: 1 } });
  expect(await allOf(again())).toMatchObject([{ code: 'SUBGRAPH_CONCURRENCY_LIMIT' }]);
  await first.return!();
  expect((await again().next()).value).toEqual(answered({ a: 1 }));
});

test('stop() fails all subscriptions', async () => {
  const subscription = await subscribe(endless);
  await subscription.next();
  await subscriber.stop();
  expect((await allOf(subscription)).at(-1)).toMatchObject({ reason: 'the gateway stops' });
  await closed();
  expect(await allOf(again())).toMatchObject([{ reason: 'the gateway stops' }]);
});

test('subscribe() fails for a subgraph that there is not', async () => {
  await subscribe((socket) => replyJson(socket, {}));
  expect(await allOf(again({ subgraph: 'other' }))).toMatchObject([{ reason: 'there is no such subgraph' }]);
});
