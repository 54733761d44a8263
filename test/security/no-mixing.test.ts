/** What belongs to one request is never seen in another, nor by anybody whom it does not concern. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyOf, expectUnharmedAfterEach, SECRET } from '../support/after-hostility.js';
import { headOf, reply } from '../support/hostile-server.js';
import { NEVER_OVER } from '../support/gateway-process.js';
import { startMarket, type Market } from '../support/start-market.js';

let market: Market;
beforeAll(async () => {
  market = await startMarket({ overload: NEVER_OVER, headers: { forward: ['authorization', 'cookie'] } });
});
afterEach(() => market.calm());
afterAll(() => market.stop());
expectUnharmedAfterEach(() => market.gateway);

const partners = () => [market.books, market.stock, market.reviews];

describe('500 requests at once, each with a token of its own:', () => {
  const QUERY = 'query($id: ID!, $note: String) { book(id: $id, note: $note) { title inStock } }';
  const tokens = Array.from({ length: 500 }, (_, i) => `${SECRET}-${String(i).padStart(3, '0')}`);
  const token = new RegExp(`${SECRET}-\\d{3}`, 'g');

  test('each gets its own answer, and each request to a subgraph has one token alone', async () => {
    market.books.lie((socket, { body }) => {
      const { variables } = JSON.parse(body) as { variables: { id: string; note: string } };
      const [key] = /\w+(?=: *book\()/.exec(body) ?? ['book'];
      const data = { [key]: { __typename: 'Book', id: variables.id, title: variables.note } };
      // In any order, so that an answer that is given to the first who waits would be found out.
      setTimeout(() => reply(socket, { body: JSON.stringify({ data }) }), Math.random() * 50);
    });
    const before = partners().map(({ server }) => server.received.length);
    const replies = await Promise.all(tokens.map((own, i) => ask(own, i)));
    replies.forEach((one, i) => {
      expect(bodyOf(one).data).toEqual({ book: { title: tokens[i], inStock: 10 + 10 * (i % 2) } });
      expect(one.headers['x-request-id']).toBe(`id-${i}`);
      expect(JSON.stringify(one.headers)).not.toContain(SECRET);
    });
    const sent = partners().flatMap(({ server }, i) => server.received.slice(before[i]));
    expect(sent).toHaveLength(1_000);
    for (const { body, headers } of sent) {
      const found = new Set(`${JSON.stringify(headers)}${body}`.match(token));
      expect(found.size).toBe(1);
      expect(headers['x-request-id']).toBe(`id-${tokens.indexOf([...found][0]!)}`);
    }
  });

  const ask = (own: string, i: number) =>
    market.gateway.send({
      body: { query: QUERY, variables: { id: String(1 + (i % 2)), note: own } },
      headers: { authorization: `Bearer ${own}`, cookie: `session=${own}`, 'x-request-id': `id-${i}` },
    });
});

describe('headers of a client', () => {
  const hostile = {
    connection: 'keep-alive, x-secret',
    'keep-alive': 'timeout=9999',
    'proxy-authorization': SECRET,
    'proxy-connection': 'keep-alive',
    te: 'trailers',
    trailer: 'x-secret',
    upgrade: 'h2c',
    'http2-settings': 'AAMAAABkAARAAAAAAAIAAAAA',
    'x-secret': SECRET,
    origin: 'https://evil.example',
    referer: `https://evil.example/${SECRET}`,
    'x-forwarded-host': 'evil.example',
    'x-forwarded-for': '10.0.0.1',
    'x-http-method-override': 'DELETE',
    'accept-encoding': 'gzip;q=0.1',
    'content-type': 'application/json; charset=utf-8',
    expect: '100-continue',
    'apollo-require-preflight': 'yes',
  };

  test('that are not allowed do not reach a subgraph, and those of the connection are made anew', async () => {
    const headers = { ...hostile, authorization: 'Bearer a', cookie: 'b=c' };
    await market.gateway.send({ body: { query: '{ book(id: "1") { title inStock stars } }' }, headers });
    for (const { server } of partners()) {
      const { headers } = server.received.at(-1)!;
      expect(headers).toMatchObject({
        host: `127.0.0.1:${server.port}`,
        'content-type': 'application/json',
        'accept-encoding': 'identity',
        authorization: 'Bearer a',
        cookie: 'b=c',
      });
      expect(JSON.stringify(headers)).not.toMatch(new RegExp(`${SECRET}|evil|10\\.0\\.0|h2c|9999|gzip|DELETE|trailer`));
      const own = ['accept', 'accept-encoding', 'connection', 'content-length', 'content-type', 'host', 'x-request-id'];
      expect(Object.keys(headers).filter((name) => !own.includes(name))).toEqual(['authorization', 'cookie']);
    }
  });
});

test('a name for a request that would spoil a log or a header is replaced', async () => {
  for (const id of [`${SECRET} "}`, `a,${SECRET}`, 'x'.repeat(200), `${SECRET}\x80`]) {
    const { headers } = await market.gateway.send({
      body: { query: '{ books { title } }' },
      headers: { 'x-request-id': id },
    });
    expect(headers['x-request-id']).toMatch(/^[\da-f-]{36}$/);
    expect(market.books.server.received.at(-1)!.headers['x-request-id']).toBe(headers['x-request-id']);
  }
});

describe('headers of a subgraph', () => {
  const hostile = {
    'set-cookie': `session=${SECRET}`,
    'access-control-allow-origin': '*',
    'access-control-allow-credentials': 'true',
    'www-authenticate': 'Basic',
    'clear-site-data': '"*"',
    'strict-transport-security': 'max-age=0',
    'content-security-policy': '',
    'cache-control': 'public, max-age=99999',
    server: 'partner/1.0',
    'x-powered-by': 'partner',
    'x-secret': SECRET,
    location: 'https://evil.example',
  };

  test('never come back to the client', async () => {
    market.books.lie(async (socket, _request, honest) =>
      reply(socket, { body: JSON.stringify(await honest()), headers: hostile }),
    );
    const { headers, status } = await market.gateway.ask('{ books { title inStock } }');
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(JSON.stringify(headers)).not.toMatch(
      new RegExp(`${SECRET}|access-control|cookie|evil|partner|Basic|max-age`),
    );
  });
});

test('an answer that nobody asked for answers no later request', async () => {
  const stray = JSON.stringify({ data: { books: [{ __typename: 'Book', id: '1', title: SECRET }] } });
  market.books.lie(async (socket, _request, honest) => {
    reply(socket, { body: JSON.stringify(await honest()) });
    const head = headOf(200, { 'content-type': 'application/json', 'content-length': String(stray.length) });
    socket.write(`${head}${stray}`.repeat(3));
  });
  for (let i = 0; i < 30; i++) {
    const asked = Promise.all([1, 2, 3].map(() => market.gateway.ask('{ books { title } }')));
    for (const { text } of await asked) expect(text).not.toContain(SECRET);
  }
  market.calm();
  expect(bodyOf(await market.gateway.ask('{ books { title } }')).data.books).toHaveLength(2);
});
