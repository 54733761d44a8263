/** Contracts and webhooks, by the commands of operators and partners. */
import { beforeAll, expect, test } from '@jest/globals';
import { buildSchema, isEnumType } from 'graphql';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EVENTS } from '../../../cli/webhook.js';
import { eachDatabase } from '../../support/databases.js';
import { runHere } from '../../support/run-here.js';
import { startRegistry, type StartedRegistry } from '../../support/start-registry.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const SHOP = `type Query { book: Book @tag(name: "public") staff: Int }
  type Book @key(fields: "id") @tag(name: "public") { id: ID! note: String @tag(name: "internal") }`;

test('events of webhooks are those of the contract', () => {
  const type = buildSchema(readFileSync('schema/registry.graphql', 'utf8')).getType('WebhookEvent');
  const values = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  expect(values.filter((event) => !EVENTS.includes(event))).toEqual([]);
});

const newFolder = temporaryFolders();

eachDatabase((openUrl) => {
  let registry: StartedRegistry;
  const run = (...args: string[]) =>
    runHere(args, { env: { JOINERY_REGISTRY_URL: registry.url, JOINERY_REGISTRY_TOKEN: registry.adminToken } });
  beforeAll(async () => {
    registry = await startRegistry(await openUrl());
    expect(await registry.publish(await registry.partner('books'), 'shop', SHOP)).toMatchObject({ outcome: 'LIVE' });
  });

  test('contract set, list and delete', async () => {
    const set = await run('contract', 'set', 'public', '--include', 'public', '--exclude', 'internal');
    expect([set.code, set.stdout]).toEqual([0, expect.stringMatching(/\npublic +public +internal +\d+ +20/)]);
    expect((await run('contract', 'list')).stdout).toMatch(/^public +public +internal/m);
    expect((await run('contract', 'set', 'Not a name')).stderr).toMatch(/^NAME_INVALID: /);
    await run('contract', 'set', 'spare', '--exclude', 'internal');
    expect((await run('contract', 'delete', 'spare')).stdout).toBe('spare was taken away\n');
    expect((await run('contract', 'delete', 'spare')).stderr).toMatch(/^NOT_FOUND: /);
  });

  test('supergraph fetch of a contract verifies that it is of this contract', async () => {
    const key = registry.registry.publicKey();
    const { code, stdout, stderr } = await run('supergraph', 'fetch', '--contract', 'public', '--key', key);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/note: String .*@inaccessible/);
    const other = Buffer.alloc(32, 7).toString('base64');
    const forged = await run('supergraph', 'fetch', '--contract', 'public', '--key', other);
    expect([forged.code, forged.stdout, forged.stderr.slice(0, 18)]).toEqual([1, '', 'SIGNATURE_INVALID:']);
    expect((await run('supergraph', 'fetch', '--contract', 'none')).stderr).toMatch(/^NOT_FOUND: .*no contract none/m);
    const both = await run('supergraph', 'fetch', '--contract', 'public', '--serial', '1');
    expect(both.stderr).toMatch(/^CONFIG_INVALID: .*leave --serial out/);
  });

  test('webhook create gives the secret alone, list never does, delete takes it away', async () => {
    const file = join(newFolder(), 'secret');
    const url = 'http://127.0.0.1:9/hook';
    const events = ['--event', 'version-refused', '--event', 'SUPERGRAPH_LIVE,GRANT_REQUESTED'];
    const created = await run('webhook', 'create', url, ...events, '--output', file);
    expect([created.code, created.stdout, statSync(file).mode & 0o777]).toEqual([0, '', 0o600]);
    const secret = readFileSync(file, 'utf8').trim();
    const listed = await run('webhook', 'list');
    expect(listed.stdout + created.stderr).not.toContain(secret);
    const [, id] = /^(\S+) +operator +http:\/\/127\.0\.0\.1:9\/hook +VERSION_REFUSED,\S+ +never$/m.exec(listed.stdout)!;
    expect((await run('webhook', 'delete', id!)).stdout).toMatch(/was taken away\n$/);
    expect((await run('webhook', 'create', url, '--event', 'RAIN')).code).toBe(1);
  });
});
