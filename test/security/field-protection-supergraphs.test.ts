/** Field protection in supergraphs that other tools made, in streams, and what is refused. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readGatewayConfig } from '../../gateway/config.js';
import { createGateway } from '../../gateway/gateway.js';
import { withoutProtectedFields } from '../../gateway/supergraph/protection/without-protected-fields.js';
import { readSupergraph } from '../../gateway/supergraph/supergraph.js';
import { createLog } from '../../kit/log.js';
import { askUrl, type Answer } from '../support/ask.js';
import { composeSubgraphs } from '../federation/support/compose.js';
import { DEFER, openStream } from '../support/open-stream.js';
import { startProtectedGraph, tokenWith, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { HOSPITAL } from './field-protection/hospital.js';

const newFolder = temporaryFolders();
const composed = composeSubgraphs(HOSPITAL);

/** The supergraph without protection of some fields, as older composition leaves it. */
function unprotected(type: string, ...fields: string[]): string {
  const [start, end] = [composed.indexOf(`\n${type} `), composed.indexOf('\n}\n', composed.indexOf(`\n${type} `))];
  let body = composed.slice(start, end);
  for (const field of fields) body = body.replace(new RegExp(`(\\n  ${field}:.*) @needs\\(.*\\)`), '$1');
  return composed.slice(0, start) + body + composed.slice(end);
}

async function withSupergraph(supergraphSdl: string, work: (graph: ProtectedGraph) => Promise<void>): Promise<void> {
  const graph = await startProtectedGraph({ subgraphs: HOSPITAL, folder: newFolder(), supergraphSdl });
  await work(graph).finally(() => graph.stop());
}

const asked = (graph: ProtectedGraph): string =>
  graph
    .received()
    .map(({ operation }) => operation)
    .join('\n');

test('what needs a protected field by @requires is protected as that is', async () => {
  const sdl = unprotected('type Staff', 'derived', 'certain');
  expect(sdl).not.toBe(composed);
  await withSupergraph(sdl, async (graph) => {
    expect((await graph.ask('{ one { name derived } }', { scopes: ['a'] })).body.data).toEqual({
      one: { name: 'Ann', derived: null },
    });
    expect(asked(graph)).not.toMatch(/secret|derived/);
    expect((await graph.ask('{ one { derived } }', { scopes: ['c'] })).body).toEqual({
      data: { one: { derived: 'S' } },
    });
  });
});

test('a field of an interface is asked only for types that allow it', async () => {
  const staff = HOSPITAL['staff']!;
  const declared = 'interface Known { id: ID! name: String';
  const subgraphs = {
    ...HOSPITAL,
    staff: { ...staff, sdl: staff.sdl.replace(declared, `${declared} secret: String`) },
  };
  const supergraphSdl = composeSubgraphs(subgraphs).replace(
    /(interface Known\b[^}]*secret: String) @needs\(.*\)/,
    '$1',
  );
  const graph = await startProtectedGraph({ subgraphs, folder: newFolder(), supergraphSdl });
  try {
    const { body } = await graph.ask('{ known { name secret } }');
    expect(body.data).toEqual({ known: { name: 'Ann', secret: null } });
    expect(body.errors).toEqual([expect.objectContaining({ path: ['known', 'secret'] })]);
    expect(asked(graph)).toMatch(/\.\.\. ?on Robot ?\{ ?secret/);
  } finally {
    await graph.stop();
  }
});

test('an interface object protects its fields on every type', async () => {
  const sdl = unprotected('type File', 'secret', 'vault');
  expect(sdl).not.toBe(composed);
  await withSupergraph(sdl, async (graph) => {
    expect((await graph.ask('{ file { secret } }')).body.data).toEqual({ file: { secret: null } });
    expect(asked(graph)).not.toContain('secret');
  });
});

describe('a security feature that is not known', () => {
  const unknown = composed.replace(
    '@link(url: "https://specs.apollo.dev/requiresScopes/v0.1", for: SECURITY',
    '@link(url: "https://specs.example/secrecy/v1.0", for: SECURITY)\n  $&',
  );
  const newer = composed.replace('/requiresScopes/v0.1', '/requiresScopes/v0.9');

  test.each([
    ['of another author', unknown, 'https://specs.example/secrecy/v1.0'],
    ['of a newer version', newer, 'https://specs.apollo.dev/requiresScopes/v0.9'],
  ])('%s: the gateway does not start', async (_, sdl, name) => {
    expect(sdl).not.toBe(composed);
    await expect(withSupergraph(sdl, async () => undefined)).rejects.toThrow(name);
  });
});

describe('the engine apollo, which protects nothing,', () => {
  const flagship = readFileSync('schema/supergraph.graphql', 'utf8');
  const serving = async (sdl: string, query: string): Promise<Answer> => {
    const gateway = createGateway(readGatewayConfig({ port: '0', engine: 'apollo' }, {}), {
      log: createLog('test', 'silent'),
      supergraph: readSupergraph(sdl, 'the test'),
    });
    await gateway.start();
    try {
      return await askUrl(gateway.url(), query);
    } finally {
      await gateway.stop();
    }
  };

  test('serves a supergraph without the fields that are protected', async () => {
    const { data } = await serving(composed, '{ __schema { types { name fields { name } } } }');
    const fields = data.__schema.types.flatMap((type: { name: string; fields: { name: string }[] | null }) =>
      (type.fields ?? []).map(({ name }) => `${type.name}.${name}`),
    );
    const { leftOut } = withoutProtectedFields(composed);
    expect(leftOut.length).toBeGreaterThan(0);
    expect(fields.filter((field: string) => leftOut.includes(field))).toEqual([]);
    expect(fields).toEqual(expect.arrayContaining(['Query.one', 'Staff.name', 'Staff.boss', 'Mutation.rename']));
  });

  test('serves the graph of schema/ without changes and names in part', async () => {
    const { data, errors } = await serving(
      flagship,
      '{ __schema { mutationType { name } } __type(name: "Person") { fields { name } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.__schema.mutationType).toBeNull();
    const names = data.__type.fields.map(({ name }: { name: string }) => name);
    expect(names).toContain('name');
    expect(names).not.toEqual(expect.arrayContaining(['givenName']));
  });
});

describe('what is deferred', () => {
  let graph: ProtectedGraph;
  beforeAll(async () => {
    graph = await startProtectedGraph({ subgraphs: HOSPITAL, folder: newFolder() });
  });
  afterAll(async () => graph.stop());
  const query = '{ one { name ... @defer { secret salary } } }';
  const partsFor = async (scopes: readonly string[]): Promise<unknown[]> => {
    const authorization = `Bearer ${await tokenWith(scopes)}`;
    return (await openStream(graph.url, { query, accept: DEFER, headers: { authorization } })).rest();
  };

  test('is withheld in its own part', async () => {
    const parts = await partsFor(['a']);
    expect(parts).toMatchObject([
      { data: { one: { name: 'Ann' } }, hasNext: true },
      { incremental: [{ path: ['one'], data: { secret: null, salary: null } }], hasNext: false },
    ]);
    expect(JSON.stringify(parts[1])).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
    expect(asked(graph)).not.toMatch(/secret|salary/);
  });

  test('comes for who may see it', async () => {
    expect((await partsFor(['c']))[1]).toMatchObject({ incremental: [{ data: { secret: 'S', salary: 7 } }] });
  });
});

test('protection by a directive that an older link calls otherwise', async () => {
  const sdl = composed
    .replace('import: [{name: "@requiresScopes", as: "@needs"}]', 'as: "guard"')
    .replaceAll('@needs', '@guard');
  expect(sdl).not.toContain('as: "@needs"');
  await withSupergraph(sdl, async (graph) => {
    expect((await graph.ask('{ one { secret } }')).body.data).toEqual({ one: { secret: null } });
    expect((await graph.ask('{ one { secret } }', { scopes: ['c'] })).body.data).toEqual({ one: { secret: 'S' } });
  });
});
