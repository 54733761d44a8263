/** What the gateway tells the studio besides GraphQL, and what it forwards to the registry for it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GatewayConfig } from '../../gateway/config.js';
import type { GraphDescription } from '../../gateway/studio-api/contract/graph-description.js';
import type { SampleSignIn } from '../../gateway/studio-api/sample-sign-in.js';
import { readSupergraph } from '../../gateway/supergraph/supergraph.js';
import { composeSubgraphs } from '../federation/support/compose.js';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@external", "@requires", "@override", "@inaccessible", "@tag", "@shareable", "@authenticated"])\n`;
const SUPERGRAPH = composeSubgraphs({
  books: {
    sdl: `${LINK} type Query { books(first: Int = 10 @deprecated(reason: "All come"), kind: Kind): [Book!]! }
      "A printed <b>thing</b>." type Book @key(fields: "id") @key(fields: "secret") { id: ID! title: String! @tag(name: "public")
        secret: ID! @inaccessible  price: Float @deprecated(reason: "Use cost") shelf: String @authenticated old: Int }
      enum Kind { NOVEL @tag(name: "k") PLAY @inaccessible }`,
  },
  stock: {
    sdl: `${LINK} type Book @key(fields: "id") { id: ID! price: Float @external  left: Int @requires(fields: "price")
      old: Int @override(from: "books") } input Wish { many: Int = 1 } type Query { wish(of: Wish): Int }`,
  },
});

interface Told {
  readonly authorization: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let registry: Server;
let registryUrl: string;
const told: Told[] = [];
let answerWith = (): { status: number; headers: Record<string, string>; body: string } => OK;
const OK = { status: 200, headers: { 'content-type': 'application/json', 'set-cookie': 'a=b' }, body: '{"data":{}}' };

let shop: Bookshop;
let shut: Bookshop;
const withSupergraph = { supergraph: readSupergraph(SUPERGRAPH, 'test') };
const signIn: SampleSignIn = {
  roles: async () => [{ id: 'analyst', kind: 'analyst', title: 'Analyst' }],
  signIn: async (role) => ({ token: `token of ${role}`, expiresAt: '2030-01-01T00:00:00.000Z' }),
};

beforeAll(async () => {
  registry = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      told.push({ authorization: request.headers.authorization, headers: request.headers, body });
      const { status, headers, body: answer } = answerWith();
      response.writeHead(status, headers).end(answer);
    });
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  registryUrl = `http://127.0.0.1:${(registry.address() as AddressInfo).port}`;
  const urls = { books: 'http://127.0.0.1:1/graphql', stock: 'http://127.0.0.1:1/graphql' };
  const change = (config: GatewayConfig): GatewayConfig => ({
    ...config,
    subgraphUrls: urls,
    owners: { stock: 'The <i>store</i>' },
  });
  const registrySettings = { url: registryUrl, token: 'of-the-gateway', key: null, allowedHosts: [] };
  shop = await startBookshop((config) => ({ ...change(config), registry: registrySettings }), {
    ...withSupergraph,
    sampleSignIn: signIn,
  });
  shut = await startBookshop((config) => ({ ...change(config), introspection: false }), withSupergraph);
});
afterAll(async () => {
  await shop.stop();
  await shut.stop();
  registry.closeAllConnections();
  registry.close();
});

const get = (name: string, headers: Record<string, string> = {}, from = shop) =>
  from.send({ path: `/studio/api/${name}`, headers });

describe('the graph', () => {
  const graph = async () => (await (await get('graph')).json()) as GraphDescription;
  const field = async (type: string, name: string) =>
    (await graph()).types.find((one) => one.name === type)!.fields.find((one) => one.name === name)!;

  test('tells its subgraphs with their owners, and no address', async () => {
    const description = await graph();
    expect(description.subgraphs).toEqual([
      { name: 'books', owner: null, types: 3, fields: 5 },
      { name: 'stock', owner: 'The <i>store</i>', types: 3, fields: 4 },
    ]);
    expect(JSON.stringify(description)).not.toMatch(/127\.0\.0\.1|http:/);
  });
  test('tells entities with those of their keys that clients may see', async () => {
    const book = (await graph()).types.find(({ name }) => name === 'Book')!;
    expect(book.keys).toEqual([
      { subgraph: 'books', fields: 'id', resolvable: true },
      { subgraph: 'stock', fields: 'id', resolvable: true },
    ]);
    expect(book.description).toBe('A printed <b>thing</b>.');
  });
  test('tells nothing of what clients may not see', async () =>
    expect(JSON.stringify(await graph())).not.toMatch(/secret|PLAY/));
  test('tells who answers a field, and why', async () => {
    expect(await field('Book', 'left')).toMatchObject({
      type: 'Int',
      subgraphs: ['stock'],
      requires: [{ subgraph: 'stock', fields: 'price' }],
    });
    expect(await field('Book', 'old')).toMatchObject({
      subgraphs: ['stock'],
      overrides: [{ subgraph: 'stock', from: 'books', label: null }],
    });
    expect(await field('Book', 'id')).toMatchObject({ subgraphs: ['books', 'stock'] });
  });
  test('tells tags, deprecations and protection', async () => {
    expect(await field('Book', 'title')).toMatchObject({ tags: ['public'], deprecated: null, protection: [] });
    expect(await field('Book', 'price')).toMatchObject({ deprecated: 'Use cost' });
    expect(await field('Book', 'shelf')).toMatchObject({ protection: ['@authenticated'] });
  });
  test('tells arguments, inputs and values of enums', async () => {
    const [first] = (await field('Query', 'books')).arguments;
    expect(first).toMatchObject({ name: 'first', type: 'Int', defaultValue: '10', deprecated: 'All come' });
    expect(await field('Wish', 'many')).toMatchObject({ type: 'Int', subgraphs: ['stock'] });
    const kind = (await graph()).types.find(({ name }) => name === 'Kind')!;
    expect(kind.enumValues).toMatchObject([{ name: 'NOVEL', subgraphs: ['books'], tags: ['k'] }]);
  });
  test('tells who carries on with whose entities', async () =>
    expect((await graph()).joins).toEqual([
      { type: 'Book', from: 'books', to: 'stock', key: 'id', fields: ['old', 'left'] },
      { type: 'Book', from: 'stock', to: 'books', key: 'id', fields: ['title', 'price', 'shelf'] },
    ]));
  test('is not sent again to who has it', async () => {
    const { headers } = await get('graph');
    const again = await get('graph', { 'if-none-match': headers.get('etag')! });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
  test.each(['graph', 'health'])('%s is told only where the schema may be read', async (name) => {
    const response = await get(name, {}, shut);
    expect([response.status, await response.json()]).toMatchObject([
      403,
      { errors: [{ extensions: { code: 'INTROSPECTION_DISABLED' } }] },
    ]);
  });
  test('is read only', async () => {
    const response = await shop.send({ path: '/studio/api/graph', method: 'POST', body: '{}' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET']);
  });
});

test('health tells failures by subgraph, and no address', async () => {
  await shop.post({ query: '{ books { title } }' });
  const health = (await (await get('health')).json()) as { subgraphs: { name: string }[] };
  expect(health.subgraphs.map(({ name }) => name)).toEqual(['books', 'stock']);
  expect(health.subgraphs[0]).toMatchObject({
    breaker: 'closed',
    requests: 1,
    failures: 1,
    lastFailure: { code: 'DOWNSTREAM_SERVICE_ERROR' },
  });
  expect(JSON.stringify(health)).not.toMatch(/127\.0\.0\.1|http:/);
});

test.each(['toString', '__proto__', 'none', ''])('nothing is offered at %j', async (name) =>
  expect((await get(name)).status).toBe(404),
);

const PAGE = { 'content-type': 'application/json', 'apollo-require-preflight': 'true', authorization: 'Bearer mine' };
const post = (name: string, headers: Record<string, string>, body = '{"query":"{ me }"}', from = shop) =>
  from.send({ path: `/studio/api/${name}`, method: 'POST', headers, body });
const without = (name: keyof typeof PAGE): Record<string, string> =>
  Object.fromEntries(Object.entries(PAGE).filter(([key]) => key !== name));

describe('the registry', () => {
  test('gets the token of the caller and nothing else of theirs, and never that of the gateway', async () => {
    told.length = 0;
    const response = await post('registry', { ...PAGE, cookie: 'c=1', 'x-forwarded-for': '1.2.3.4' });
    expect(await response.json()).toEqual({ data: {} });
    expect(told).toMatchObject([{ authorization: 'Bearer mine', body: '{"query":"{ me }"}' }]);
    expect(Object.keys(told[0]!.headers)).not.toEqual(expect.arrayContaining(['cookie']));
    expect(JSON.stringify(told)).not.toMatch(/of-the-gateway|1\.2\.3\.4/);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
  test.each([
    ['without a token', without('authorization'), 401],
    ['without the header that no other site may send', without('apollo-require-preflight'), 403],
    ['for a page of another site', { ...PAGE, 'sec-fetch-site': 'cross-site' }, 403],
    ['without JSON', { ...PAGE, 'content-type': 'text/plain' }, 415],
  ])('is not asked %s', async (_, headers, status) => {
    told.length = 0;
    expect((await post('registry', headers)).status).toBe(status);
    expect(told).toEqual([]);
  });
  test('is asked for others while many send their bodies slowly', async () => {
    const { hostname, port } = new URL(shop.gateway.url());
    const head = Object.entries({ ...PAGE, host: hostname, 'content-length': '100' });
    const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join('');
    const slow = Array.from({ length: 20 }, () => connect(Number(port), hostname));
    for (const one of slow) one.write(`POST /studio/api/registry HTTP/1.1\r\n${lines}\r\n{"query":`);
    await sleep(300);
    expect((await post('registry', PAGE)).status).toBe(200);
    slow.forEach((one) => one.destroy());
  });
  test('is not asked with a body that is too large', async () => {
    told.length = 0;
    expect((await post('registry', PAGE, `{"query":"${'x'.repeat(4_200_000)}"}`)).status).toBe(413);
    expect(told).toEqual([]);
  });
  test.each([
    ['leads elsewhere', { ...OK, status: 302, headers: { location: 'http://127.0.0.1:1/' } }],
    ['does not answer with JSON', { ...OK, headers: { 'content-type': 'text/html' } }],
  ])('that %s counts as gone', async (_, answer) => {
    answerWith = () => answer;
    const response = await post('registry', PAGE);
    answerWith = () => OK;
    expect([response.status, await response.json()]).toMatchObject([
      502,
      { errors: [{ extensions: { code: 'REGISTRY_UNAVAILABLE' } }] },
    ]);
  });
  test('says itself what it refuses', async () => {
    answerWith = () => ({ ...OK, status: 401, body: '{"errors":[{"message":"No"}]}' });
    const response = await post('registry', PAGE);
    answerWith = () => OK;
    expect([response.status, await response.json()]).toEqual([401, { errors: [{ message: 'No' }] }]);
  });
  test('is not there where none is configured', async () =>
    expect((await post('registry', PAGE, '{}', shut)).status).toBe(404));
});

describe('signing in as a sample', () => {
  const AS = '{"as":"analyst"}';

  test('is offered and done on this machine', async () => {
    expect(await (await get('offers')).json()).toEqual({
      registry: true,
      plans: false,
      signIn: [{ id: 'analyst', kind: 'analyst', title: 'Analyst' }],
      identity: null,
    });
    expect(await (await post('sign-in', PAGE, AS)).json()).toMatchObject({ token: 'token of analyst' });
  });
  test.each([
    ['for a name that leads here', { host: 'evil.example' }],
    ['through a proxy', { 'x-forwarded-for': '10.0.0.1' }],
  ])('is neither offered nor done %s', async (_, headers) => {
    // fetch() does not let a test choose the host.
    expect(JSON.parse((await raw('GET', 'offers', headers)).text)).toMatchObject({ signIn: [] });
    const { status, text } = await raw('POST', 'sign-in', { ...PAGE, ...headers }, AS);
    expect([status, text]).toEqual([403, expect.stringContaining('SIGN_IN_REFUSED')]);
  });
  test('is not done without the header that no other site may send', async () =>
    expect((await post('sign-in', without('apollo-require-preflight'), AS)).status).toBe(403));
  test.each(['{}', '[]', 'null', '{"as":1}', '{'])('needs to be told as whom, not %s', async (body) =>
    expect((await post('sign-in', PAGE, body)).status).toBe(400),
  );
  test('is refused so that also who still sends a body hears of it', async () => {
    const { status, text } = await raw('POST', 'sign-in', PAGE, 'x'.repeat(3_000_000));
    expect([status, text]).toEqual([413, expect.stringContaining('PAYLOAD_TOO_LARGE')]);
  });
  test('is not there where nobody offers it', async () =>
    expect((await post('sign-in', PAGE, AS, shut)).status).toBe(404));
});

function raw(method: string, name: string, headers: Record<string, string>, body = '') {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const url = new URL(`/studio/api/${name}`, shop.gateway.url());
    const sent = httpRequest(url, { method, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode!, text }));
    });
    sent.on('error', reject).end(body);
  });
}
