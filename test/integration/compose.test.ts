/** `joinery compose --config` with a `supergraph.yaml`, in a process of its own. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runJoinery } from '../support/joinery-command.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

const opened: (StartedSdlSubgraph | Server)[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await ('close' in one ? one.close() : one.stop());
});

/** Writes files into a folder and composes its `supergraph.yaml`. */
async function compose(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const folder = newFolder();
  mkdirSync(join(folder, 'schemas'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { code, stdout, stderr } = await runJoinery(['compose', '--config', join(folder, 'supergraph.yaml'), ...args], {
    env: { TOKEN: 'secret', EMPTY: '' },
  });
  return { code, stdout, folder, lines: stderr.trimEnd().split('\n') };
}

async function serverAnswering(answer: (request: { readonly token: unknown }) => { status?: number; body: string }) {
  const server = createServer((request, response) => {
    const { status = 200, body } = answer({ token: request.headers['x-token'] });
    response.writeHead(status, { location: '/elsewhere' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('joinery compose --config composes', () => {
  test('files, inline SDL and running subgraphs, with paths from the folder of the file', async () => {
    const c = await startSdlSubgraph({ name: 'c', sdl: 'type Query { c: Int }' });
    opened.push(c);
    const { code, stdout, lines } = await compose({
      'schemas/a.graphql': 'type Query { a: Int }',
      'supergraph.yaml': `
federation_version: =2.9.0
subgraphs:
  a:
    routing_url: http://a.example/graphql
    schema:
      file: ./schemas/a.graphql
  b:
    routing_url: \${env.B_URL:-http://b.example/graphql}
    schema:
      sdl: 'type Query { b: Int }'
  c:
    schema:
      subgraph_url: ${c.url}
x-of-another-program: [1]`,
    });
    expect([code, lines]).toEqual([0, ['']]);
    expect(stdout).toContain('A @join__graph(name: "a", url: "http://a.example/graphql")');
    expect(stdout).toContain('B @join__graph(name: "b", url: "http://b.example/graphql")');
    expect(stdout).toContain(`C @join__graph(name: "c", url: "${c.url}")`);
    expect(stdout).toContain('c: Int @join__field(graph: C)');
  });

  test('a subgraph of federation 1, and hints go to the standard error stream', async () => {
    const { code, lines } = await compose({
      'a.graphql': 'type Query { t: T } type T @key(fields: "id") { id: ID! }',
      'b.graphql': `${LINK} type T @key(fields: "id") { id: ID!  n: Int! @shareable }`,
      'c.graphql': `${LINK} type T @key(fields: "id") { id: ID!  n: Int @shareable }`,
      'supergraph.yaml': yamlOf('a', 'b', 'c'),
    });
    expect(code).toBe(0);
    expect(lines).toEqual([expect.stringMatching(/^HINT: INCONSISTENT_BUT_COMPATIBLE_FIELD_TYPE: .*b\.graphql:1/)]);
  });

  test('with the headers that introspection needs', async () => {
    const url = await serverAnswering(({ token }) => ({
      body: JSON.stringify({ data: { _service: { sdl: token === 'secret' ? 'type Query { a: Int }' : '' } } }),
    }));
    const schema = `{ subgraph_url: ${url}, introspection_headers: { x-token: "\${env.TOKEN}" } }`;
    const { code } = await compose({ 'supergraph.yaml': `subgraphs: { a: { schema: ${schema} } }` });
    expect(code).toBe(0);
  });

  test('into a file, and into JSON', async () => {
    const files = { 'a.graphql': 'type Query { a: Int }', 'supergraph.yaml': yamlOf('a') };
    const output = join(newFolder(), 'supergraph.graphql');
    const { code, stdout } = await compose(files, '--output', output, '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      json_version: 1,
      data: { success: true, core_schema: readFileSync(output, 'utf8'), hints: [] },
      error: null,
    });
  });
});

describe('joinery compose --config refuses', () => {
  const check = (title: string, files: Readonly<Record<string, string>>, lines: readonly (RegExp | string)[]) =>
    test(title, async () => {
      const composed = await compose(files);
      expect(composed.stdout).toBe('');
      expect(composed.lines).toEqual(lines.map((line) => expect.stringMatching(line)));
      expect(composed.code).toBe(/^COMPOSITION_FAILED/.test(composed.lines.at(-1)!) ? 2 : 1);
    });

  check(
    'everything that is wrong in the file, together',
    {
      'supergraph.yaml': `federation_version: 1
subgraphz: {}
subgraphs:
  a:
    schema: { file: a.graphql }
  b:
    routing_url: \${env.EMPTY}
    schema: { sdl: "", graphref: x }
  c:
    routing_url: ftp://c
    schema: { sdl: "", fil: x }`,
    },
    [
      /^SUPERGRAPH_CONFIG_INVALID: supergraph\.yaml:7: subgraph b: routing_url: the variable EMPTY is not set\. Set it, or/,
      /^SUPERGRAPH_CONFIG_INVALID: supergraph\.yaml:1: federation_version: must be 2/,
      /^SUPERGRAPH_CONFIG_INVALID: supergraph\.yaml:4: subgraph a: needs a routing_url/,
      /^SUPERGRAPH_CONFIG_INVALID: supergraph\.yaml:8: subgraph b: schema: needs one of file, sdl, subgraph_url$/m,
      /^SUPERGRAPH_CONFIG_INVALID: supergraph\.yaml:10: subgraph c: routing_url: must be an http/,
      /^SUPERGRAPH_CONFIG_INVALID: supergraph\.yaml:11: subgraph c: schema\.fil: .*did you mean file\?/,
      /^SUPERGRAPH_CONFIG_INVALID: supergraph\.yaml:2: subgraphz: .*did you mean subgraphs\?/,
      /^CONFIG_INVALID: .*supergraph\.yaml has 7 problems$/,
    ],
  );

  check('what is not YAML', { 'supergraph.yaml': 'subgraphs:\n  a: "' }, [
    /^SUPERGRAPH_CONFIG_INVALID: supergraph\.yaml:2: this is not YAML: Missing closing/,
    /has one problem$/,
  ]);

  check('an empty file', { 'supergraph.yaml': '' }, [/subgraphs: /, /has one problem$/]);

  check(
    'schemas that cannot be read, together',
    {
      'supergraph.yaml': `subgraphs:
  a: { routing_url: "http://a", schema: { file: none.graphql } }
  b: { schema: { subgraph_url: "http://127.0.0.1:1/" } }
  c: { schema: { graphref: graph@main, subgraph: c } }`,
    },
    [
      /^SUBGRAPH_SCHEMA_UNREADABLE: supergraph\.yaml:2: subgraph a: none\.graphql \(ENOENT\)/,
      /^SUBGRAPH_INTROSPECTION_FAILED: supergraph\.yaml:3: subgraph b: .*ECONNREFUSED.*Check that it runs/,
      /^REGISTRY_SOURCE_UNSUPPORTED: supergraph\.yaml:4: subgraph c: /,
      /^CONFIG_INVALID: .*supergraph\.yaml has 3 problems$/,
    ],
  );

  check(
    'schemas that contradict each other, with both places',
    {
      'a.graphql': 'type Query { a: Int }\ntype T { x: Int }',
      'b.graphql': `${LINK}\n\ntype T { x: String }`,
      'supergraph.yaml': yamlOf('a', 'b'),
    },
    [
      /^FIELD_TYPE_MISMATCH: supergraph\.yaml:2, supergraph\.yaml:3, a\.graphql:2, b\.graphql:3: .*same type in each/,
      /^INVALID_FIELD_SHARING: .*@shareable/,
      /^COMPOSITION_FAILED: .*has 2 problems$/,
    ],
  );

  check('a schema that is not GraphQL', { 'a.graphql': '\ntype {', 'supergraph.yaml': yamlOf('a') }, [
    /^INVALID_GRAPHQL: supergraph\.yaml:2, a\.graphql:2: subgraph a: Syntax Error/,
    /^COMPOSITION_FAILED/,
  ]);

  test('in JSON too, with every problem as data', async () => {
    const files = { 'a.graphql': 'type {', 'supergraph.yaml': yamlOf('a') };
    const { stdout, code } = await compose(files, '--format', 'json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      json_version: 1,
      data: { success: false },
      error: {
        code: 'COMPOSITION_FAILED',
        message: expect.any(String),
        details: {
          build_errors: [
            {
              code: 'INVALID_GRAPHQL',
              message: expect.stringContaining('Syntax Error'),
              subgraphs: ['a'],
              places: ['supergraph.yaml:2', 'a.graphql:1'],
            },
          ],
        },
      },
    });
  });

  test.each([
    ['redirects', 302, '', /answers with a redirect/],
    ['answers without a schema', 200, '{"data":{"_service":null}}', /answered 200 without _service/],
    ['answers in HTML', 500, '<html>', /answered 500 without _service/],
    ['answers with too much', 200, 'x'.repeat(2_000), /more than 1000 bytes/],
  ])('a subgraph that %s', async (_title, status, body, problem) => {
    const url = await serverAnswering(() => ({ status, body }));
    const { code, lines } = await compose({
      'supergraph.yaml': `x-introspection: { responseBytes: 1000 }\nsubgraphs: { a: { schema: { subgraph_url: ${url} } } }`,
    });
    expect([code, lines[0]]).toEqual([1, expect.stringMatching(problem)]);
  });
});

function yamlOf(...names: readonly string[]): string {
  const entries = names.map(
    (name) => `  ${name}: { routing_url: "http://${name}", schema: { file: ${name}.graphql } }`,
  );
  return ['subgraphs:', ...entries].join('\n');
}
