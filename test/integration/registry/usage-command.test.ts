/** Who uses what, told by the commands that partners use. */
import { beforeAll, expect, test } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sqliteDatabases } from '../../support/databases.js';
import { runHere } from '../../support/run-here.js';
import { FEDERATION, startRegistry, type StartedRegistry } from '../../support/start-registry.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const SHOP = `type Query { book: Book } type Book { id: ID! title: String old: Int @deprecated(reason: "Use title.") }`;
const openUrl = sqliteDatabases();
const folder = temporaryFolders()();
let registry: StartedRegistry;
let token: string;
const run = (...args: string[]) =>
  runHere(args, { env: { JOINERY_REGISTRY_URL: registry.url, JOINERY_REGISTRY_TOKEN: token } });

beforeAll(async () => {
  registry = await startRegistry(await openUrl());
  token = await registry.partner('books');
  expect(await registry.publish(token, 'shop', SHOP)).toMatchObject({ outcome: 'LIVE' });
});

test('without a report, usage says that nobody knows', async () => {
  const { code, stdout } = await run('usage', 'Book.title');
  expect([code, stdout]).toEqual([0, 'Book.title: no gateway has reported anything in 30 days\n']);
});

test('usage tells the clients and operations of a field, and lists what nobody uses', async () => {
  const signature = 'query Titles { book { title old } }';
  const hash = createHash('sha256').update(signature).digest('hex');
  const client = { name: 'reader\u001b[2J', version: '2.0', requests: 7, firstAtMs: Date.now(), lastAtMs: Date.now() };
  const coordinates = ['Query', 'Query.book', 'Book', 'Book.title', 'Book.old'];
  const operations = [{ name: 'Titles', kind: 'query', signature, hash, coordinates, clients: [client] }];
  const reported = await fetch(`${registry.url}/usage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${registry.adminToken}` },
    body: JSON.stringify({ batch: randomUUID(), operations }),
  });
  expect(reported.ok).toBe(true);
  const one = await run('usage', 'Book.old', '--days', '7');
  expect(one.stdout).toMatch(/^Book\.old: 7 requests in 7 days, the last on 20\S+ It is deprecated: Use\s+title\.\n/);
  expect(one.stdout).toMatch(/^CLIENT .*\n\S*reader\S* .*2\.0 +7 +20/m);
  expect(one.stdout).toMatch(/^Titles +query +7 +20/m);
  expect(one.stdout).not.toContain('\u001b');
  const unused = await run('usage', '--only', 'unused', '--starts-with', 'Book.');
  expect(unused.stdout).toMatch(/^COORDINATE .*\nBook\.id +0 +– *\n$/);
  const { data } = JSON.parse((await run('usage', '--only', 'deprecated', '--format', 'json')).stdout);
  expect(data.usages).toMatchObject([{ coordinate: 'Book.old', requests: 7 }]);
});

test('a check that breaks a client names it, its operation and its requests', async () => {
  const schema = join(folder, 'shop.graphql');
  writeFileSync(schema, FEDERATION + SHOP.replace('title: String', ''));
  const { code, stdout } = await run('subgraph', 'check', '--name', 'shop', '--schema', schema);
  expect(code).toBe(4);
  expect(stdout).toMatch(/ {4}Used by {4}\S*reader\S* 2\.0: 7 requests, the last on 20\S+\n {15}query Titles: 7\n/);
});
