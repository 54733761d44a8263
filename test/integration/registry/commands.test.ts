/** The commands that partners and operators use, against a real registry. */
import { beforeAll, expect, test } from '@jest/globals';
import { buildSchema, isEnumType, parse, validate } from 'graphql';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as operations from '../../../cli/registry-client/operations.js';
import { SCOPES } from '../../../cli/token/create.js';
import { eachDatabase } from '../../support/databases.js';
import type { Ended } from '../../support/joinery-command.js';
import { runHere, type HereOptions } from '../../support/run-here.js';
import { FEDERATION, startRegistry, type StartedRegistry } from '../../support/start-registry.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const contract = buildSchema(readFileSync('schema/registry.graphql', 'utf8'));

test.each(Object.entries(operations))('%s is valid in the contract', (_name, operation) => {
  expect(validate(contract, parse(operation))).toEqual([]);
});

test('scopes of the command are those of the contract', () => {
  const type = contract.getType('TokenScope');
  const values = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
  expect(values.filter((scope) => !SCOPES.includes(scope))).toEqual([]);
});

const newFolder = temporaryFolders();
const PEOPLE = 'type Query { person: Person } type Person @key(fields: "id") { id: ID! email: String name: String }';
const BROKEN =
  'type Query { pay: Pay } type Person @key(fields: "id") { id: ID! name: Int @shareable } type Pay { a: Int }';

eachDatabase((openUrl) => {
  const folder = newFolder();
  let registry: StartedRegistry;
  let admin: string;
  const tokens: Record<string, string> = {};

  const as = (who: string, args: readonly string[], more: HereOptions = {}): Promise<Ended> =>
    runHere(args, {
      ...more,
      env: { JOINERY_REGISTRY_URL: registry.url, JOINERY_REGISTRY_TOKEN: tokens[who] ?? admin, ...more.env },
    });
  const json = async (who: string, args: readonly string[], more?: HereOptions) => {
    const ended = await as(who, [...args, '--format', 'json'], more);
    const { json_version, data, error } = JSON.parse(ended.stdout);
    expect(json_version).toBe(1);
    return { ...ended, data, error };
  };
  const fileOf = (name: string, sdl: string): string => {
    const file = join(folder, `${name}.graphql`);
    writeFileSync(file, FEDERATION + sdl);
    return file;
  };
  const version = (name: string, sdl: string, ...more: string[]): string[] => {
    const url = ['--routing-url', `http://127.0.0.1/${name}`];
    return ['--name', name, '--schema', fileOf(name, sdl), ...url, ...more];
  };

  beforeAll(async () => {
    registry = await startRegistry(await openUrl());
    admin = registry.adminToken;
  });

  test('partner create and token create give a partner what it needs', async () => {
    for (const name of ['academy', 'payroll']) {
      const created = await as('admin', ['partner', 'create', name, '--title', `The ${name}`]);
      expect([created.code, created.stdout]).toEqual([0, expect.stringContaining(`The ${name}`)]);
      const file = join(folder, `${name}.token`);
      const scopes = ['--scope', 'PUBLISH,CHECK,GRANT', '--scope', 'READ', 'TOKENS'];
      const issued = await as('admin', [
        'token',
        'create',
        '--name',
        'pipeline',
        '--partner',
        name,
        ...scopes,
        '--output',
        file,
      ]);
      expect([issued.code, issued.stdout]).toEqual([0, '']);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      tokens[name] = readFileSync(file, 'utf8').trim();
      expect(issued.stderr).not.toContain(tokens[name]);
    }
    expect((await as('academy', ['partner', 'list'])).stdout).toMatch(/^academy +The academy +20/m);
    expect((await as('academy', ['partner', 'create', 'other', '--title', 'x'])).stderr).toMatch(/^FORBIDDEN: /);
  });

  test('a token is read from a file and from the standard input', async () => {
    const args = ['subgraph', 'list', '--token-file'];
    const env = { JOINERY_REGISTRY_TOKEN: '' };
    expect((await as('academy', [...args, join(folder, 'academy.token')], { env })).code).toBe(0);
    expect((await as('academy', [...args, '-'], { env, stdin: `${tokens['academy']}\n` })).code).toBe(0);
  });

  test('check and publish say LIVE and end with 0', async () => {
    const checked = await as('academy', ['subgraph', 'check', ...version('people', PEOPLE)]);
    expect([checked.code, checked.stdout]).toEqual([0, expect.stringMatching(/^LIVE {2}people would be live\n/)]);
    const published = await as('academy', [
      'subgraph',
      'publish',
      'graph@current',
      ...version('people', PEOPLE, '--note', 'abc'),
    ]);
    expect([published.code, published.stderr]).toEqual([0, '']);
    expect(published.stdout).toMatch(/^LIVE {2}people 1 is part of supergraph 1\n/);
    expect(published.stdout).toMatch(/WARNING LINT_DESCRIPTION/);
    const again = await as('academy', ['subgraph', 'publish', ...version('people', PEOPLE)]);
    expect(again.stdout).toMatch(/^LIVE {2}people 1 is part of supergraph 1, as it was before\n/);
  });

  test('a schema comes from the standard input', async () => {
    const args = ['subgraph', 'check', '--name', 'people', '--schema', '-'];
    expect((await as('academy', args, { stdin: FEDERATION + PEOPLE })).code).toBe(0);
    const bad = await as('academy', args, { stdin: 'type {' });
    expect([bad.code, bad.stdout, bad.stderr]).toEqual([
      1,
      '',
      expect.stringMatching(/^SUBGRAPH_SCHEMA_INVALID: .*stdin:1:6: Syntax Error.*\n$/),
    ]);
  });

  test('publish of what does not compose is stored, waits and ends with 2', async () => {
    const { code, stdout, stderr } = await as('payroll', ['subgraph', 'publish', ...version('pay', BROKEN)]);
    expect([code, stderr]).toEqual([3, expect.stringMatching(/^VERSION_REFUSED: /)]);
    expect(stdout).toContain('SHAREABLE_NEEDS_GRANT');
    const offered = await as('academy', ['grant', 'offer', 'Person.name', '--act', 'shareable', '--to', 'payroll']);
    expect(offered.stdout).toMatch(/SHAREABLE of Person\.name, .*for\s+payroll:\s+APPROVED/);
    const waits = await json('payroll', ['subgraph', 'publish', ...version('pay', BROKEN)]);
    expect([waits.code, waits.error.code, waits.data.outcome]).toEqual([2, 'VERSION_QUARANTINED', 'QUARANTINED']);
    const line = (await as('payroll', ['subgraph', 'list'])).stdout.split('\n').find((one) => one.startsWith('pay '));
    expect(line).toMatch(/^pay +payroll +– +1 +http:/);
  });

  test('publish of what breaks clients waits and ends with 4, until a named person answers for it', async () => {
    const less = PEOPLE.replace('email: String', '');
    const publish = ['subgraph', 'publish', ...version('people', less)];
    const { code, stdout, stderr } = await as('academy', publish);
    expect([code, stderr]).toEqual([4, expect.stringMatching(/^VERSION_BREAKING: .*people, 1 error/)]);
    expect(stdout).toMatch(/^BREAKING {2}people 2 was stored and waits/);
    expect(stdout).toMatch(/For clients: 1 breaking\n {2}! /);
    expect((await as('academy', [...publish, '--approved-by', 'Jo'])).stderr).toMatch(/^CONFIG_INVALID: .*go together/);
    const approved = await as('academy', [...publish, '--approved-by', 'Jo', '--reason', 'Nobody used it']);
    expect([approved.code, approved.stdout]).toEqual([0, expect.stringMatching(/^LIVE {2}people/)]);
  });

  test('fetch gives the schema of the live version, and of an earlier one', async () => {
    const live = await as('academy', ['subgraph', 'fetch', '--name', 'people']);
    expect(live.stdout).not.toContain('email');
    const file = join(folder, 'fetched.graphql');
    const first = await as('academy', ['subgraph', 'fetch', '--name', 'people', '--version', '1', '--output', file]);
    expect([first.code, first.stdout]).toEqual([0, '']);
    expect(readFileSync(file, 'utf8')).toContain('email');
    const missing = await as('academy', ['subgraph', 'fetch', '--name', 'nobody']);
    expect([missing.code, missing.stderr]).toEqual([1, 'NOT_FOUND: It does not exist: there is no subgraph nobody\n']);
    expect((await as('academy', ['subgraph', 'fetch', '--name', 'pay'])).stderr).toMatch(/has no live version/);
  });

  test('a request identifier publishes once', async () => {
    const more = ['--request-id', 'job-1'];
    const approved = ['--approved-by', 'Jo', '--reason', 'Test'];
    const first = await json('academy', ['subgraph', 'publish', ...version('people', PEOPLE, ...more, ...approved)]);
    const second = await json('academy', ['subgraph', 'publish', ...version('people', PEOPLE, ...more, ...approved)]);
    expect(first.data.version.number).toBe(second.data.version.number);
    expect([first.data.changed, second.data.changed]).toEqual([true, false]);
  });

  test('rollback of a subgraph publishes the version before again', async () => {
    const args = ['subgraph', 'rollback', '--name', 'people', '--approved-by', 'Jo', '--reason', 'Test'];
    expect((await as('academy', args)).stderr).toMatch(/^NOT_CONFIRMED: .*Nobody can be asked here\. Add --confirm\n$/);
    const { code, stdout } = await as('academy', [...args, '--confirm']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^LIVE {2}people \d is part of supergraph \d/)]);
    expect((await as('academy', ['subgraph', 'fetch', '--name', 'people'])).stdout).not.toContain('email');
  });

  test('supergraph history and diff tell what changed', async () => {
    const { stdout } = await as('academy', ['supergraph', 'history', '--first', '2']);
    expect(stdout).toMatch(/^SERIAL +LIVE SINCE +WHY +BY\n\d+ +20\S+Z +people \d was published +academy\//);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
    const diff = await as('academy', ['supergraph', 'diff', '1', '2']);
    expect(diff.stdout).toMatch(
      /^Supergraph 1 \(20.* UTC\) and 2 \(20.* UTC\)\n\nSubgraphs\n {2}~ people 1 → 2\n\nFor clients: 1 breaking\n {2}! /,
    );
    const same = await as('academy', ['supergraph', 'diff', '2', '2']);
    expect(same.stdout).toContain('Clients notice nothing');
    expect((await as('academy', ['supergraph', 'diff', '1', '99'])).stderr).toMatch(/^NOT_FOUND: /);
  });

  test('supergraph fetch verifies the signature by a key', async () => {
    const key = registry.registry.publicKey();
    const signed = await as('academy', ['supergraph', 'fetch', '--key', key]);
    expect([signed.code, signed.stderr]).toEqual([0, '']);
    expect(signed.stdout).toContain('join__Graph');
    const earlier = await json('academy', ['supergraph', 'fetch', '--serial', '1'], {
      env: { JOINERY_REGISTRY_KEY: key },
    });
    expect(earlier.data).toMatchObject({ serial: 1, verified: true });
    const unverified = await as('academy', ['supergraph', 'fetch']);
    expect([unverified.code, unverified.stderr]).toEqual([0, 'The signature was not verified: no --key is named\n']);
    const other = Buffer.alloc(32, 7).toString('base64');
    const file = join(folder, 'supergraph.graphql');
    const forged = await as('academy', ['supergraph', 'fetch', '--key', other, '--output', file]);
    expect([forged.code, forged.stdout]).toEqual([1, '']);
    expect(forged.stderr).toMatch(/^SIGNATURE_INVALID: .*not signed by the key that is trusted\n$/);
    expect(() => readFileSync(file)).toThrow();
  });

  test('supergraph rollback asks on a terminal, and makes an earlier one live again', async () => {
    const args = ['supergraph', 'rollback', '1'];
    const refused = await as('admin', args, { isTerminal: true, stdin: 'n\n' });
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringMatching(/\[y\/N\].*NOT_CONFIRMED: /s)]);
    expect((await as('academy', [...args, '--confirm'])).stderr).toMatch(/^FORBIDDEN: /);
    const done = await as('admin', args, { isTerminal: true, stdin: 'y\n' });
    expect([done.code, done.stdout]).toEqual([
      0,
      expect.stringMatching(/^Supergraph 1 is live again as \d+: people 1\n$/),
    ]);
  });

  test('grants are asked for, refused, listed', async () => {
    const asked = await json('payroll', [
      'grant',
      'request',
      'Person.email',
      '--act',
      'REQUIRES',
      '--reason',
      'Pay slips',
    ]);
    const again = await json('payroll', [
      'grant',
      'request',
      'Person.email',
      '--act',
      'REQUIRES',
      '--reason',
      'Pay slips',
    ]);
    expect([asked.data.status, again.data.id]).toEqual(['ASKED', asked.data.id]);
    const listed = await as('academy', ['grant', 'list', '--status', 'ASKED']);
    expect(listed.stdout).toMatch(
      new RegExp(`^${asked.data.id} +ASKED +REQUIRES +Person\\.email +academy +payroll +never +Pay slips$`, 'm'),
    );
    const refused = await as('academy', ['grant', 'refuse', asked.data.id, '--reason', 'Not now']);
    expect(refused.stdout).toContain('REFUSED');
    expect((await as('payroll', ['grant', 'list'])).stdout).toMatch(/REFUSED .*Not now$/m);
    expect((await as('academy', ['grant', 'offer', 'Person', '--act', 'KEY'])).stderr).toMatch(
      /^CONFIG_INVALID: .*--to PARTNER or --to-everybody/,
    );
    expect((await as('academy', ['grant', 'request', 'Person', '--act', 'STEAL', '--reason', 'x'])).code).toBe(1);
  });

  test('tokens are listed without secrets, rotated and revoked', async () => {
    const scope = ['--scope', 'READ'];
    const { data } = await json('academy', ['token', 'create', '--name', 'dashboard', ...scope, '--expires', '30d']);
    const { id } = data.token as { id: string };
    const listed = await as('academy', ['token', 'list']);
    expect(listed.stdout).toMatch(new RegExp(`^${id} +dashboard +academy +READ +all +never +20`, 'm'));
    expect(listed.stdout + listed.stderr).not.toContain(data.secret);
    const rotated = await as('academy', ['token', 'rotate', id]);
    tokens['dashboard'] = rotated.stdout.trim();
    expect(tokens['dashboard']).not.toBe(data.secret);
    expect((await as('dashboard', ['subgraph', 'list'])).code).toBe(0);
    expect((await as('dashboard', ['token', 'list'])).stderr).toMatch(/^FORBIDDEN: .*scope TOKENS/);
    expect((await as('academy', ['token', 'revoke', id])).stdout).toContain('revoked');
    const wrong = await as('dashboard', ['subgraph', 'list']);
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringMatching(/^UNAUTHENTICATED: .*\n$/)]);
  });

  test('delete tells what it would do, asks, and takes the subgraph out', async () => {
    const spare = 'type Query { spare: Int } ';
    expect((await as('payroll', ['subgraph', 'publish', ...version('spare', spare)])).code).toBe(0);
    const args = ['subgraph', 'delete', '--name', 'people'];
    const dry = await as('academy', [...args, '--dry-run']);
    expect([dry.code, dry.stdout]).toEqual([4, expect.stringMatching(/^BREAKING {2}people would not be deleted: /)]);
    const approved = ['--approved-by', 'Jo', '--reason', 'Test'];
    expect((await as('academy', [...args, ...approved])).stderr).toMatch(/^NOT_CONFIRMED: /);
    const done = await as('payroll', ['subgraph', 'delete', '--name', 'spare', '--confirm', ...approved]);
    expect([done.code, done.stdout]).toEqual([0, expect.stringMatching(/^LIVE {2}spare was deleted/)]);
    expect((await as('payroll', ['subgraph', 'list'])).stdout).not.toContain('spare');
  });
});
