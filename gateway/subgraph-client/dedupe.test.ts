/** Identical queries under way share one answer, and nothing else. */
import { afterEach, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { replyJson, type Behaviour } from '../../test/support/hostile-server.js';
import {
  startHostileSubgraph,
  type HostileSubgraph,
  type HostileSubgraphOptions,
} from '../../test/support/hostile-subgraph.js';
import { until } from '../../test/support/until.js';

let subgraph: HostileSubgraph | undefined;
afterEach(async () => {
  await subgraph?.stop();
  subgraph = undefined;
});

const slow: Behaviour = (socket, { index }) => {
  setTimeout(() => replyJson(socket, { data: { index, list: [{}] } }), 100);
};

async function start(behaviour: Behaviour = slow, options: HostileSubgraphOptions = {}) {
  subgraph = await startHostileSubgraph(behaviour, { dedupe: true, ...options });
  return subgraph;
}

const bearer = (token: string) => Object.freeze({ authorization: token });

test('send() sends identical queries once and gives each objects of its own', async () => {
  const { server, events, send } = await start();
  const answers = await Promise.all(Array.from({ length: 20 }, () => send({ headers: bearer('a') })));
  expect(server.received).toHaveLength(1);
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  const lists = answers.map((answer) => answer.kind === 'answered' && answer.data?.list);
  expect(new Set(lists).size).toBe(20);
  const shared = events.filter((event) => event.kind === 'request' && event.shared);
  expect(shared).toHaveLength(19);
  expect(shared[0]).toMatchObject({ attempts: 0, outcome: 'answered' });
});

const apart = (title: string, requests: Parameters<HostileSubgraph['send']>[0][], options?: HostileSubgraphOptions) =>
  test(`send() sends queries apart that differ in ${title}`, async () => {
    const { server, send } = await start(slow, options);
    const answers = await Promise.all(requests.map((request) => send(request)));
    expect(server.received).toHaveLength(requests.length);
    expect(new Set(answers.map((answer) => answer.kind === 'answered' && answer.data?.index)).size).toBe(
      requests.length,
    );
  });

apart('their body', [{ body: '1' }, { body: '2' }]);
apart(
  'the middle of long bodies',
  Array.from({ length: 12 }, (_, i) => ({
    body: `${'a'.repeat(40)}${String.fromCharCode(97 + i)}${'b'.repeat(5_000)}`,
  })),
);
apart('a header', [{ headers: bearer('a') }, { headers: bearer('b') }]);
apart('having a header', [{ headers: bearer('') }, {}]);
apart('the name of a header', [{ headers: { a: '1' } }, { headers: { b: '1' } }]);
apart('where a header ends', [{ headers: { a: '1', b: '2' } }, { headers: { a: '1","b":"2' } }]);
apart('nothing, but are mutations', [{ kind: 'mutation' }, { kind: 'mutation' }]);
apart('being a query or a mutation', [{ kind: 'query' }, { kind: 'mutation' }]);
apart('nothing, with sharing switched off', [{}, {}], { dedupe: false });

test('send() shares between queries that differ in a header to be ignored', async () => {
  const { server, send } = await start(slow, { dedupeIgnoresHeaders: ['traceparent'] });
  await Promise.all(['1', '2', '3'].map((traceparent) => send({ headers: { traceparent, tenant: 'a' } })));
  expect(server.received).toHaveLength(1);
});

test('send() asks again once the answer is there', async () => {
  const { server, send } = await start();
  await send();
  await send();
  expect(server.received).toHaveLength(2);
});

test('send() keeps the deadline of each, and does not join what hangs', async () => {
  const { server, send } = await start((socket, request) => request.index > 0 && slow(socket, request));
  const leader = send({ timeoutMs: 5_000 });
  const follower = send({ timeoutMs: 150 });
  const first = await Promise.race([leader.then(() => 'leader'), follower.then(() => 'follower')]);
  expect(first).toBe('follower');
  expect(await follower).toMatchObject({ code: 'SUBGRAPH_REQUEST_TIMEOUT' });
  expect(await send()).toMatchObject({ data: { index: 1 } });
  expect(await leader).toMatchObject({ code: 'SUBGRAPH_REQUEST_TIMEOUT' });
  expect(server.received).toHaveLength(2);
});

test('send() does not join a query that is old', async () => {
  const { server, send } = await start((socket, request) => request.index > 0 && slow(socket, request), {
    limits: { dedupeAgeMs: 50 },
  });
  const leader = send({ timeoutMs: 2_000 });
  await until(() => server.received.length === 1);
  await sleep(100);
  expect(await send()).toMatchObject({ data: { index: 1 } });
  expect(await leader).toMatchObject({ kind: 'failed' });
});

test('send() serves followers though the leader has gone', async () => {
  let answerIt = (): void => undefined;
  const { server, send } = await start((socket, { index }) => {
    answerIt = () => replyJson(socket, { data: { index } });
  });
  const client = new AbortController();
  const leader = send({ signal: client.signal });
  const follower = send();
  client.abort();
  expect(await leader).toMatchObject({ code: 'CLIENT_GONE' });
  await until(() => server.received.length === 1);
  answerIt();
  expect(await follower).toMatchObject({ data: { index: 0 } });
  expect(server.received).toHaveLength(1);
});

test('send() cuts the connection when all have gone', async () => {
  const { server, send } = await start(() => undefined);
  const client = new AbortController();
  const answers = [send({ signal: client.signal }), send({ signal: client.signal })];
  await until(() => server.received.length === 1);
  client.abort();
  for (const answer of answers) expect(await answer).toMatchObject({ code: 'CLIENT_GONE' });
  await until(() => server.connections().open === 0);
});

test('send() shares a failure', async () => {
  const { server, send } = await start((socket) => socket.end('no HTTP'));
  const answers = await Promise.all([send(), send(), send()]);
  for (const answer of answers) expect(answer).toMatchObject({ code: 'DOWNSTREAM_SERVICE_ERROR' });
  expect(server.received.length).toBeLessThanOrEqual(2);
});

test('send() lets other work run while it hands out a large answer', async () => {
  const rows = Array.from({ length: 10_000 }, (_, id) => ({ id, name: 'a name' }));
  const { send } = await start((socket) => replyJson(socket, { data: { rows } }));
  let turns = 0;
  let turnsBefore = Infinity;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const waiting = Array.from({ length: 60 }, () => send());
  void waiting[0]!.then(() => (turnsBefore = turns));
  for (const answer of await Promise.all(waiting)) expect(answer).toMatchObject({ kind: 'answered' });
  expect(turns - turnsBefore).toBeGreaterThan(5);
  isOver = true;
  expect(subgraph!.server.received).toHaveLength(1);
});
