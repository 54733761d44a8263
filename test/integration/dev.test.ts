/** `joinery dev`, in a process of its own, beside subgraphs that run. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createMockServer, type MockServer } from '../../partner/mock/mock-server.js';
import { createMockSubgraph } from '../../partner/mock/mock-subgraph.js';
import { askUrl } from '../support/ask.js';
import { composeStarted } from '../support/compose-started.js';
import { sqliteDatabases } from '../support/databases.js';
import { startJoinery, type Running } from '../support/joinery-command.js';
import { runHere } from '../support/run-here.js';
import { startRegistry } from '../support/start-registry.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const openUrl = sqliteDatabases();

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n';
const STOCK = 'type Book @key(fields: "id") { id: ID! inStock: Int! }';
const WITH_SHELF = 'type Book @key(fields: "id") { id: ID! inStock: Int! shelf: String }';
const WITH_TITLE = 'type Book @key(fields: "id") {\n  id: ID!\n  "Its title."\n  title: String!\n}';

let books: StartedSdlSubgraph;
let supergraph: string;
let mine: MockServer;

beforeAll(async () => {
  books = await startSdlSubgraph({
    name: 'books',
    sdl: 'type Query { books: [Book!]! }\ntype Book @key(fields: "id") { id: ID! title: String! }',
    resolvers: { Query: { books: () => [{ id: '1', title: 'Dune' }] } },
  });
  supergraph = join(newFolder(), 'supergraph.graphql');
  const stock = { name: 'stock', sdl: LINK + STOCK, url: 'http://127.0.0.1:9/graphql' };
  writeFileSync(supergraph, composeStarted([books, stock]).sdl);
  mine = createMockServer({ host: '127.0.0.1', port: 0, mock: mock(STOCK), onError: () => undefined });
  await mine.start();
});
afterAll(async () => {
  await mine.stop();
  await books.stop();
});

function mock(sdl: string) {
  const values = { inStock: 7, shelf: 'A1' };
  const fields = Object.entries(values).filter(([name]) => sdl.includes(name));
  return createMockSubgraph(LINK + sdl, 'stock', {
    fields: Object.fromEntries(fields.map(([name, value]) => [`Book.${name}`, { value }])),
  });
}

/** Starts it and gives its address. */
async function startDev(...args: string[]): Promise<{ readonly dev: Running; readonly url: string }> {
  const dev = startJoinery(['dev', '--port', '0', '--poll-ms', '50', ...args]);
  const [, url] = await dev.until(/listens on (\S+)/);
  return { dev, url: url! };
}

async function stop(dev: Running): Promise<void> {
  dev.kill('SIGINT');
  expect(await dev.ended()).toMatchObject({ code: 0, stdout: '' });
}

const books1 = async (url: string, field: string) => (await askUrl(url, `{ books { title ${field} } }`)).data?.books[0];

describe('joinery dev', () => {
  test('replaces a subgraph by a running one, and follows its schema', async () => {
    const { dev, url } = await startDev('--supergraph', supergraph, '--override', `stock=${mine.url()}`);
    expect(await books1(url, 'inStock')).toEqual({ title: 'Dune', inStock: 7 });
    await mine.replace(mock(WITH_SHELF));
    await dev.until(/stock changed: composed/);
    expect(await books1(url, 'shelf')).toEqual({ title: 'Dune', shelf: 'A1' });
    await mine.replace(mock(WITH_TITLE));
    const [report] = await dev.until(/stock changed, and the last good graph goes on:[^]*Fix: .*\n/);
    expect(report).toMatch(
      /INVALID_FIELD_SHARING\n {4}books in supergraph.graphql:\d+ {2}title: String!\n {4}your stock:5 {2}title: String!\n/,
    );
    expect(report).toContain('Fix: Mark the field @shareable in each of them, or keep it in one\n');
    expect(await books1(url, 'shelf')).toEqual({ title: 'Dune', shelf: null });
    await mine.replace(mock(STOCK));
    await dev.until(/goes on:[^]*stock changed: composed/);
    await stop(dev);
  });

  test('starts while the running one does not, and takes it when it does', async () => {
    const port = await freePort();
    const later = createMockServer({ host: '127.0.0.1', port, mock: mock(WITH_SHELF), onError: () => undefined });
    const { dev, url } = await startDev('--supergraph', supergraph, '--override', `stock=${later.url()}`);
    expect(dev.stderr()).toMatch(/cannot be reached \(ECONNREFUSED\)/);
    expect(await books1(url, 'title')).toEqual({ title: 'Dune' });
    await later.start();
    await dev.until(/stock can be read again/);
    await dev.until(/stock changed: composed/);
    expect(await books1(url, 'shelf')).toEqual({ title: 'Dune', shelf: 'A1' });
    await stop(dev);
    await later.stop();
  });

  test('mocks a schema in a file, also one that the live graph has not, and composes it again on save', async () => {
    const file = join(newFolder(), 'reviews.graphql');
    writeFileSync(file, `${LINK}type Book @key(fields: "id") { id: ID! stars: Int! }`);
    const { dev, url } = await startDev(
      '--supergraph',
      supergraph,
      '--override',
      `reviews=${file}`,
      '--mock',
      'reviews',
      'stock',
    );
    expect(await books1(url, 'stars inStock')).toEqual({
      title: 'Dune',
      stars: expect.any(Number),
      inStock: expect.any(Number),
    });
    writeFileSync(file, `${LINK}type Book @key(fields: "id") { id: ID! stars: Int! votes: Int! }`);
    await dev.until(/reviews changed: composed/);
    expect(await books1(url, 'votes')).toEqual({ title: 'Dune', votes: expect.any(Number) });
    writeFileSync(file, 'type Book {');
    await dev.until(/SUBGRAPH_SCHEMA_INVALID|INVALID_GRAPHQL|Syntax Error/);
    expect(await books1(url, 'votes')).toEqual({ title: 'Dune', votes: expect.any(Number) });
    await stop(dev);
  });

  test('mocks a subgraph of a supergraph.yaml, beside one that is replaced and cannot be read', async () => {
    const file = join(newFolder(), 'supergraph.yaml');
    const shelves = join(newFolder(), 'shelves.graphql');
    writeFileSync(shelves, `${LINK}type Book @key(fields: "id") { id: ID! shelf: String! }`);
    writeFileSync(
      file,
      JSON.stringify({
        federation_version: 2,
        subgraphs: {
          books: { routing_url: books.url, schema: { subgraph_url: books.url } },
          stock: { routing_url: 'http://127.0.0.1:9/graphql', schema: { sdl: LINK + STOCK } },
          shelves: { schema: { subgraph_url: 'http://127.0.0.1:9/graphql' } },
        },
      }),
    );
    const { dev, url } = await startDev('--supergraph', file, '--mock', 'stock', `shelves=${shelves}`);
    expect(await books1(url, 'inStock shelf')).toEqual({
      title: 'Dune',
      inStock: expect.any(Number),
      shelf: expect.any(String),
    });
    await stop(dev);
  });

  test('takes the live graph from a registry, and goes on while that is away', async () => {
    const registry = await startRegistry(await openUrl());
    const token = await registry.partner('library');
    const [, sdl] = books.sdl.split(/(?<=\))\n/);
    await registry.publish(token, 'books', sdl!, { routingUrl: books.url });
    const tokenFile = join(newFolder(), 'token');
    writeFileSync(tokenFile, token);
    const file = join(newFolder(), 'stock.graphql');
    writeFileSync(file, LINK + STOCK);
    const flags = ['--registry', registry.url, '--token-file', tokenFile];
    const { dev, url } = await startDev(...flags, '--override', `stock=${file}`, '--url', mine.url());
    expect(await books1(url, 'inStock')).toEqual({ title: 'Dune', inStock: 7 });
    await registry.registry.stop();
    await dev.until(/REGISTRY_UNREACHABLE|cannot be reached|goes on/);
    expect(await books1(url, 'inStock')).toEqual({ title: 'Dune', inStock: 7 });
    await stop(dev);
  });

  test.each([
    ['without a replacement', [], /^CONFIG_INVALID: .*nothing is replaced\. Add --override/],
    ['with a file that is not there', ['--override', 'a=no.graphql'], /^FILE_UNREADABLE: .*no\.graphql \(ENOENT\)/],
    ['with a password', ['--override', 'a=http://b:c@d'], /^CONFIG_INVALID: .*password\. Send it by --header/],
    [
      'with two live graphs',
      ['--mock', 'a', '--supergraph', 'b', '--registry', 'http://c'],
      /^CONFIG_INVALID: .*not both/,
    ],
    [
      'with a registry that is away',
      ['--mock', 'a', '--registry', 'http://127.0.0.1:9', '--token-file', 'LICENSE'],
      /^CONFIG_INVALID: .*token/,
    ],
    [
      'with a supergraph that is none',
      ['--mock', 'a', '--supergraph', 'schema/people.graphql'],
      /^SUPERGRAPH_INVALID: .*people\.graphql/,
    ],
  ])('says in one line what is wrong %s', async (_title, args, line) => {
    const { code, stdout, stderr } = await runHere(['dev', '--port', '0', ...args]);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 });
    expect(stderr).toMatch(line);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
