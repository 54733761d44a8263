/** What `joinery subgraph conform` finds: of subgraphs that keep the contract, and of some that do not. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { CONFORM_CODES, type ConformCode } from '../../partner/conform/codes.js';
import { CHECKS, runChecks } from '../../partner/conform/run-checks.js';
import type { Expectations } from '../../partner/conform/subject.js';
import { createMockServer, type MockServer } from '../../partner/mock/mock-server.js';
import { createMockSubgraph } from '../../partner/mock/mock-subgraph.js';
import { createAlteringProxy, type Alter, type AlteringProxy } from '../support/altering-proxy.js';

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Query { books(first: Int): BookConnection author: Author }
  type Mutation { addBook: Book }
  type Book @key(fields: "id") @key(fields: "isbn") { id: ID! isbn: String! title: String! author: Author! }
  type Author @key(fields: "name { family } born") { name: Name! born: Int! }
  type Name { family: String! given: String! }
  type BookConnection { nodes: [Book!]! pageInfo: PageInfo! }
  type PageInfo { hasNextPage: Boolean! endCursor: String }
`;
const EXPECTED: Expectations = { published: SDL, signed: false, introspection: 'allowed', slopeMs: 50 };

let mock: MockServer;
let proxy: AlteringProxy;

beforeAll(async () => {
  const subgraph = createMockSubgraph(SDL, 'books', { unknownKeys: 'null', connectionLength: 40 });
  mock = createMockServer({ host: '127.0.0.1', port: 0, mock: subgraph, onError: () => undefined });
  await mock.start();
  proxy = createAlteringProxy(new URL(mock.url()).origin);
  await proxy.start();
});
afterAll(async () => {
  await proxy.stop();
  await mock.stop();
});

/** The results by code, when replies are altered. */
async function resultsOf(alter: Alter, expected: Partial<Expectations> = {}) {
  proxy.alter = alter;
  const address = {
    url: `${proxy.url()}/graphql`,
    headers: { 'x-gateway': 'secret' },
    sign: null,
    timeoutMs: 30_000,
    signal: new AbortController().signal,
  };
  const { results } = await runChecks(address, { ...EXPECTED, ...expected }, null);
  return Object.fromEntries(results.map(({ code, result, detail }) => [code, { result, detail }]));
}

async function failuresOf(alter: Alter, expected?: Partial<Expectations>): Promise<string[]> {
  const results = await resultsOf(alter, expected);
  return Object.entries(results).flatMap(([code, { result }]) => (result === 'failed' ? [code] : []));
}

const unaltered: Alter = (_request, reply) => reply;
/** Alters the answers to `_entities`. */
const entities =
  (change: (list: unknown[], asked: Record<string, unknown>[]) => unknown): Alter =>
  ({ variables }, reply) => {
    const asked = (variables['representations'] ?? variables['r'] ?? []) as Record<string, unknown>[];
    const list = (reply.body as { data?: { _entities?: unknown[] } | null }).data?._entities;
    return list ? { ...reply, body: { data: change(list, asked) } } : reply;
  };
const isError = (body: unknown) => Array.isArray((body as { errors?: unknown }).errors);

test('CHECKS has a check for each code', () => {
  expect(CHECKS.map(({ code }) => code).sort()).toEqual(Object.keys(CONFORM_CODES).sort());
});

test('a subgraph that keeps the contract passes every check that can be tried', async () => {
  const refuses: Alter = ({ headers }, reply) =>
    headers['x-gateway'] === 'secret' ? reply : { ...reply, status: 401, body: { errors: [{ message: 'No' }] } };
  const results = await resultsOf(refuses, { signed: true });
  // On a busy machine more entities may seem to take more time.
  const may = (code: ConformCode) => (code === 'CONFORM_ENTITY_SLOPE' ? /^(passed|warned)$/ : /^passed$/);
  expect(results).toEqual(
    Object.fromEntries(
      CHECKS.map(({ code }) => [code, { result: expect.stringMatching(may(code)), detail: expect.any(String) }]),
    ),
  );
});

/** Checks that one check fails and no other. */
const check = (code: ConformCode, title: string, [alter, expected]: readonly [Alter, Partial<Expectations>?]) =>
  test(`${code} when ${title}`, async () => {
    expect(await failuresOf(alter, expected)).toEqual([code]);
  });

describe('of a schema and entities', () => {
  check('CONFORM_SCHEMA', 'another schema was published', [
    unaltered,
    { published: SDL.replace('title: String!', 'title: String') },
  ]);
  check('CONFORM_ENTITY_ORDER', 'entities come sorted by key', [
    entities((list, asked) => ({
      _entities: asked.length === 5 ? list.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : list,
    })),
  ]);
  check('CONFORM_ENTITY_DUPLICATES', 'of those that are alike only one is answered', [
    entities((list, asked) => ({
      _entities:
        asked.length === 3 && !JSON.stringify(asked).includes('qq') && !/2147/.test(JSON.stringify(asked))
          ? list.slice(0, 2)
          : list,
    })),
  ]);
  check('CONFORM_ENTITY_UNKNOWN', 'an unknown key spoils all', [
    entities((list, asked) => (asked.length === 3 && list[1] === null ? null : { _entities: list })),
  ]);
  check('CONFORM_ENTITY_MIXED', 'types are mixed', [
    entities((list, asked) => (new Set(asked.map((one) => one['__typename'])).size > 1 ? null : { _entities: list })),
  ]);
  check('CONFORM_ENTITY_KEYS', 'one of two keys is not looked at', [
    entities((list, asked) => ({ _entities: list.map((one, i) => (asked[i]?.['isbn'] === undefined ? one : null)) })),
  ]);
  check('CONFORM_ENTITY_ALIASES', 'aliases are not looked at', [
    ({ text }, reply) => (text.includes('a: _entities') ? { ...reply, body: { data: { _entities: [] } } } : reply),
  ]);
  check('CONFORM_ENTITY_BATCH', 'many are too many', [
    ({ variables, text }, reply) =>
      (variables['representations'] as unknown[] | undefined)?.length === 200 && !text.includes('title')
        ? { ...reply, status: 413, body: {} }
        : reply,
  ]);
  check('CONFORM_ENTITY_SLOPE', 'each one takes its time', [
    async ({ variables }, reply) => {
      await sleep(10 * ((variables['representations'] as unknown[] | undefined)?.length ?? 0));
      return reply;
    },
    { slopeMs: 1 },
  ]);
});

describe('of HTTP', () => {
  check('CONFORM_MEDIA_TYPE', 'it answers as text', [(_request, reply) => ({ ...reply, type: 'text/html' })]);
  check('CONFORM_STATUS', 'mistakes of a client are its own', [
    (_request, reply) => (isError(reply.body) && reply.status === 400 ? { ...reply, status: 500 } : reply),
  ]);
  check('CONFORM_ERROR_SHAPE', 'an error tells a stack', [
    (_request, reply) =>
      isError(reply.body)
        ? {
            ...reply,
            body: {
              errors: [
                { message: 'No', extensions: { stacktrace: ['Error: No', '    at run (/srv/app/index.js:3:1)'] } },
              ],
            },
          }
        : reply,
  ]);
  check('CONFORM_UNKNOWN_FIELD', 'there is an error and data too', [
    ({ text }, reply) =>
      text.includes('fieldThatIsNotThere') ? { ...reply, body: { ...(reply.body as object), data: {} } } : reply,
  ]);
  check('CONFORM_GET_MUTATION', 'GET runs a mutation', [
    ({ method }, reply) =>
      method === 'GET' ? { ...reply, status: 200, body: { data: { __typename: 'Mutation' } } } : reply,
  ]);
  check('CONFORM_UNSIGNED', 'it answers everybody', [unaltered, { signed: true }]);
  check('CONFORM_INTROSPECTION', 'it tells what it should not', [unaltered, { introspection: 'refused' }]);
  check('CONFORM_GZIP', 'it compresses for who cannot read it', [
    ({ text }, reply) =>
      text.includes('_service') ? { ...reply, encoding: 'gzip', body: gzipSync(JSON.stringify(reply.body)) } : reply,
  ]);
});

test('CONFORM_SERVICE and CONFORM_FEDERATION fail when it tells no schema, or none that is one', async () => {
  const telling =
    (sdl: unknown): Alter =>
    (_request, reply) => {
      const { data } = reply.body as { data?: { _service?: unknown } };
      return data?._service ? { ...reply, body: { data: { _service: { sdl } } } } : reply;
    };
  expect(await failuresOf(telling(null))).toEqual(['CONFORM_SERVICE', 'CONFORM_FEDERATION', 'CONFORM_SCHEMA']);
  expect(await failuresOf(telling('type Query {'))).toEqual(['CONFORM_FEDERATION', 'CONFORM_SCHEMA']);
});

test('what cannot be tried is skipped with the reason', async () => {
  const results = await resultsOf(
    entities(() => null),
    { published: null, introspection: null },
  );
  expect(results['CONFORM_SCHEMA']).toEqual({ result: 'skipped', detail: expect.stringContaining('--schema') });
  expect(results['CONFORM_UNSIGNED']).toEqual({ result: 'skipped', detail: expect.stringContaining('--signed') });
});
