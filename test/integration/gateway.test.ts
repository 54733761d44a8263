import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import type { ServerResponse } from 'node:http';
import { readGatewayConfig } from '../../gateway/config.js';
import { ENGINES } from '../../gateway/settings.js';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { createLog } from '../../kit/log.js';
import { askUrl } from '../support/ask.js';
import { composeStarted } from '../support/compose-started.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { until } from '../support/until.js';

describe.each(ENGINES)('%s engine:', (engine) => {
  let books: StartedSdlSubgraph;
  let stock: StartedSdlSubgraph;
  let gateway: Gateway;
  /** What the stock subgraph does instead of answering. */
  let fault: ((response: ServerResponse) => void) | undefined;

  const settings = readGatewayConfig({ port: '0', engine }, { JOINERY_SUBGRAPH_TIMEOUT_MS: '8000' });
  const config = { ...settings, studio: { ...settings.studio, enabled: false } };
  const log = createLog('test', 'silent');
  const QUESTION = '{ books { title inStock } }';
  const TITLES = [{ title: 'Dune' }, { title: 'Emma' }];

  beforeAll(async () => {
    books = await startSdlSubgraph({
      name: 'books',
      sdl: `
      type Query { books: [Book!]! broken: String refused: String }
      type Mutation { lend: String }
      type Book @key(fields: "id") { id: ID! title: String! }
    `,
      resolvers: {
        Query: {
          books: () => [
            { id: '1', title: 'Dune' },
            { id: '2', title: 'Emma' },
          ],
          broken: () => {
            throw new Error('boom');
          },
          refused: () => {
            throw new GraphQLError('Give a date', { extensions: { code: 'BAD_USER_INPUT', field: 'on' } });
          },
        },
      },
    });
    stock = await startSdlSubgraph({
      name: 'stock',
      sdl: 'type Book @key(fields: "id") { id: ID! inStock: Int }',
      resolvers: { Book: { __resolveReference: ({ id }: { id: string }) => ({ id, inStock: Number(id) * 10 }) } },
      instead: (_request, response) => {
        fault?.(response);
        return fault !== undefined;
      },
    });
    gateway = createGateway(config, { log, supergraph: composeStarted([books, stock]) });
    await gateway.start();
  });
  afterAll(async () => {
    await gateway.stop();
    await books.stop();
    await stock.stop();
  });
  beforeEach(() => {
    fault = undefined;
  });

  const ask = (query: string) => askUrl(gateway.url(), query);
  const get = (path: string, init: RequestInit = {}) => fetch(new URL(path, gateway.url()), init);

  test('a question over two subgraphs has one answer', async () => {
    expect(await ask(QUESTION)).toMatchObject({
      data: {
        books: [
          { title: 'Dune', inStock: 10 },
          { title: 'Emma', inStock: 20 },
        ],
      },
      errors: undefined,
    });
  });

  test('no header of the client reaches a subgraph', async () => {
    await fetch(gateway.url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'secret', cookie: 'secret', 'x-custom': 'secret' },
      body: JSON.stringify({ query: '{ books { title } }' }),
    });
    expect(JSON.stringify(books.requests)).not.toMatch(/secret/);
  });

  describe('a subgraph that fails costs only its own fields when it', () => {
    const check = (title: string, broken: (response: ServerResponse) => void, code = 'DOWNSTREAM_SERVICE_ERROR') =>
      test(title, async () => {
        fault = broken;
        const { status, data, errors } = await ask(QUESTION);
        expect(status).toBe(200);
        expect(data).toEqual({ books: TITLES.map((book) => ({ ...book, inStock: null })) });
        // Our own engine says it for each book, the stock one once.
        const blamed = errors?.map(({ extensions }) => [extensions?.['code'], extensions?.['serviceName']].join());
        expect(new Set(blamed)).toEqual(new Set([`${code},stock`]));
        expect(JSON.stringify(errors)).not.toMatch(/127\.0\.0\.1|localhost|secret| {4}at /);
      });

    check('resets the connection', (response) => response.destroy());
    check('answers 500 with HTML', (response) => response.writeHead(500).end('<html>secret</html>'));
    check('redirects', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    check('answers nothing', (response) => response.end());
    check('answers a list', (response) => response.end('[]'));
    check('answers errors that are no list', (response) => response.end('{"errors":"secret"}'));
    check('says which status the whole answer should have', (response) =>
      response
        .setHeader('content-type', 'application/json')
        .end('{"data":null,"errors":[{"message":"Gone","extensions":{"http":{"status":404}}}]}'),
    );
    check('hangs', () => undefined, 'SUBGRAPH_REQUEST_TIMEOUT');
    check(
      'drips',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
      'SUBGRAPH_REQUEST_TIMEOUT',
    );
    check(
      'answers without end',
      (response) =>
        response.setHeader('content-type', 'application/json').end(`{"data":"${'x'.repeat(17 * 1024 * 1024)}"}`),
      engine === 'apollo' ? 'DOWNSTREAM_SERVICE_ERROR' : 'SUBGRAPH_RESPONSE_TOO_LARGE',
    );
  });

  describe("a subgraph's own error", () => {
    test('keeps its message, code and path', async () => {
      const { data, errors } = await ask('{ refused }');
      expect(data).toEqual({ refused: null });
      expect(errors).toEqual([
        {
          message: 'Give a date',
          path: ['refused'],
          extensions: { code: 'BAD_USER_INPUT', field: 'on', serviceName: 'books' },
        },
      ]);
    });

    test('loses its stack trace', async () => {
      const { errors } = await ask('{ broken }');
      expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', serviceName: 'books' });
    });
  });

  describe('GET', () => {
    const check = (path: string, status: number, type: RegExp, init: RequestInit = {}) =>
      test(`${path} answers ${status} ${type.source} ${JSON.stringify(init)}`, async () => {
        const response = await get(path, init);
        expect(response.status).toBe(status);
        expect(response.headers.get('content-type')).toMatch(type);
        await response.arrayBuffer();
      });
    const browser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
    const json = { headers: { 'apollo-require-preflight': 'true' } };

    for (const path of ['/health', '/health/live', '/health/ready', '/readiness', '/healthcheck'])
      check(path, 200, /json/);
    check('/', 200, /^text\/html/);
    check('/', 200, /^text\/html/, browser);
    check('/graphql', 200, /^text\/html/, browser);
    check('/graphql?query={__typename}', 200, /json/, json);
    check('/graphql?query=mutation{lend}', 405, /json/, json);
    // The stock engine takes every program for a browser.
    check('/graphql?query={__typename}', engine === 'apollo' ? 400 : 200, /json/);
    check('/nothing', 404, /json/);
    check('/health', 405, /json/, { method: 'POST' });
  });

  test('the front page instead of the studio can run and load nothing', async () => {
    const response = await get('/');
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; /);
    expect(await response.text()).not.toMatch(/<script|<style|style=|https?:\/\/(?!this-server)| on\w+=/);
  });

  test('introspection gives the schema for clients, without what federation adds', async () => {
    const { data } = await ask('{ __schema { types { name } } }');
    const names = (data?.['__schema'] as { types: { name: string }[] } | undefined)?.types.map(({ name }) => name);
    expect(names).toContain('Book');
    expect(names?.filter((name) => /^_(Entity|Service|Any)$|^join__|^link__/.test(name))).toEqual([]);
  });

  describe('createGateway()', () => {
    test('starts while every subgraph is down, and answers what needs none', async () => {
      const down = { name: 'down', sdl: 'type Query { a: Int }', url: 'http://127.0.0.1:1/graphql' };
      const lonely = createGateway(config, { log, supergraph: composeStarted([down]) });
      await lonely.start();
      expect((await askUrl(lonely.url(), '{ __typename }')).data).toEqual({ __typename: 'Query' });
      expect((await askUrl(lonely.url(), '{ a }')).errors?.[0]?.extensions).toMatchObject({
        code: 'DOWNSTREAM_SERVICE_ERROR',
        serviceName: 'down',
      });
      await lonely.stop();
    });

    test('asks a subgraph at the address of the settings', async () => {
      const moved = composeStarted([{ ...books, url: 'http://127.0.0.1:1/graphql' }]);
      const other = createGateway({ ...config, subgraphUrls: { books: books.url } }, { log, supergraph: moved });
      await other.start();
      expect((await askUrl(other.url(), '{ books { title } }')).data).toEqual({ books: TITLES });
      await other.stop();
    });

    test('says on the readiness path that it stops, and still answers what it had accepted', async () => {
      const stopping = createGateway(config, { log, supergraph: composeStarted([books, stock]) });
      await stopping.start();
      let release: (() => void) | undefined;
      fault = (response) => (release = () => response.destroy());
      const answer = askUrl(stopping.url(), QUESTION);
      await until(() => release !== undefined);
      const stop = stopping.stop();
      expect((await fetch(new URL('/health/ready', stopping.url()))).status).toBe(503);
      release?.();
      expect((await answer).status).toBe(200);
      await stop;
    });

    test('refuses a supergraph that the planner cannot use', async () => {
      const sdl = 'enum join__Graph { A @join__graph(name: "a", url: "http://127.0.0.1:1/") }';
      const supergraph = { sdl, subgraphs: [{ name: 'a', url: 'http://127.0.0.1:1/' }] };
      await expect(createGateway(config, { log, supergraph }).start()).rejects.toMatchObject({
        code: 'SUPERGRAPH_INVALID',
      });
    });
  });
});
