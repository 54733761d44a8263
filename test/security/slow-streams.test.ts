/** Clients that ask for streams and do not take them: what waits for them is bounded, and they are let go of in time. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { expectUnharmedAfterEach } from '../support/after-hostility.js';
import { NEVER_OVER, startGatewayProcess, type GatewayProcess } from '../support/gateway-process.js';
import { goneClients } from '../support/metric-of.js';
import { DEFER, EVENT_STREAM, openStream, type OpenedStream } from '../support/open-stream.js';
import { expectWithin } from '../support/promised-time.js';
import { startEventSubgraph, type EventSubgraph } from '../support/start-event-subgraph.js';
import { createTopic } from '../support/topic.js';
import { until } from '../support/until.js';

/** A client that reads all the time, and is held up by a busy machine alone, is never so slow. */
const TOO_SLOW_MS = 10_000;
const EVENT_BYTES = 500_000;
const EVENTS = 100;

const events = createTopic<string>();
let news: EventSubgraph;
let gateway: GatewayProcess;
beforeAll(async () => {
  news = await startEventSubgraph(
    'news',
    `type Query { article: Article }
     type Subscription { text: String }
     type Article { id: ID! parts: [Part!]! }
     type Part { text: String }`,
    {
      Query: {
        article: () => ({ id: '1', parts: Array.from({ length: 24 }, () => ({ text: 'x'.repeat(EVENT_BYTES) })) }),
      },
      Subscription: { text: { subscribe: () => events.subscribe(), resolve: (text: string) => text } },
    },
  );
  gateway = await startGatewayProcess({
    subgraphs: [news],
    settings: { overload: NEVER_OVER, limits: { answerMs: TOO_SLOW_MS }, subscriptions: { heartbeatMs: 100 } },
  });
});
afterAll(async () => {
  await gateway.stop();
  await news.stop();
});
expectUnharmedAfterEach(() => gateway);

const subscribe = () => openStream(gateway.url, { query: 'subscription { text }', accept: EVENT_STREAM });

/** Reads on after having read nothing for too long: what is left must not be all. */
async function readTooLate({ response }: OpenedStream): Promise<void> {
  const closed = new Promise((resolve) => response.once('close', resolve));
  response.on('error', () => undefined).resume();
  await closed;
  expect(response.complete).toBe(false);
}

test('a subscriber who reads nothing holds up its own source alone, and is let go of', async () => {
  const slow = await subscribe();
  slow.response.pause();
  const other = await subscribe();
  await until(() => events.open() === 2);
  for (let i = 0; i < EVENTS; i++) events.publish('x'.repeat(EVENT_BYTES));
  for (let i = 0; i < EVENTS; i++) expect(await other.next()).toEqual({ data: { text: expect.any(String) } });
  await until(() => events.open() === 1);
  await readTooLate(slow);
  other.leave();
  await until(() => events.open() === 0);
});

test('a subscriber who pauses, but not for too long, gets everything', async () => {
  const stream = await subscribe();
  await until(() => events.open() === 1);
  for (let i = 0; i < EVENTS; i++) events.publish('x'.repeat(EVENT_BYTES));
  for (let i = 0; i < EVENTS; i++) {
    // Together longer than it may take for one event.
    if (i % 20 === 0) await sleep(TOO_SLOW_MS / 4);
    expect(await stream.next()).toEqual({ data: { text: expect.any(String) } });
  }
  events.end();
  expect(await stream.rest()).toEqual([]);
});

test('a client that does not take what it has deferred is let go of', async () => {
  const query = '{ article { id ... @defer { parts { text } } } }';
  const before = await goneClients(gateway);
  const slow = await openStream(gateway.url, { query, accept: DEFER });
  slow.response.pause();
  await until(async () => (await goneClients(gateway)) > before);
  await readTooLate(slow);
});

test('200 subscribers who leave at once leave nothing behind', async () => {
  const streams = await Promise.all(Array.from({ length: 200 }, subscribe));
  await until(() => events.open() === 200);
  const leftAt = gateway.clock();
  streams.forEach((stream) => stream.leave());
  await until(() => events.open() === 0);
  expectWithin(1_000, gateway.clock() - leftAt);
});
