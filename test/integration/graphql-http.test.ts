/** GraphQL over HTTP: what is taken, what is refused, and how both are said. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { request as httpRequest } from 'node:http';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';

let shop: Bookshop;
beforeAll(async () => {
  shop = await startBookshop();
});
afterAll(() => shop.stop());

const GRAPHQL = 'application/graphql-response+json; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const TYPENAME = { query: '{ __typename }' };

const audits = serverAudits({ url: () => shop.gateway.url() });
test('there are 61 audits', () => expect(audits).toHaveLength(61));
test.each(audits)('audit $id: $name', async (audit) => {
  expect(await audit.fn()).toMatchObject({ status: 'ok' });
});

interface Case {
  readonly body?: string | Buffer;
  readonly headers?: Record<string, string>;
  readonly path?: string;
  readonly method?: string;
}
const checkRefused = (
  title: string,
  { body, headers = {}, path = '/graphql', method = 'POST' }: Case,
  wanted: object,
) =>
  test(title, async () => {
    const asked = shop.books.requests.length;
    const type = { 'content-type': 'application/json' };
    const { status, type: answered, text } = await raw({ method, path, headers: { ...type, ...headers } }, body);
    const errors = (JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] }).errors;
    expect({ status, code: errors[0]!.extensions.code }).toEqual(wanted);
    expect(answered).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/);
    expect(text).not.toMatch(/secret|call stack|at /);
    expect(shop.books.requests.length).toBe(asked);
  });
const bad = { status: 400, code: 'BAD_REQUEST' };
const unparsed = { status: 400, code: 'GRAPHQL_PARSE_FAILED' };
const invalid = { status: 400, code: 'BAD_USER_INPUT' };
const media = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' };
const q = '"query":"{ __typename }"';

describe('a body is refused with', () => {
  checkRefused('an empty body', { body: '' }, bad);
  checkRefused('a body that is no JSON', { body: '{"query":' }, bad);
  checkRefused('a body of two values', { body: `{${q}}{${q}}` }, bad);
  checkRefused('a text', { body: '"{ __typename }"' }, bad);
  checkRefused('null', { body: 'null' }, bad);
  checkRefused('a list', { body: `[{${q}}]` }, { status: 400, code: 'BATCHING_NOT_ENABLED' });
  checkRefused('an empty list', { body: '[]' }, { status: 400, code: 'BATCHING_NOT_ENABLED' });
  checkRefused('no query', { body: '{"operationName":"A"}' }, bad);
  checkRefused('an empty query', { body: '{"query":""}' }, bad);
  checkRefused('a name twice', { body: `{${q},"query":"{ books { id } }"}` }, bad);
  checkRefused('a name twice, once escaped', { body: `{${q},"quer\\u0079":"{ books { id } }"}` }, bad);
  checkRefused('a name twice among the variables', { body: `{${q},"variables":{"a":{"b":1,"b":"secret"}}}` }, bad);
  checkRefused('a byte order mark', { body: `\uFEFF{${q}}` }, bad);
  checkRefused('UTF-16', { body: Buffer.from(`\uFEFF{${q}}`, 'utf16le') }, bad);
  checkRefused('a byte that is no UTF-8', { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) }, bad);
  checkRefused('a NUL in the body', { body: `{${q}}\0` }, bad);
  checkRefused('a NUL in the query', { body: '{"query":"{ __typename }\\u0000"}' }, unparsed);
  checkRefused('a NUL in a string of the query', { body: '{"query":"{ book(id: \\"\\u0000\\") { id } }"}' }, unparsed);
  checkRefused('half a surrogate pair', { body: '{"query":"{ __typename } \\ud800"}' }, unparsed);
  checkRefused('the query also in the URL', { body: `{${q}}`, path: '/graphql?query=%7Ba%7D' }, bad);
  checkRefused('variables in the URL', { body: `{${q}}`, path: '/graphql?variables=' }, bad);
  checkRefused('variables nested 100,000 deep', { body: `{${q},"variables":{"a":${nested(100_000)}}}` }, bad);
  checkRefused('lists nested 100,000 deep and not closed', { body: '['.repeat(100_000) }, bad);
  checkRefused(
    'a number for a text',
    { body: '{"query":"query($id: ID!) { book(id: $id) { id } }","variables":{"id":{"secret":1}}}' },
    invalid,
  );
});

describe('a request is refused with', () => {
  checkRefused(
    'another charset',
    { body: `{${q}}`, headers: { 'content-type': 'application/json; charset=utf-16' } },
    media,
  );
  checkRefused(
    'another charset in quotes',
    { body: `{${q}}`, headers: { 'content-type': 'application/json; charset="latin1"' } },
    media,
  );
  checkRefused('a compressed body', { body: `{${q}}`, headers: { 'content-encoding': 'gzip' } }, media);
  checkRefused(
    'a body of GraphQL',
    { body: '{ __typename }', headers: { 'content-type': 'application/graphql' } },
    media,
  );
  checkRefused(
    'a body that is too large',
    { body: `{${q},"x":"${'x'.repeat(1_100_000)}"}` },
    { status: 413, code: 'PAYLOAD_TOO_LARGE' },
  );
  checkRefused(
    'a type that is not to be had',
    { body: `{${q}}`, headers: { accept: 'text/csv' } },
    { status: 406, code: 'NOT_ACCEPTABLE' },
  );
  checkRefused('another method', { method: 'PUT', body: `{${q}}` }, { status: 405, code: 'METHOD_NOT_ALLOWED' });
  checkRefused(
    'a mutation by GET',
    { method: 'GET', path: '/graphql?query=mutation%7Blend(id:1)%7Bid%7D%7D' },
    { status: 405, code: 'BAD_REQUEST' },
  );
  checkRefused('a parameter twice in the URL', { method: 'GET', path: '/graphql?query=%7Ba%7D&query=%7Bb%7D' }, bad);
  checkRefused(
    'variables in the URL that are no JSON',
    { method: 'GET', path: '/graphql?query=%7Ba%7D&variables=%7B' },
    bad,
  );
  checkRefused(
    'variables in the URL that are a list',
    { method: 'GET', path: '/graphql?query=%7Ba%7D&variables=%5B%5D' },
    bad,
  );
  checkRefused('a URL that is no UTF-8', { method: 'GET', path: '/graphql?query=%FF' }, bad);
  checkRefused('a GET without a query', { method: 'GET', path: '/graphql' }, bad);
});

describe('the answer says its type and status', () => {
  const check = (accept: string, query: string, wanted: [number, string]) =>
    test(`${accept} ${query}`, async () => {
      const { status, headers } = await shop.post({ query }, { accept });
      expect([status, headers.get('content-type')]).toEqual(wanted);
    });

  check('*/*', '{ __typename }', [200, JSON_TYPE]);
  check('', '{ __typename }', [200, JSON_TYPE]);
  check('application/json', '{', [200, JSON_TYPE]);
  check('application/json', '{ nothing }', [200, JSON_TYPE]);
  check('*/*', '{', [400, JSON_TYPE]);
  check('*/*', '{ nothing }', [400, JSON_TYPE]);
  check('application/*', '{', [400, JSON_TYPE]);
  check('application/graphql-response+json', '{', [400, GRAPHQL]);
  check('application/graphql-response+json, application/json;q=0.9', '{ nothing }', [400, GRAPHQL]);
  check('application/json;q=0.9, application/graphql-response+json', '{ __typename }', [200, GRAPHQL]);
  check('application/json, application/graphql-response+json', '{ __typename }', [200, JSON_TYPE]);
  check('Application/GraphQL-Response+JSON; charset=utf-8', '{ __typename }', [200, GRAPHQL]);
  check('application/json;q=0, */*', '{ __typename }', [200, GRAPHQL]);
  check('text/csv, */*;q=0.1', '{ __typename }', [200, JSON_TYPE]);
  check('application/json; charset=utf-16, application/graphql-response+json;q=0.1', '{ __typename }', [200, GRAPHQL]);
});

describe('a page of another site cannot make a browser ask', () => {
  const query = '/graphql?query=%7B__typename%7D';
  const check = (title: string, headers: Record<string, string>, status: number, method = 'GET') =>
    test(`${title}: ${status}`, async () => {
      const body = method === 'POST' ? JSON.stringify(TYPENAME) : undefined;
      const path = method === 'POST' ? '/graphql' : query;
      expect((await raw({ method, path, headers }, body)).status).toBe(status);
    });

  check('a link', { 'sec-fetch-site': 'cross-site' }, 400);
  check('a link on a neighbouring site', { 'sec-fetch-site': 'same-site' }, 400);
  check('an image over plain HTTP', { 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140' }, 400);
  check('a request with an origin', { origin: 'https://evil.example' }, 400);
  check('a sandboxed page', { origin: 'null' }, 400);
  check('a form', { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' }, 400, 'POST');
  check('a form of plain text', { 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site' }, 400, 'POST');
  check(
    'a form of parts',
    { 'content-type': 'multipart/form-data; boundary=x', origin: 'https://evil.example' },
    400,
    'POST',
  );
  check('a body without a type', { 'sec-fetch-site': 'cross-site' }, 400, 'POST');
  check(
    'a type that only looks like JSON',
    { 'content-type': 'text/plain; application/json', 'sec-fetch-site': 'cross-site' },
    400,
    'POST',
  );
  check('an empty header', { 'sec-fetch-site': 'cross-site', 'apollo-require-preflight': '' }, 400);
  check('a page of this server', { 'sec-fetch-site': 'same-origin' }, 200);
  check('a typed address', { 'sec-fetch-site': 'none', 'user-agent': 'Mozilla/5.0' }, 200);
  check(
    'a header that browsers ask about first',
    { 'sec-fetch-site': 'cross-site', 'apollo-require-preflight': '1' },
    200,
  );
  check('the other such header', { origin: 'https://other.example', 'x-apollo-operation-name': 'A' }, 200);
  check(
    'JSON, which browsers ask about first',
    { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
    200,
    'POST',
  );
  check('a program', { 'user-agent': 'curl/8.5.0' }, 200);
});

test('a mutation by GET says which method is right', async () => {
  const response = await shop.send({ path: '/graphql?query=mutation%7Blend(id:1)%7Bid%7D%7D' });
  expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
});

test('answers are not stored, and their type is not guessed', async () => {
  const { headers } = await shop.post(TYPENAME);
  expect([headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual(['no-store', 'nosniff']);
});

test('no message repeats the value of a variable', async () => {
  const query =
    'query($filter: BookFilter, $n: Int, $c: Currency) { books(first: $n, like: $filter) { price(currency: $c) } }';
  const variables = {
    n: 'secret; "x. y',
    c: 'secret" does not exist in "X',
    filter: { title: { secret: 1 }, author: { name: null }, ids: ['a', { secret: 1 }] },
  };
  const { body } = await shop.post({ query, variables });
  expect(body.errors.map(({ message }: { message: string }) => message)).toEqual([
    'Variable "$filter" got an invalid value at "filter.title"; String cannot represent a non string value',
    'Variable "$filter" got an invalid value at "filter.author.name"; Expected non-nullable type "String!" not to be null',
    'Variable "$filter" got an invalid value at "filter.ids[1]"; ID cannot represent value',
    'Variable "$n" got an invalid value; Int cannot represent non-integer value',
    'Variable "$c" got an invalid value; Value does not exist in "Currency" enum',
  ]);
});

/** Sends just these headers. */
function raw(
  { method, path, headers }: { method: string; path: string; headers: Record<string, string> },
  body?: string | Buffer,
): Promise<{ status: number; type: string; text: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(new URL(path, shop.gateway.url()), { method, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () =>
        resolve({ status: response.statusCode!, type: response.headers['content-type']!, text }),
      );
    });
    request.on('error', reject);
    if (body === undefined || method === 'GET') request.end();
    else request.setHeader('content-length', Buffer.byteLength(body)).end(body);
  });
}

function nested(depth: number): string {
  return '['.repeat(depth) + ']'.repeat(depth);
}
