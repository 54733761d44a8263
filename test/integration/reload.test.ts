/** A supergraph file that changes under a running gateway. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { readGatewayConfig } from '../../gateway/config.js';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { ENGINES } from '../../gateway/settings.js';
import { askUrl } from '../support/ask.js';
import { composeStarted } from '../support/compose-started.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const newFolder = temporaryFolders();
const NOWHERE = 'http://127.0.0.1:1/graphql';

/** A supergraph with one field besides `a`. */
const supergraphWith = (field: string, url = NOWHERE) =>
  composeStarted([{ name: 'things', sdl: `type Query { a: Int ${field}: Int }`, url }]).sdl;

const started: Gateway[] = [];
const subgraphs: StartedSdlSubgraph[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((gateway) => gateway.stop()));
  await Promise.all(subgraphs.splice(0).map((subgraph) => subgraph.stop()));
});

interface Following {
  readonly gateway: Gateway;
  readonly logged: () => string;
  /** The names of the fields of `Query`. */
  readonly fields: () => Promise<string[]>;
  /** How many supergraphs the metrics say were refused. */
  readonly refused: () => Promise<number>;
}

async function follow(file: string, dataDir: string, { engine = 'joinery', pollMs = 60_000 } = {}): Promise<Following> {
  let logged = '';
  const log = pino(
    new Writable({ write: (chunk: Buffer, _encoding, done) => void ((logged += chunk.toString()), done()) }),
  );
  const config = readGatewayConfig({ port: '0', supergraph: file, engine }, { JOINERY_DATA_DIR: dataDir });
  const gateway = createGateway({ ...config, supergraphPollMs: pollMs }, { log });
  await gateway.start();
  started.push(gateway);
  return {
    gateway,
    logged: () => logged,
    async fields() {
      const { data } = await askUrl(gateway.url(), '{ __type(name: "Query") { fields { name } } }');
      return data.__type.fields.map(({ name }: { name: string }) => name);
    },
    async refused() {
      const metrics = await (await fetch(new URL('/metrics', gateway.url()))).text();
      return Number(/joinery_supergraph_loads_total\{result="refused"\} (\d+)/.exec(metrics)?.[1] ?? 0);
    },
  };
}

const serves =
  ({ fields }: Following, field: string) =>
  async () =>
    (await fields()).includes(field);

describe.each(ENGINES)('%s engine:', (engine) => {
  test('a changed file is served, a bad one refused with a reason while the last good one goes on', async () => {
    const file = join(newFolder(), 'supergraph.graphql');
    writeFileSync(file, supergraphWith('one'));
    const following = await follow(file, newFolder(), { engine });
    expect(await following.fields()).toEqual(['a', 'one']);

    writeFileSync(file, supergraphWith('two'));
    await until(serves(following, 'two'));

    for (const [bad, reason] of [
      ['type Query {', /is not GraphQL/],
      ['', /is not GraphQL/],
      [supergraphWith('three').slice(0, -20), /is not GraphQL/],
      ['type Query { a: Int }', /has no enum join__Graph/],
      ['enum join__Graph { A @join__graph(name: "a", url: "http://127.0.0.1:1/") }', /cannot be used/],
      [supergraphWith('three', 'ftp://host/'), /has no URL/],
    ] as const) {
      const before = following.logged().length;
      writeFileSync(file, bad);
      // While it is being written, it may also be refused for what it has not yet.
      await until(() => reason.test(following.logged().slice(before)));
      expect(following.logged().slice(before)).toContain('refused');
      expect(following.logged().slice(before)).toContain('the one in use goes on');
      expect(await following.fields()).toEqual(['a', 'two']);
    }

    rmSync(file);
    await until(() => /ENOENT/.test(following.logged()));
    expect(await following.fields()).toEqual(['a', 'two']);
    expect(await following.refused()).toBeGreaterThanOrEqual(6);
    writeFileSync(file, supergraphWith('four'));
    await until(serves(following, 'four'));
  });
});

describe('a change is noticed', () => {
  test('of a file that is replaced', async () => {
    const folder = newFolder();
    const file = join(folder, 'supergraph.graphql');
    writeFileSync(file, supergraphWith('one'));
    const following = await follow(file, newFolder());
    writeFileSync(join(folder, 'next'), supergraphWith('two'));
    renameSync(join(folder, 'next'), file);
    await until(serves(following, 'two'));
  });

  test('of a file that changes while its first text is loaded', async () => {
    const file = join(newFolder(), 'supergraph.graphql');
    writeFileSync(file, supergraphWith('one'));
    const starting = follow(file, newFolder());
    await new Promise((resolve) => setTimeout(resolve, 300));
    writeFileSync(file, supergraphWith('two'));
    await until(serves(await starting, 'two'));
  });

  test('of a folder that Kubernetes mounts', async () => {
    const folder = newFolder();
    const version = (name: string, field: string) => {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'supergraph.graphql'), supergraphWith(field));
      symlinkSync(name, join(folder, '..data_tmp'));
      renameSync(join(folder, '..data_tmp'), join(folder, '..data'));
    };
    version('..1', 'one');
    symlinkSync(join('..data', 'supergraph.graphql'), join(folder, 'supergraph.graphql'));
    const following = await follow(join(folder, 'supergraph.graphql'), newFolder());
    version('..2', 'two');
    await until(serves(following, 'two'));
  });

  test('by looking, where the system tells nothing', async () => {
    const folder = newFolder();
    const real = join(newFolder(), 'elsewhere.graphql');
    writeFileSync(real, supergraphWith('one'));
    symlinkSync(real, join(folder, 'supergraph.graphql'));
    const following = await follow(join(folder, 'supergraph.graphql'), newFolder(), { pollMs: 50 });
    await new Promise((resolve) => setTimeout(resolve, 200));
    writeFileSync(real, supergraphWith('two'));
    await until(serves(following, 'two'));
  });
});

describe('the last good supergraph is used at a start when the file', () => {
  const check = (title: string, spoil: (file: string) => void) =>
    test(title, async () => {
      const file = join(newFolder(), 'supergraph.graphql');
      const dataDir = newFolder();
      writeFileSync(file, supergraphWith('one'));
      await (await follow(file, dataDir)).gateway.stop();
      spoil(file);
      const again = await follow(file, dataDir);
      expect(await again.fields()).toEqual(['a', 'one']);
      expect(again.logged()).toContain('the last good one is used');
      writeFileSync(file, supergraphWith('two'));
      await until(serves(again, 'two'));
    });

  check('is gone', (file) => rmSync(file));
  check('is empty', (file) => writeFileSync(file, ''));
  check('cannot be planned on', (file) =>
    writeFileSync(file, 'enum join__Graph { A @join__graph(name: "a", url: "http://127.0.0.1:1/") }'),
  );

  test('but not that of another file', async () => {
    const dataDir = newFolder();
    const file = join(newFolder(), 'supergraph.graphql');
    writeFileSync(file, supergraphWith('one'));
    await follow(file, dataDir);
    await expect(follow(join(newFolder(), 'supergraph.graphql'), dataDir)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
  });
});

test('a data folder that cannot be written costs only a warning', async () => {
  const file = join(newFolder(), 'supergraph.graphql');
  writeFileSync(file, supergraphWith('one'));
  const following = await follow(file, join(file, 'nowhere'));
  expect(await following.fields()).toEqual(['a', 'one']);
  expect(following.logged()).toContain('cannot be kept for the next start');
});

test('a request that began before a swap ends on the supergraph it began with', async () => {
  let release: (value: number) => void = () => undefined;
  const slow = await startSdlSubgraph({
    name: 'things',
    sdl: 'type Query { a: Int one: Int two: Int }',
    resolvers: { Query: { a: () => new Promise((resolve) => (release = resolve)), two: () => 2 } },
  });
  subgraphs.push(slow);
  const file = join(newFolder(), 'supergraph.graphql');
  writeFileSync(file, supergraphWith('one', slow.url));
  const following = await follow(file, newFolder());
  const answer = askUrl(following.gateway.url(), '{ a one }');
  await until(() => slow.requests.length > 0);
  writeFileSync(file, supergraphWith('two', slow.url));
  await until(serves(following, 'two'));
  expect((await askUrl(following.gateway.url(), '{ two }')).data).toEqual({ two: 2 });
  expect((await askUrl(following.gateway.url(), '{ one }')).errors?.[0]?.extensions).toEqual({
    code: 'GRAPHQL_VALIDATION_FAILED',
  });
  release(1);
  expect((await answer).data).toEqual({ a: 1, one: null });
});

test('what was asked for before is planned before the swap', async () => {
  const file = join(newFolder(), 'supergraph.graphql');
  const things = await startSdlSubgraph({ name: 'things', sdl: 'type Query { a: Int one: Int two: Int }' });
  subgraphs.push(things);
  writeFileSync(file, supergraphWith('one', things.url));
  const { gateway, ...following } = await follow(file, newFolder());
  const query = 'query($yes: Boolean! = true) { a @include(if: $yes) }';
  await askUrl(gateway.url(), query);
  await askUrl(gateway.url(), query, { yes: false });
  writeFileSync(file, supergraphWith('two', things.url));
  await until(serves({ gateway, ...following }, 'two'));
  const lookups = async () =>
    /cache="documents",result="miss"\} (\d+)/.exec(await (await fetch(new URL('/metrics', gateway.url()))).text())![1];
  const before = await lookups();
  expect((await askUrl(gateway.url(), query)).data).toEqual({ a: null });
  expect(await lookups()).toBe(before);
});

describe('a supergraph.yaml', () => {
  const write = (folder: string, name: string, text: string) => writeFileSync(join(folder, name), text);
  const yamlOf = (...names: readonly string[]) =>
    [
      'subgraphs:',
      ...names.map((name) => `  ${name}: { routing_url: ${NOWHERE}, schema: { file: ${name}.graphql } }`),
    ].join('\n');

  test('is composed and served, and again when it or a schema that it names changes', async () => {
    const folder = newFolder();
    const file = join(folder, 'supergraph.yaml');
    write(folder, 'one.graphql', 'type Query { one: Int }');
    write(folder, 'supergraph.yaml', yamlOf('one'));
    const following = await follow(file, newFolder());
    expect(await following.fields()).toEqual(['one']);

    write(folder, 'one.graphql', 'type Query { one: Int  more: Int }');
    await until(serves(following, 'more'));

    write(folder, 'two.graphql', 'type Query { two: Int }');
    write(folder, 'supergraph.yaml', yamlOf('one', 'two'));
    await until(serves(following, 'two'));

    write(folder, 'two.graphql', 'type Query { two: Int  later: Int }');
    await until(serves(following, 'later'));

    write(folder, 'two.graphql', 'type Query { one: String }');
    await until(() => following.logged().includes('FIELD_TYPE_MISMATCH: supergraph.yaml:2, supergraph.yaml:3'));
    expect(await following.fields()).toEqual(['one', 'more', 'two', 'later']);
  });

  test('is composed once its subgraph is up, when it began with the last good supergraph', async () => {
    const folder = newFolder();
    const dataDir = newFolder();
    const file = join(folder, 'supergraph.yaml');
    const [subgraph, other] = [
      await startSdlSubgraph({ name: 'a', sdl: 'type Query { one: Int }' }),
      await startSdlSubgraph({ name: 'b', sdl: 'type Query { two: Int }' }),
    ];
    subgraphs.push(other);
    write(folder, 'supergraph.yaml', `subgraphs: { a: { schema: { subgraph_url: ${subgraph.url} } } }`);
    await (await follow(file, dataDir)).gateway.stop();
    await subgraph.stop();
    const following = await follow(file, dataDir, { pollMs: 300 });
    expect(await following.fields()).toEqual(['one']);
    expect(following.logged()).toContain('SUBGRAPH_INTROSPECTION_FAILED');
    write(folder, 'supergraph.yaml', `subgraphs: { b: { schema: { subgraph_url: ${other.url} } } }`);
    await until(serves(following, 'two'));
  });

  test('that cannot be composed is refused at the first start, with every reason', async () => {
    const file = join(newFolder(), 'supergraph.yaml');
    writeFileSync(file, yamlOf('one', 'two'));
    await expect(follow(file, newFolder())).rejects.toThrow(/2 problems: SUBGRAPH_SCHEMA_UNREADABLE: .*one.*; .*two/);
  });
});
