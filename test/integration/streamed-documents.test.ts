/** Streams of operations that are known by name, and what may not be streamed. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { DEFER, EVENT_STREAM } from '../support/open-stream.js';
import { startNewsroom, type Newsroom } from '../support/start-newsroom.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const SUBSCRIPTION = 'subscription { published { text stars } }';
const DEFERRED = '{ article { text ... @defer { stars } } }';
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

let strict: Newsroom;
let open: Newsroom;
beforeAll(async () => {
  const file = join(newFolder(), 'manifest.json');
  writeFileSync(file, JSON.stringify({ [hashOf(SUBSCRIPTION)]: SUBSCRIPTION, [hashOf(DEFERRED)]: DEFERRED }));
  strict = await startNewsroom({
    change: (config) => ({ ...config, trustedDocuments: { manifests: [file], only: true } }),
  });
  open = await startNewsroom({ change: (config) => ({ ...config, limits: { ...config.limits, batchLength: 5 } }) });
});
afterAll(async () => {
  await strict.stop();
  await open.stop();
});

/** Asks by GET for a document that is known, as an `EventSource` of a page of ours would. */
function get(room: Newsroom, search: Readonly<Record<string, string>>, accept: string): Promise<IncomingMessage> {
  const url = `${room.gateway.url()}?${new URLSearchParams(search).toString()}`;
  return new Promise((resolve, reject) => {
    const headers = { accept, 'sec-fetch-site': 'same-origin' };
    httpRequest(url, { headers, agent: false }, resolve).once('error', reject).end();
  });
}

/** Publishes an article once somebody has subscribed, and ends all subscriptions. */
async function publishOne(room: Newsroom): Promise<void> {
  while (room.published.open() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  room.published.publish({ id: '1', text: 'One' });
  room.published.end();
}

const textOf = async (response: IncomingMessage) => Buffer.concat(await response.toArray()).toString();
const EVENTS = `event: next\ndata: ${JSON.stringify({ data: { published: { text: 'One', stars: 1 } } })}\n\nevent: complete\ndata:\n\n`;

describe('a trusted document', () => {
  test('is subscribed to by its identifier, in a URL', async () => {
    const response = await get(strict, { documentId: `sha256:${hashOf(SUBSCRIPTION)}` }, EVENT_STREAM);
    void publishOne(strict);
    expect((await textOf(response)).replaceAll(/^:\n\n/gm, '')).toBe(EVENTS);
  });
  test('is answered in parts', async () => {
    const response = await get(strict, { documentId: `sha256:${hashOf(DEFERRED)}` }, DEFER);
    expect(response.headers['content-type']).toMatch(/^multipart\/mixed/);
    expect(await textOf(response)).toMatch(/"hasNext":true[^]*"hasNext":false[^]*-----\r\n$/);
  });
});

test.each([SUBSCRIPTION.replace('text', 'id'), DEFERRED.replace('text', 'id')])(
  'with trusted documents only, no other is streamed: %s',
  async (query) => {
    const stream = await strict.open({ query, accept: `${EVENT_STREAM}, ${DEFER}` });
    expect({ status: stream.status, answer: await stream.next() }).toEqual({
      status: 403,
      answer: { errors: [expect.objectContaining({ extensions: { code: 'QUERY_NOT_IN_SAFELIST' } })] },
    });
  },
);

test('a subscription is known by its hash after someone sent it with the text', async () => {
  const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: hashOf(SUBSCRIPTION) } });
  const unknown = await get(open, { extensions }, EVENT_STREAM);
  expect(JSON.parse(await textOf(unknown))).toMatchObject({
    errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
  });
  for (const search of [{ extensions, query: SUBSCRIPTION }, { extensions }]) {
    const response = await get(open, search, EVENT_STREAM);
    void publishOne(open);
    expect((await textOf(response)).replaceAll(/^:\n\n/gm, '')).toBe(EVENTS);
  }
});

test('in a list of operations nothing is streamed', async () => {
  const response = await fetch(open.gateway.url(), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: `${DEFER}, ${EVENT_STREAM}` },
    body: JSON.stringify([{ query: DEFERRED }, { query: SUBSCRIPTION }]),
  });
  expect(await response.json()).toEqual([
    { data: { article: { text: 'One', stars: 1 } } },
    { errors: [expect.objectContaining({ extensions: { code: 'NOT_ACCEPTABLE' } })] },
  ]);
});
