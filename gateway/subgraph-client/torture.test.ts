/** Everything at once: whatever a subgraph does to many requests, each ends by its deadline and nothing is left behind. */
import { afterEach, expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { headOf, reply, replyJson, type Behaviour } from '../../test/support/hostile-server.js';
import { startHostileSubgraph, type HostileSubgraph } from '../../test/support/hostile-subgraph.js';
import { IN_TIME_MS, until } from '../../test/support/until.js';

const REQUESTS = 4_000;
/** More than there are connections. */
const AT_ONCE = 100;
const CHUNKED = headOf(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' });

const TRICKS: readonly Behaviour[] = [
  (socket, { body }) => replyJson(socket, { data: { body } }),
  (socket, { body }) => replyJson(socket, { data: { body } }),
  (socket, { body }) => setTimeout(() => replyJson(socket, { data: { body } }), 20 * Math.random()),
  (socket, { body }) =>
    reply(socket, { body: gzipSync(JSON.stringify({ data: { body } })), headers: { 'content-encoding': 'gzip' } }),
  (socket) => reply(socket, { status: 503, body: 'no', headers: { 'content-type': 'text/html' } }),
  (socket) => reply(socket, { status: 500, body: 'x'.repeat(200_000), headers: { 'content-type': 'text/html' } }),
  (socket) => reply(socket, { body: '{"data":' }),
  (socket) => reply(socket, { headers: { 'content-length': '99999999' } }),
  (socket) => reply(socket, { body: '{"data":{}}', headers: { connection: 'close' } }),
  (socket, { body }) => {
    replyJson(socket, { data: { body } });
    setImmediate(() => socket.destroy());
  },
  (socket) => socket.write(`${CHUNKED}5\r\n{"dat\r\n`, () => setTimeout(() => socket.resetAndDestroy(), 5)),
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.end(),
  (socket) => socket.write('nonsense\r\n\r\n'),
  (socket) => socket.write(CHUNKED),
  () => undefined,
];

let subgraph: HostileSubgraph;
afterEach(() => subgraph.stop());

test('send() survives all tricks at once', async () => {
  subgraph = await startHostileSubgraph(
    (socket, request) => TRICKS[Math.floor(Math.random() * TRICKS.length)]!(socket, request),
    { dedupe: true, limits: { breakerFailures: 0, responseBytes: 1_000_000, socketsMax: 40 } },
  );
  const { server, client, send } = subgraph;
  const outcomes = new Map<string, number>();
  const one = async (i: number) => {
    const leaving = i % 7 === 0 ? new AbortController() : undefined;
    if (leaving) setTimeout(() => leaving.abort(), 30 * Math.random());
    const body = String(i % 3 === 0 ? i % 50 : i);
    // Some have time enough on a busy machine, too.
    const timeoutMs = i % 8 === 0 ? 3_000 : 20 + 200 * Math.random();
    const startedAt = performance.now();
    const answer = await send({
      body,
      timeoutMs,
      kind: i % 5 === 0 ? 'mutation' : 'query',
      ...(leaving && { signal: leaving.signal }),
    });
    expect(performance.now() - startedAt).toBeLessThan(timeoutMs + IN_TIME_MS);
    if (answer.kind === 'answered' && answer.data?.body !== undefined) expect(answer.data.body).toBe(body);
    const outcome = answer.kind === 'answered' ? 'answered' : answer.code;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  };
  let sent = 0;
  const asking = Array.from({ length: AT_ONCE }, async () => {
    while (sent < REQUESTS) await one(sent++);
  });
  await Promise.all(asking);
  expect([...outcomes.keys()]).toEqual(
    expect.arrayContaining(['answered', 'DOWNSTREAM_SERVICE_ERROR', 'SUBGRAPH_REQUEST_TIMEOUT', 'CLIENT_GONE']),
  );
  await until(() => server.connections().open <= 60);

  server.behave((socket, { body }) => replyJson(socket, { data: { body } }));
  const calm = await Promise.all(Array.from({ length: 100 }, (_, i) => send({ body: `calm ${i}` })));
  expect(calm.map((answer) => answer.kind === 'answered' && answer.data?.body)).toEqual(
    calm.map((_, i) => `calm ${i}`),
  );
  await client.stop();
  await until(() => server.connections().open === 0);
});
