/** What the commands for partners say when something is wrong: one line, a code, no token, and nothing half done. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { sqliteDatabases } from '../../support/databases.js';
import { startJoinery } from '../../support/joinery-command.js';
import { runHere } from '../../support/run-here.js';
import { FEDERATION, startRegistry, type StartedRegistry } from '../../support/start-registry.js';
import { startSdlSubgraph } from '../../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const TOKEN = 'joinery_0123456789ab_secret-secret-secret-secret-secret-secret-sec';
const newFolder = temporaryFolders();
const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close().closeAllConnections()));

/** Starts something that answers every request by `handler`, and gives its address. */
async function startServer(handler: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(handler);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Runs `subgraph list`, which must fail with one line. */
async function complaint(url: string, more: readonly string[] = [], env = {}): Promise<string> {
  const given = { JOINERY_REGISTRY_URL: url, JOINERY_REGISTRY_TOKEN: TOKEN, ...env };
  const { code, stdout, stderr } = await runHere(['subgraph', 'list', ...more], { env: given });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr.split('\n')).toHaveLength(2);
  expect(stderr).not.toContain('secret-secret');
  return stderr.trimEnd();
}

const answering = (status: number, body: string) => (_: IncomingMessage, response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
};

describe('a registry', () => {
  test('that is away is named, with what to check', async () => {
    const url = await startServer(() => undefined);
    await new Promise((resolve) => servers.pop()!.close(resolve));
    expect(await complaint(url)).toMatch(/^REGISTRY_UNREACHABLE: .*ECONNREFUSED.*Check --registry and that it runs$/);
  });

  test('that does not answer is given up after --client-timeout', async () => {
    const url = await startServer(() => undefined);
    expect(await complaint(url, ['--client-timeout', '1'])).toMatch(
      /^REGISTRY_UNREACHABLE: .*did not answer within 1 s/,
    );
  });

  test.each([
    ['an answer that is no JSON', 200, '<h1>Hello</h1>'],
    ['no data', 200, '{}'],
    ['another status', 404, '{}'],
    ['null', 200, 'null'],
    ['errors that are none', 200, '{"errors":[null]}'],
  ])('with %s is none', async (_title, status, body) => {
    const url = await startServer(answering(status, body));
    expect(await complaint(url)).toMatch(/^REGISTRY_ANSWER_INVALID: /);
  });

  test('that redirects does not get the token sent elsewhere', async () => {
    const seen: string[] = [];
    const other = await startServer((request, response) => {
      seen.push(request.headers.authorization ?? '');
      answering(200, '{}')(request, response);
    });
    const url = await startServer((_, response) => response.writeHead(307, { location: other }).end());
    expect(await complaint(url)).toMatch(/^REGISTRY_ANSWER_INVALID: .*answered 307/);
    expect(seen).toEqual([]);
  });

  test('of another version is told apart', async () => {
    const body = { errors: [{ message: 'Cannot query field', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] };
    const url = await startServer(answering(400, JSON.stringify(body)));
    expect(await complaint(url)).toMatch(/^REGISTRY_ANSWER_INVALID: .*of another version/);
  });

  test('cannot make a terminal act', async () => {
    const message = 'No\u001b[2J\u202e \u009b31m!';
    const body = { errors: [{ message, extensions: { code: 'FORBIDDEN' } }] };
    const url = await startServer(answering(200, JSON.stringify(body)));
    expect(await complaint(url)).toBe('FORBIDDEN: No\\u{1b}[2J\\u{202e} \\u{9b}31m!');
  });
});

describe('the command', () => {
  test.each([
    ['no registry', '', {}, /no registry is named/],
    ['no http URL', 'ftp://registry.example', {}, /must be an http or https URL/],
    ['a password in the URL', 'https://jo:pass@registry.example', {}, /must not hold a password/],
    ['no token', 'http://127.0.0.1:1', { JOINERY_REGISTRY_TOKEN: '' }, /there is no token/],
    [
      'two lines as a token',
      'http://127.0.0.1:1',
      { JOINERY_REGISTRY_TOKEN: `${TOKEN}\nx` },
      /signs that no token has/,
    ],
  ])('refuses %s before it connects', async (_title, url, env, message) => {
    const line = await complaint(url, [], env);
    expect(line).toMatch(/^CONFIG_INVALID: /);
    expect(line).toMatch(message);
    expect(line).not.toContain(':pass');
  });

  test('says once that http shows the token to others', async () => {
    const env = { JOINERY_REGISTRY_URL: 'http://registry.invalid', JOINERY_REGISTRY_TOKEN: TOKEN };
    const { stderr } = await runHere(['subgraph', 'list', '--client-timeout', '1'], { env });
    expect(stderr).toMatch(/^Warning: the token goes to registry\.invalid by http/);
  });

  test('takes no token as a flag, which would be in the list of processes', async () => {
    expect((await runHere(['subgraph', 'list', '--token', TOKEN])).stderr).toMatch(/unknown option '--token'/);
  });

  test('gives an error as JSON, too', async () => {
    const { code, stdout } = await runHere(['subgraph', 'list', '--format', 'json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ json_version: 1, data: null, error: { code: 'CONFIG_INVALID' } });
  });

  test('ends with 130 when it is stopped while it waits', async () => {
    const controller = new AbortController();
    const url = await startServer(() => controller.abort());
    const env = { JOINERY_REGISTRY_URL: url, JOINERY_REGISTRY_TOKEN: TOKEN };
    const { code, stderr } = await runHere(['subgraph', 'list'], { env, signal: controller.signal });
    expect([code, stderr]).toEqual([130, 'STOPPED: Stopped before the end\n']);
  });

  test('as built asks a registry, shows no token, and is stopped by Ctrl-C', async () => {
    let isAsked = () => undefined as void;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const url = await startServer(() => isAsked());
    const env = { JOINERY_REGISTRY_URL: url, JOINERY_REGISTRY_TOKEN: TOKEN };
    const running = startJoinery(['--verbose', 'subgraph', 'list'], { env });
    await asked;
    running.kill('SIGINT');
    const { code, stdout, stderr } = await running.ended();
    expect([code, stdout, stderr]).toEqual([130, '', 'STOPPED: Stopped before the end\n']);
  });
});

describe('subgraph publish', () => {
  const openUrl = sqliteDatabases();
  const schema = join(newFolder(), 'a.graphql');
  let registry: StartedRegistry;
  let token: string;
  beforeAll(async () => {
    writeFileSync(schema, `${FEDERATION}type Query { a: Int }`);
    registry = await startRegistry(await openUrl());
    token = await registry.partner('owner');
  });

  test('tries again when the connection is lost after the version was stored, and it is stored once', async () => {
    const attempts: string[] = [];
    // Passes requests on, and loses the first answer.
    const url = await startServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const { authorization = '' } = request.headers;
        attempts.push(String(JSON.parse(body).variables.input.requestId));
        const headers = { 'content-type': 'application/json', authorization };
        void fetch(`${registry.url}/graphql`, { method: 'POST', headers, body }).then(async (answer) => {
          const text = await answer.text();
          if (attempts.length === 1) response.destroy();
          else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
        });
      });
    });
    const env = { JOINERY_REGISTRY_URL: url, JOINERY_REGISTRY_TOKEN: token };
    const args = ['subgraph', 'publish', '--name', 'aa', '--schema', schema, '--routing-url', 'http://127.0.0.1/a'];
    const { code, stdout, stderr } = await runHere(args, { env });
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^LIVE {2}aa 1 is part of supergraph 1, as it was before/),
    ]);
    expect(stderr).toMatch(/Trying again\n$/);
    expect(attempts).toHaveLength(2);
    expect(attempts[0]).toBe(attempts[1]);
  });

  test('refuses a schema that is missing, no text or too large, before it connects', async () => {
    const env = { JOINERY_REGISTRY_URL: 'http://127.0.0.1:1', JOINERY_REGISTRY_TOKEN: token };
    const binary = join(newFolder(), 'b.graphql');
    const publish = (file: string) => runHere(['subgraph', 'publish', '--name', 'a', '--schema', file], { env });
    expect((await publish('/nowhere.graphql')).stderr).toMatch(/^FILE_UNREADABLE: .*ENOENT/);
    writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x00]));
    expect((await publish(binary)).stderr).toMatch(/^FILE_UNREADABLE: .*no text in UTF-8/);
    writeFileSync(binary, Buffer.alloc(5 * 1024 * 1024, 0x20));
    expect((await publish(binary)).stderr).toMatch(/^FILE_UNREADABLE: .*more than \d+ bytes/);
  });
});

describe('subgraph introspect', () => {
  test('gives the schema of a running subgraph, and says what is wrong with one that is not', async () => {
    const subgraph = await startSdlSubgraph({ name: 'a', sdl: 'type Query { a: Int }' });
    const { code, stdout } = await runHere(['subgraph', 'introspect', subgraph.url]);
    expect([code, stdout]).toEqual([0, expect.stringContaining('type Query')]);
    const gone = await runHere(['subgraph', 'introspect', 'http://127.0.0.1:1/graphql']);
    expect([gone.code, gone.stderr]).toEqual([1, expect.stringMatching(/^SUBGRAPH_UNREADABLE: .*cannot be reached/)]);
    const bad = await runHere(['subgraph', 'introspect', subgraph.url, '--header', 'no colon']);
    expect(bad.stderr).toMatch(/^CONFIG_INVALID: .*--header must be/);
    await subgraph.stop();
  });
});
