/** Our engine as the gateway of an `ApolloServer`, where `ApolloGateway` was. */
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createApolloServerGateway, type ApolloServerGateway } from '../../gateway/apollo-server-gateway.js';
import { createLog } from '../../kit/log.js';
import type { Answer } from '../support/ask.js';
import { composeStarted } from '../support/compose-started.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

interface Context {
  readonly user: string;
}

const newFolder = temporaryFolders();
const log = createLog('gateway', 'silent');
const added: string[] = [];

let books: StartedSdlSubgraph;
let stock: StartedSdlSubgraph;
/** What the stock subgraph answers instead of the truth. */
let lie: object | undefined;
beforeAll(async () => {
  books = await startSdlSubgraph({
    name: 'books',
    sdl: `
      type Query { book(id: ID!): Book  books(ids: [ID!]! = ["1", "2"]): [Book!]!  later: Int }
      type Mutation { add(title: String!): Book! }
      type Book @key(fields: "id") { id: ID!  title(upper: Boolean = false): String }`,
    resolvers: {
      Query: {
        book: (_root, { id }: { id: string }) => ({ id }),
        books: (_root, { ids }: { ids: string[] }) => ids.map((id) => ({ id })),
      },
      Mutation: { add: (_root, { title }: { title: string }) => (added.push(title), { id: title }) },
      Book: {
        title: ({ id }: { id: string }, { upper }: { upper: boolean }) => (upper ? `BOOK ${id}` : `Book ${id}`),
      },
    },
  });
  stock = await startSdlSubgraph({
    name: 'stock',
    sdl: `type Mutation { count(id: ID!): Int }
      type Book @key(fields: "id") { id: ID!  left: Int!  shelf: String }`,
    resolvers: {
      Mutation: { count: () => added.length },
      Book: {
        left: ({ id }: { id: string }) => Number(id) * 10,
        shelf: ({ id }: { id: string }) => {
          if (id === '2') throw new GraphQLError('No shelf', { extensions: { code: 'LOST' } });
          return `S${id}`;
        },
      },
    },
    instead: (_request, response) => {
      if (lie) response.setHeader('content-type', 'application/json').end(JSON.stringify(lie));
      return lie !== undefined;
    },
  });
});
afterAll(async () => {
  await books.stop();
  await stock.stop();
});

/** What the plugin saw. */
const seen: unknown[] = [];
const plugin: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      didResolveOperation: async ({ operationName, operation }) =>
        void seen.push([operationName, operation?.operation]),
      didEncounterErrors: async ({ errors }) => void seen.push(errors.map(({ message }) => message)),
      willSendResponse: async ({ response, contextValue }) => {
        seen.push(contextValue.user);
        response.http.headers.set('x-plugin', 'ran');
      },
    };
  },
};

async function startServer(gateway: ApolloServerGateway) {
  const server = new ApolloServer<Context>({
    gateway,
    plugins: [plugin],
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
  });
  const { url } = await startStandaloneServer(server, {
    listen: { port: 0, host: '127.0.0.1' },
    context: async ({ req }) => ({ user: String(req.headers['x-user'] ?? 'nobody') }),
  });
  return {
    async ask(query: string, variables: object = {}, headers: Readonly<Record<string, string>> = {}) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
    },
    stop: () => server.stop(),
  };
}

describe('createApolloServerGateway() in an ApolloServer', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let gateway: ApolloServerGateway;
  beforeAll(async () => {
    gateway = createApolloServerGateway<Context>({
      supergraph: composeStarted([books, stock]),
      headers: ({ context, http }) => ({ 'X-User': context.user, 'x-tenant': http?.headers.get('x-tenant') ?? 'none' }),
      log,
    });
    server = await startServer(gateway);
  });
  afterAll(() => server.stop());

  const check = (title: string, query: string, expected: object, variables: object = {}) =>
    test(`answers ${title}`, async () => {
      expect((await server.ask(query, variables)).body).toEqual(expected);
    });

  check('fields of several subgraphs', '{ book(id: "1") { title left } }', {
    data: { book: { title: 'Book 1', left: 10 } },
  });
  check(
    'variables, aliases and fragments',
    'query Q($ids: [ID!]!, $no: Boolean!) { all: books(ids: $ids) { ...F l: left @skip(if: $no) } } fragment F on Book { a: title b: title(upper: true) __typename }',
    { data: { all: [{ a: 'Book 3', b: 'BOOK 3', __typename: 'Book' }] } },
    { ids: ['3'], no: true },
  );
  check('null and an error with the path for what failed', '{ books { id s: shelf } }', {
    data: {
      books: [
        { id: '1', s: 'S1' },
        { id: '2', s: null },
      ],
    },
    errors: [{ message: 'No shelf', path: ['books', 1, 's'], extensions: { code: 'LOST', serviceName: 'stock' } }],
  });
  check('introspection', '{ __type(name: "Book") { fields { name } } }', {
    data: { __type: { fields: [{ name: 'id' }, { name: 'title' }, { name: 'left' }, { name: 'shelf' }] } },
  });

  test('runs mutations one after the other', async () => {
    const { body } = await server.ask(
      'mutation { a: add(title: "1") { left } one: count(id: "1") b: add(title: "2") { left } two: count(id: "1") }',
    );
    expect(body).toEqual({ data: { a: { left: 10 }, one: 1, b: { left: 20 }, two: 2 } });
    expect(added).toEqual(['1', '2']);
  });

  test('refuses with the status and code of ApolloServer what is not valid', async () => {
    for (const [query, code, variables] of [
      ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{', 'GRAPHQL_PARSE_FAILED'],
      ['{ book(id: "1") { ... @defer { left } } }', 'GRAPHQL_VALIDATION_FAILED'],
      ['query ($ids: [ID!]!) { books(ids: $ids) { id } }', 'BAD_USER_INPUT', { ids: { a: 1 } }],
    ] as const) {
      const { status, body } = await server.ask(query, variables);
      expect([status, body.errors?.[0]?.extensions?.['code'], 'data' in body]).toEqual([400, code, false]);
    }
  });

  test('lets plugins of ApolloServer run, with the name and kind of the operation', async () => {
    seen.length = 0;
    const { headers } = await server.ask('query Shelves { books { shelf } }', {}, { 'x-user': 'ann' });
    expect(seen).toEqual([['Shelves', 'query'], ['No shelf'], 'ann']);
    expect(headers.get('x-plugin')).toBe('ran');
  });

  test('answers with a status of its own, whatever a subgraph says with its errors', async () => {
    for (const status of [204, 500, 99_999]) {
      lie = { data: null, errors: [{ message: 'Gone', extensions: { code: 'GONE', http: { status } } }] };
      const answer = await server.ask('{ book(id: "1") { title shelf } }').finally(() => (lie = undefined));
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        data: { book: { title: 'Book 1', shelf: null } },
        errors: [{ message: 'Gone', path: ['book', 'shelf'], extensions: { code: 'GONE', serviceName: 'stock' } }],
      });
    }
  });

  test('sends subgraphs the headers that it is given for the context, and a request id', async () => {
    await server.ask('{ book(id: "1") { left } }', {}, { 'x-user': 'ben', 'x-tenant': 't1', 'x-other': 'no' });
    for (const { requests } of [books, stock]) {
      const sent = requests.at(-1)!;
      expect([sent['x-user'], sent['x-tenant'], sent['x-other']]).toEqual(['ben', 't1', undefined]);
      expect(sent['x-request-id']).toMatch(/^[\w-]{36}$/);
    }
  });

  test('takes another supergraph by update(), and refuses a bad one', async () => {
    const alone = composeStarted([books]).sdl;
    await gateway.update(alone);
    expect((await server.ask('{ book(id: "1") { left } }')).status).toBe(400);
    await expect(gateway.update('type Query { a: Int }')).rejects.toThrow(/no enum join__Graph/);
    expect((await server.ask('{ book(id: "1") { title } }')).body).toEqual({ data: { book: { title: 'Book 1' } } });
    await gateway.update(composeStarted([books, stock]).sdl);
    expect((await server.ask('{ book(id: "1") { left } }')).body).toEqual({ data: { book: { left: 10 } } });
  });
});

describe('createApolloServerGateway()', () => {
  test('is what joinery/apollo-server exports, with its types', async () => {
    const print = "console.log(Object.keys(await import('joinery/apollo-server')).join())";
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', print]);
    expect(stdout.trim()).toBe('createApolloServerGateway');
    expect(readFileSync('dist/gateway/apollo-server-gateway.d.ts', 'utf8')).toContain('interface ApolloServerGateway');
  });

  test('follows a file, asks subgraphs where it is told, and takes settings', async () => {
    const folder = newFolder();
    const file = join(folder, 'supergraph.yaml');
    const configFile = join(folder, 'gateway.yaml');
    writeFileSync(configFile, `dataDir: ${folder}\nlimits: { rootFields: 1 }`);
    writeFileSync(join(folder, 'books.graphql'), books.sdl);
    writeFileSync(join(folder, 'stock.graphql'), stock.sdl);
    const yaml = (...names: readonly string[]) =>
      `subgraphs:\n${names.map((name) => `  ${name}: { routing_url: "\${env.NOWHERE}", schema: { file: ${name}.graphql } }`).join('\n')}`;
    writeFileSync(file, yaml('books'));
    const gateway = createApolloServerGateway({
      supergraph: { file },
      subgraphUrls: { books: books.url },
      configFile,
      env: { NOWHERE: 'http://127.0.0.1:1/' },
      log,
    });
    const server = await startServer(gateway);
    try {
      expect((await server.ask('{ book(id: "1") { title } }')).body.data).toEqual({ book: { title: 'Book 1' } });
      const { status, body } = await server.ask('{ a: later b: later }');
      expect([status, body.errors?.[0]?.extensions]).toEqual([400, { code: 'MAX_ROOT_FIELDS_LIMIT' }]);
      writeFileSync(file, yaml('books', 'stock'));
      const hasLeft = async () => (await server.ask('{ book(id: "1") { id left } }')).status === 200;
      await until(hasLeft);
    } finally {
      await server.stop();
    }
  });

  test('does not start on a supergraph that cannot be used', async () => {
    const gateway = createApolloServerGateway({ supergraph: { sdl: 'type Query { a: Int }' }, log });
    await expect(new ApolloServer({ gateway }).start()).rejects.toThrow();
    await gateway.stop();
  });
});
