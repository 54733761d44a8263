/** `joinery subgraph conform`, from the command line. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCertificateSignedBy, type Certificate } from '../../partner/conform/certificate.js';
import { createMockServer, type MockServer } from '../../partner/mock/mock-server.js';
import { createMockSubgraph } from '../../partner/mock/mock-subgraph.js';
import { loadDefinition } from '../../deploy/definitions.js';
import { createSubgraph } from '../../subgraphs/kit/create-subgraph.js';
import { publicKeyText, sha256 } from '../../kit/release-signature.js';
import { sqliteDatabases } from '../support/databases.js';
import { runHere } from '../support/run-here.js';
import { startRegistry } from '../support/start-registry.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const openUrl = sqliteDatabases();

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';
const SDL = `${LINK}type Query { book(id: ID!): Book }
type Book @key(fields: "id") { id: ID! title: String! }\n`;

const KEY = 'a-secret-of-more-than-thirty-two-signs';

let mock: MockServer;
beforeAll(async () => {
  mock = createMockServer({
    host: '127.0.0.1',
    port: 0,
    mock: createMockSubgraph(SDL, 'books', { unknownKeys: 'null' }),
    onError: () => undefined,
  });
  await mock.start();
});
afterAll(() => mock.stop());

/** On a busy machine, where more entities may take longer than their time. */
const PATIENT = ['--slope-ms', '50'];
const conform = (...args: string[]) => runHere(['subgraph', 'conform', ...PATIENT, ...args]);

/** Writes a file of that text in a folder of its own. */
function fileOf(name: string, text: string): string {
  const file = join(newFolder(), name);
  writeFileSync(file, text);
  return file;
}

describe('joinery subgraph conform', () => {
  test('reports each check, and writes a signed certificate and a JUnit report', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const key = fileOf('key.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const [certificate, junit] = [join(newFolder(), 'books.json'), join(newFolder(), 'books.xml')];
    const keys = fileOf('keys.yaml', 'Book: [{ id: book-1 }, { id: book-2 }]\n');
    const flags = ['--name', 'books', '--schema', fileOf('books.graphql', SDL), '--keys', keys];
    const reports = ['--certificate', certificate, '--junit', junit, '--sign-key', key];
    const { code, stdout } = await conform(mock.url(), ...flags, ...reports);
    expect(code).toBe(0);
    expect(stdout).toMatch(/✓ gives entities in the order that was asked for\n {4}2 Book\n/);
    expect(stdout).toMatch(/conforms: \d+ passed,( 1 warned,)? \d+ skipped\n$/);
    const written = JSON.parse(readFileSync(certificate, 'utf8')) as Certificate;
    expect(written).toMatchObject({ subgraph: 'books', url: mock.url(), sdlHash: sha256(SDL), conforms: true });
    expect(isCertificateSignedBy(publicKeyText(publicKey), written)).toBe(true);
    expect(isCertificateSignedBy(publicKeyText(publicKey), { ...written, conforms: false })).toBe(false);
    expect(readFileSync(junit, 'utf8')).toMatch(/<testsuites tests="19" failures="0">[^]*<skipped message=/);
  });

  test('ends with 4 and names the checks that failed, in every report', async () => {
    const junit = join(newFolder(), 'books.xml');
    const schema = fileOf('books.graphql', SDL.replace('title: String!', 'name: String "<&>" a: Int'));
    const { code, stdout, stderr } = await conform(
      mock.url(),
      '--schema',
      schema,
      '--junit',
      junit,
      '--format',
      'json',
    );
    expect(code).toBe(4);
    const { data, error } = JSON.parse(stdout);
    expect(error.code).toBe('SUBGRAPH_NOT_CONFORMING');
    expect(data.checks).toContainEqual(
      expect.objectContaining({
        code: 'CONFORM_SCHEMA',
        result: 'failed',
        detail: expect.stringContaining('Book.title'),
      }),
    );
    expect(stderr).toMatch(/^SUBGRAPH_NOT_CONFORMING: .*CONFORM_SCHEMA\. joinery explain CODE/m);
    expect(readFileSync(junit, 'utf8')).toMatch(/<failure type="CONFORM_SCHEMA" message="only published: /);
  });

  test('signs as the gateway does, and tries what is not signed', async () => {
    const funding = createSubgraph(await loadDefinition('funding'), {
      host: '127.0.0.1',
      port: 0,
      databaseUrl: await openUrl(),
      logLevel: 'silent',
      migrate: true,
      signingKeys: [{ id: 'k', secret: KEY }],
    });
    await funding.start();
    try {
      const args = [
        'subgraph',
        'conform',
        ...PATIENT,
        funding.url(),
        '--name',
        'funding',
        '--signed',
        '--format',
        'json',
      ];
      const { code, stdout } = await runHere(args, { env: { JOINERY_SUBGRAPH_SIGNING_KEYS: `k:${KEY}` } });
      expect(code).toBe(0);
      const unsigned = { code: 'CONFORM_UNSIGNED', result: 'passed', detail: 'refused' };
      expect(JSON.parse(stdout).data.checks).toContainEqual(expect.objectContaining(unsigned));
      expect(stdout).not.toContain(KEY);
    } finally {
      await funding.stop();
    }
  });

  test('compares with what the registry has live', async () => {
    const registry = await startRegistry(await openUrl());
    const token = await registry.partner('library');
    await registry.publish(token, 'books', 'type Query { other: Int }');
    const tokenFile = fileOf('token', token);
    const flags = ['--registry', registry.url, '--token-file', tokenFile, '--name'];
    const { code, stdout } = await conform(mock.url(), ...flags, 'books', '--format', 'json');
    expect(code).toBe(4);
    expect(stdout).toContain('only published: Query.other: Int');
    expect(await conform(mock.url(), ...flags, 'no-such')).toMatchObject({ code: 1 });
  });

  test.each([
    ['an address where nothing answers', ['http://127.0.0.1:9/graphql'], /^SUBGRAPH_UNREADABLE: .*no answer \(\w+\)/],
    ['what is no address', ['people'], /^CONFIG_INVALID: .*http or https/],
    ['a schema that is not there', ['http://127.0.0.1:9', '--schema', 'no.graphql'], /^FILE_UNREADABLE: .*ENOENT/],
    ['keys in another form', ['http://127.0.0.1:9', '--keys', 'package.json'], /^CONFIG_INVALID: .*list of keys/],
    ['a key that signs nothing', ['http://127.0.0.1:9', '--sign-key', 'LICENSE'], /^CONFIG_INVALID: .*Ed25519/],
    ['--signed without a header', ['http://127.0.0.1:9', '--signed'], /^CONFIG_INVALID: .*--header/],
    [
      'a registry without a name',
      ['http://127.0.0.1:9', '--registry', 'http://127.0.0.1:9'],
      /^CONFIG_INVALID: .*--name/,
    ],
  ])('says in one line what is wrong with %s', async (_title, args, line) => {
    const { code, stdout, stderr } = await conform(...args);
    expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 });
    expect(stderr).toMatch(line);
  });
});
