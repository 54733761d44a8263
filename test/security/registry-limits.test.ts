/** No schema holds up the registry or the other partners: sizes, bombs, time and memory. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sqliteDatabases } from '../support/databases.js';
import { startRegistry, type StartedRegistry } from '../support/start-registry.js';

const openUrl = sqliteDatabases();
let registry: StartedRegistry;
let token: string;
beforeAll(async () => {
  registry = await startRegistry(await openUrl());
  token = await registry.partner('one');
});

const times = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

describe('publishSubgraph() refuses', () => {
  test.each([
    ['a schema over 1 MiB', () => `type Query { a: Int } # ${'x'.repeat(1024 * 1024)}`, 'SDL_TOO_LARGE'],
    ['more than 5,000 types', () => times(5_001, (i) => `type T${i} { a: Int }`), 'SDL_TOO_LARGE'],
    [
      'lists nested 100,000 deep',
      () => `type Query { a: ${'['.repeat(100_000)}Int${']'.repeat(100_000)} }`,
      'SDL_INVALID',
    ],
    ['what is no GraphQL', () => 'type Query {', 'SDL_INVALID'],
    ['a NUL', () => 'type Query { a: Int } # \0', 'SDL_INVALID'],
    ['an operation', () => '{ a }', 'SDL_INVALID'],
  ])('%s', async (_title, sdl, code) => {
    expect((await registry.publish(token, 'one', sdl())).code).toBe(code);
  });

  test('a name that is taken in other capitals, and every other wrong one', async () => {
    expect((await registry.publish(token, 'One', 'type Query { a: Int }')).code).toBe('NAME_INVALID');
    expect((await registry.publish(token, '../one', 'type Query { a: Int }')).code).toBe('NAME_INVALID');
  });
});

describe('a request that asks for too much is refused:', () => {
  let reader: StartedRegistry;
  beforeAll(async () => {
    reader = await startRegistry(await openUrl());
    const one = await reader.partner('one');
    const sdl = `type Query { ${times(8, (i) => `f${i}: Int`)} } # ${'x'.repeat(900 * 1024)}`;
    expect(await reader.publish(one, 'large', sdl)).toMatchObject({ outcome: 'LIVE' });
    for (const i of [1, 2, 3, 4, 5])
      expect(await reader.publish(one, `s${i}`, `type Query { s${i}: Int }`)).toMatchObject({ outcome: 'LIVE' });
  });
  const nested = (depth: number): string =>
    depth === 0 ? '{ name }' : `{ partner { subgraphs ${nested(depth - 1)} } }`;
  test.each([
    ['lists within lists', () => `{ subgraphs ${nested(6)} }`, 'TOO_MUCH_ASKED'],
    [
      'the same schema often',
      () => `{ ${times(60, (i) => `a${i}: subgraph(name: "large") { live { sdl } }`)} }`,
      'TOO_MUCH_ASKED',
    ],
    ['very many fields', () => `{ ${times(3_000, (i) => `a${i}: me { scopes }`)} }`, 'GRAPHQL_PARSE_FAILED'],
  ])('%s', async (_title, query, code) => {
    const { data, errors } = await reader.ask(query());
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toContain(code);
    expect(JSON.stringify(data ?? null).length).toBeLessThan(40 * 1024 * 1024);
    expect((await reader.ask('{ me { scopes } }')).errors).toBeUndefined();
  });
  test('the supergraph under many names, in the form of Apollo', async () => {
    const asked = times(100, (i) => `a${i}: routerConfig(ref: "g@v", apiKey: $key) { ...config }`);
    const query = `query ($key: String!) { ${asked} } fragment config on RouterConfigResult { __typename supergraphSDL }`;
    const response = await fetch(`${reader.url}/uplink`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { key: reader.adminToken } }),
    });
    const { data } = (await response.json()) as { data: Record<string, { supergraphSDL?: string }> };
    expect(Object.values(data).filter(({ supergraphSDL }) => supergraphSDL !== undefined)).toHaveLength(3);
  });
});

test('a schema that takes too long is stopped', async () => {
  const impatient = await startRegistry(await openUrl(), { composer: { timeoutMs: 1 } });
  const one = await impatient.partner('one');
  expect((await impatient.publish(one, 'one', 'type Query { a: Int }')).code).toBe('COMPOSITION_TIMEOUT');
  expect((await impatient.ask('{ me { scopes } }')).status).toBe(200);
});

test('while one composes for long, others publish', async () => {
  const good = await registry.partner('good');
  const hostile = await registry.partner('hostile');
  // Each type refers to all others: there are very many paths to follow.
  const types = times(60, (i) => `type T${i} { ${times(60, (k) => `f${k}: T${k}`)} }`);
  const bombs = [1, 2].map((i) => registry.publish(hostile, `bomb-${i}`, `type Query { b${i}: T0 } ${types}`));
  expect(await registry.publish(good, 'good', 'type Query { good: Int }')).toMatchObject({ outcome: 'LIVE' });
  await Promise.all(bombs);
});

test('a schema that takes too much memory ends its process only', async () => {
  const small = await startRegistry(await openUrl(), { composer: { memoryMb: 24 } });
  const hostile = await small.partner('hostile');
  const sdl = `type Query { a: Int } ${times(4_000, (i) => `type T${i} { ${times(8, (k) => `f${k}: Int`)} }`)}`;
  expect((await small.publish(hostile, 'big', sdl)).code).toBe('COMPOSITION_TIMEOUT');
  expect((await small.ask('{ me { scopes } }')).status).toBe(200);
});

test('an operation body over 8 MiB is refused before it is read', async () => {
  const response = await fetch(`${registry.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${registry.adminToken}` },
    body: JSON.stringify({ query: `# ${'x'.repeat(9 * 1024 * 1024)}` }),
  });
  expect(response.status).toBe(413);
});
