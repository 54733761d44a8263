/** Graphs whose small numbers cannot be kept are not served, and what reads them is written down. */
import { describe, expect, test } from '@jest/globals';
import { ApolloServer } from '@apollo/server';
import { Supergraph } from '@apollo/federation-internals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeSchemas } from '../../composition/compose-schemas.js';
import { readGatewayConfig } from '../../gateway/config.js';
import { createApolloServerGateway } from '../../gateway/apollo-server-gateway.js';
import { createGateway } from '../../gateway/gateway.js';
import { withoutProtectedFields } from '../../gateway/supergraph/protection/without-protected-fields.js';
import { readSupergraph } from '../../gateway/supergraph/supergraph.js';
import { createLog } from '../../kit/log.js';
import { composeSubgraphs } from '../federation/support/compose.js';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { startFixtureServer } from '../federation/support/fixture-server.js';
import { askUrl } from '../support/ask.js';
import { startProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { SUPPRESS, surveysGraph } from './suppression/surveys.js';

const newFolder = temporaryFolders();
const oneSubgraph = (types: string): Subgraphs => ({ one: { sdl: SUPPRESS + types } });

describe('a supergraph is refused', () => {
  const check = (title: string, types: string, reason: RegExp) =>
    test(title, async () => {
      const graph = startProtectedGraph({ subgraphs: oneSubgraph(types), folder: newFolder() });
      await expect(graph).rejects.toThrow(reason);
    });

  check('whose suppressed count may not be null', 'type Query { n: Int! @suppress }', /Query\.n .*may not be null/);
  check(
    'whose rate comes from a count that is shown whole',
    'type Query { n: Int m: Int @suppress r: Float @suppress(rateOf: ["n", "m"]) }',
    /Query\.r .*no suppressed count/,
  );
  check(
    'whose total comes from nothing',
    'type Query { all: Int @suppress(totalOf: "rows.n") rows: [Row] } type Row { m: Int }',
    /Query\.all .*rows\.n/,
  );
});

describe('composition says that gateways must keep it,', () => {
  const { surveys } = surveysGraph({ surveys: {} });
  const composed = composeSchemas([{ name: 'surveys', url: 'http://127.0.0.1/', source: '', sdl: surveys!.sdl }]);
  const sdl = composed.kind === 'composed' ? composed.sdl : '';

  test('and this one does', async () => {
    const folder = newFolder();
    const graph = await startProtectedGraph({ subgraphs: surveysGraph({ surveys: {} }), folder, supergraphSdl: sdl });
    const { body } = await graph.ask('{ figures { people } }').finally(() => graph.stop());
    expect(body.data).toEqual({ figures: [{ people: null }, { people: null }] });
  });
  test('so that those which do not know it refuse it', () => {
    expect(() => Supergraph.build(sdl)).toThrow(/suppress.*unsupported/);
  });
  test('whatever a partner describes', () => {
    const described = `"@link(url: \\"https://joinery.example/suppress/v1.0\\")" schema
      @link(url: "https://specs.apollo.dev/federation/v2.9") { query: Query } type Query { m: Int }`;
    const schemas = { one: `${SUPPRESS} type Query { n: Int @suppress }`, two: described };
    const composed = composeSchemas(
      Object.entries(schemas).map(([name, text]) => ({ name, sdl: text, url: 'http://127.0.0.1/', source: name })),
    );
    expect(composed).toMatchObject({ kind: 'composed' });
    expect(() => Supergraph.build((composed as { sdl: string }).sdl)).toThrow(/suppress.*unsupported/);
  });
});

test('the directive may have another name', async () => {
  const renamed = `${SUPPRESS.replaceAll('"@suppress"', '"@people"')
    .replace('import: ["@people"]', 'import: [{ name: "@suppress", as: "@people" }]')
    .replace('directive @suppress', 'directive @people')} type Query { n: Int @people }`;
  const graph = await startProtectedGraph({
    subgraphs: { one: { sdl: renamed, fields: { 'Query.n': 3 } } },
    folder: newFolder(),
  });
  const { body } = await graph.ask('{ n }').finally(() => graph.stop());
  expect(body).toMatchObject({ data: { n: null }, extensions: { suppressed: [{ path: ['n'] }] } });
});

test('the engine apollo starts without fields that require a figure which it leaves out', async () => {
  const link = SUPPRESS.replace('"@key"', '"@key", "@external", "@requires"');
  const keyed = 'type G @key(fields: "id") { id: ID!';
  const sdl = composeSubgraphs({
    one: { sdl: `${link} type Query { g: [G!] } ${keyed} n: Int @suppress }` },
    two: { sdl: `${link} ${keyed} n: Int @external label: String @requires(fields: "n") other: String }` },
  });
  expect(withoutProtectedFields(sdl).leftOut).toEqual(['G.label', 'G.n']);
  const gateway = createGateway(readGatewayConfig({ port: '0', engine: 'apollo' }, {}), {
    log: createLog('test', 'silent'),
    supergraph: readSupergraph(sdl, 'the test'),
  });
  await gateway.start();
  await gateway.stop();
});

test('the engine apollo serves no figure that tells no small numbers', async () => {
  const gateway = createGateway(readGatewayConfig({ port: '0', engine: 'apollo' }, {}), {
    log: createLog('test', 'silent'),
    supergraph: readSupergraph(composeSubgraphs(surveysGraph({ surveys: {} })), 'the test'),
  });
  await gateway.start();
  const codeOf = async (query: string) => (await askUrl(gateway.url(), query, {})).errors?.[0]?.extensions?.code;
  try {
    expect(await codeOf('{ survey(id: "a") { people } }')).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await codeOf('{ figures { people } }')).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await codeOf('{ surveys { name } }')).not.toBe('GRAPHQL_VALIDATION_FAILED');
  } finally {
    await gateway.stop();
  }
});

test('an ApolloServer over our engine withholds them, and says so', async () => {
  const fixture = { sdl: `${SUPPRESS} type Query { n: Int @suppress }`, fields: { 'Query.n': 3 } };
  const subgraph = await startFixtureServer({
    name: 'one',
    fixture,
    fault: () => undefined,
    onRequest: () => undefined,
    state: () => ({}),
  });
  const supergraph = { sdl: composeSubgraphs({ one: fixture }) };
  const gateway = createApolloServerGateway({
    supergraph,
    subgraphUrls: { one: subgraph.url },
    log: createLog('test', 'silent'),
  });
  const server = new ApolloServer({ gateway });
  try {
    const { body } = await server.executeOperation({ query: '{ n }' });
    expect(body).toMatchObject({ singleResult: { data: { n: null }, extensions: { suppressed: [{ path: ['n'] }] } } });
  } finally {
    await server.stop();
    await subgraph.stop();
  }
});

test('who reads suppressed counts of a special category is written down', async () => {
  const folder = newFolder();
  const field = 'n: Int @suppress @tag(name: "special-category") @requiresScopes(scopes: [["a"]])';
  const graph = await startProtectedGraph({
    subgraphs: { one: { sdl: `${SUPPRESS} type Query { ${field} }`, fields: { 'Query.n': 3 } } },
    folder: newFolder(),
    change: (config) => ({ ...config, audit: { ...config.audit, folder } }),
  });
  const { body } = await graph.ask('{ n }', { scopes: ['a'] }).finally(() => graph.stop());
  expect(body.data).toEqual({ n: null });
  const [file] = readdirSync(folder) as [string];
  expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toMatchObject({ fields: ['Query.n'] });
});
