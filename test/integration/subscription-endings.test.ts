/** What ends streams besides their source and their client: reloads, tokens, a stop. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { SignJWT } from 'jose';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { askUrl } from '../support/ask.js';
import { DEFER, EVENT_STREAM, MULTIPART_EVENTS, type OpenedStream, type StreamAsk } from '../support/open-stream.js';
import { startNewsroom, type Newsroom, type NewsroomOptions } from '../support/start-newsroom.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const newFolder = temporaryFolders();
let room: Newsroom;
afterEach(() => room.stop());

async function start(options: NewsroomOptions = {}): Promise<void> {
  room = await startNewsroom(options);
}

async function subscribe(ask: Partial<StreamAsk> = {}): Promise<OpenedStream> {
  const before = room.published.open();
  const stream = await room.open({
    query: 'subscription { published { text stars } }',
    accept: EVENT_STREAM,
    ...ask,
  });
  await until(() => room.published.open() === before + 1);
  return stream;
}

/** Has the gateway take another supergraph, and waits until it serves it. */
async function reload(field: string): Promise<void> {
  room.reload(field);
  await until(async () => {
    const { data } = await askUrl(room.gateway.url(), '{ __type(name: "Query") { fields { name } } }');
    return data.__type.fields.some(({ name }: { name: string }) => name === field);
  });
}

const SCHEMA_RELOAD = [
  { message: 'The schema has changed. Subscribe again', extensions: { code: 'SUBSCRIPTION_SCHEMA_RELOAD' } },
];
const STOPPING = [{ message: 'The gateway stops. Subscribe again', extensions: { code: 'GATEWAY_STOPPING' } }];

describe('a reload of the supergraph', () => {
  test('ends every subscription with a code, also upstream, and others begin on the new one', async () => {
    await start({ folder: newFolder() });
    const streams = [await subscribe(), await subscribe({ accept: MULTIPART_EVENTS })];
    await reload('more');
    expect(await streams[0]!.rest()).toEqual([{ errors: SCHEMA_RELOAD }]);
    expect(await streams[1]!.rest()).toEqual([{ payload: null, errors: SCHEMA_RELOAD }]);
    await until(() => room.published.open() === 0);
    const next = await subscribe();
    room.published.publish({ id: '1', text: 'One' });
    expect(await next.next()).toEqual({ data: { published: { text: 'One', stars: 1 } } });
  });

  test('does not wait for an event that another subgraph is slow to complete', async () => {
    await start({ folder: newFolder() });
    const stream = await subscribe({ query: 'subscription { published { id slow } }' });
    room.published.publish({ id: '1' });
    await sleep(100);
    await reload('more');
    expect(await stream.rest()).toEqual([{ errors: SCHEMA_RELOAD }]);
  });

  test('does not wait for a subscriber who takes nothing', async () => {
    await start({ folder: newFolder() });
    const stream = await subscribe({ query: 'subscription { published { text } }' });
    stream.response.pause();
    for (let i = 0; i < 100; i++) room.published.publish({ id: '1', text: 'x'.repeat(500_000) });
    await sleep(200);
    for (const field of ['a', 'b', 'c']) await reload(field);
    await until(() => room.published.open() === 0);
    stream.leave();
  });

  test('lets what is deferred come on the supergraph that it began on', async () => {
    await start({ folder: newFolder() });
    const stream = await room.open({ query: '{ article { text ... @defer { slow } } }', accept: DEFER });
    expect(await stream.next()).toEqual({ data: { article: { text: 'One' } }, hasNext: true });
    await reload('more');
    const releasing = setInterval(() => room.release(), 10);
    expect(await stream.rest()).toEqual([
      { hasNext: false, incremental: [{ path: ['article'], data: { slow: 'late' } }] },
    ]);
    clearInterval(releasing);
  });
});

describe('a stop of the gateway', () => {
  test('ends subscriptions with a code, and lets what is deferred come', async () => {
    await start();
    const events = await subscribe();
    const deferred = await room.open({ query: '{ article { text ... @defer { slow } } }', accept: DEFER });
    await deferred.next();
    const stopped = room.gateway.stop();
    expect(await events.rest()).toEqual([{ errors: STOPPING }]);
    const releasing = setInterval(() => room.release(), 10);
    expect(await deferred.rest()).toEqual([expect.objectContaining({ hasNext: false })]);
    clearInterval(releasing);
    await stopped;
    await until(() => room.published.open() === 0);
  });

  test('refuses new subscriptions while it lasts', async () => {
    await start();
    const events = await subscribe();
    const stopped = room.gateway.stop();
    const refused = await room.open({ query: 'subscription { published { id } }', accept: EVENT_STREAM });
    expect({ status: refused.status, answer: await refused.next() }).toEqual({
      status: 503,
      answer: { errors: STOPPING },
    });
    await events.rest();
    await stopped;
  });
});

test('a token that expires ends the subscription with a code', async () => {
  const secret = Buffer.from('0123456789abcdef0123456789abcdef');
  const file = join(newFolder(), 'jwks.json');
  writeFileSync(file, JSON.stringify({ keys: [{ kty: 'oct', k: secret.toString('base64url'), alg: 'HS256' }] }));
  await start({
    change: (config) => ({
      ...config,
      authentication: { ...config.authentication, jwks: [file], algorithms: ['HS256'], required: true },
    }),
  });
  const token = (lifetime: string) =>
    new SignJWT({}).setProtectedHeader({ alg: 'HS256' }).setIssuedAt().setExpirationTime(lifetime).sign(secret);
  const lasting = await subscribe({ headers: { authorization: `Bearer ${await token('1h')}` } });
  const brief = await subscribe({ headers: { authorization: `Bearer ${await token('6s')}` } });
  expect(await brief.rest()).toEqual([
    {
      errors: [
        {
          message: 'The token has expired. Subscribe again with a new one',
          extensions: { code: 'SUBSCRIPTION_JWT_EXPIRED' },
        },
      ],
    },
  ]);
  room.published.publish({ id: '1', text: 'One' });
  expect(await lasting.next()).toEqual({ data: { published: { text: 'One', stars: 1 } } });
  lasting.leave();
});
