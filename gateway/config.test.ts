import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolders } from '../test/support/temporary-folder.js';
import { readGatewayConfig, type GatewayFlags } from './config.js';
import { DEFAULT_LIMITS } from './subgraph-client/limits.js';

const newFolder = temporaryFolders();

describe('readGatewayConfig()', () => {
  test('has defaults for everything', () => {
    const { supergraph, subgraphDefaults, ...rest } = readGatewayConfig({}, {});
    expect(supergraph).toMatch(/schema\/supergraph\.graphql$/);
    expect(subgraphDefaults).toEqual(DEFAULT_LIMITS);
    expect(rest).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      engine: 'joinery',
      introspection: true,
      logLevel: 'warn',
      limits: { bodyBytes: 1_048_576 },
      subgraphUrls: {},
      subgraphs: {},
    });
  });

  test('takes flags before the environment', () => {
    const env = { JOINERY_HOST: '::', JOINERY_GATEWAY_PORT: '1', JOINERY_SUPERGRAPH: 'a', JOINERY_ENGINE: 'apollo' };
    const flags = { host: '0.0.0.0', port: '2', supergraph: 'b', engine: 'apollo' };
    expect(readGatewayConfig(flags, env)).toMatchObject({
      host: '0.0.0.0',
      port: 2,
      supergraph: 'b',
      engine: 'apollo',
    });
  });

  test('takes the number of workers', () => {
    expect(readGatewayConfig({}, {}).workers).toBe(1);
    expect(readGatewayConfig({}, { JOINERY_WORKERS: '3' }).workers).toBe(3);
    expect(readGatewayConfig({ workers: '2' }, { JOINERY_WORKERS: '3' }).workers).toBe(2);
  });

  test('takes JOINERY_GATEWAY_PORT before PORT', () => {
    expect(readGatewayConfig({}, { PORT: '1' }).port).toBe(1);
    expect(readGatewayConfig({}, { PORT: '1', JOINERY_GATEWAY_PORT: '2' }).port).toBe(2);
  });

  test('collects the addresses of subgraphs from variables and flags', () => {
    const env = { JOINERY_SUBGRAPH_PEOPLE_URL: 'http://people:4002/graphql', JOINERY_SUBGRAPH_EMPTY_URL: '' };
    const { subgraphUrls } = readGatewayConfig({ subgraph: ['funding=https://example.org/a?b=c'] }, env);
    expect(subgraphUrls).toEqual({ PEOPLE: 'http://people:4002/graphql', funding: 'https://example.org/a?b=c' });
  });

  const check = (title: string, flags: GatewayFlags, env: Record<string, string>, problem: RegExp) =>
    test(`refuses ${title}`, () => {
      expect(() => readGatewayConfig(flags, env)).toThrow(problem);
    });

  check('a port that is none', { port: '70000' }, {}, /^The configuration is not valid: --port: /);
  check('an engine that is none', { engine: 'steam' }, {}, /--engine: .*joinery/);
  check('a number of workers that is none', { workers: '0' }, {}, /--workers: /);
  check('a flag without =', { subgraph: ['people'] }, {}, /--subgraph people: must be an http/);
  check(
    'an address of another scheme',
    { subgraph: ['people=file:\/\/\/etc'] },
    {},
    /--subgraph people: must be an http/,
  );
  check(
    'a password in an address',
    {},
    { JOINERY_SUBGRAPH_A_URL: 'http://u:p@host/' },
    /JOINERY_SUBGRAPH_A_URL: must be/,
  );
  check(
    'all wrong variables together',
    { port: 'x', subgraph: ['a=b'] },
    { JOINERY_INTROSPECTION: 'maybe', JOINERY_SUBGRAPH_A_URL: 'b' },
    /JOINERY_INTROSPECTION.*--port.*JOINERY_SUBGRAPH_A_URL.*--subgraph a/,
  );
});

describe('a configuration file', () => {
  const written = (yaml: string) => {
    const file = join(newFolder(), 'gateway.yaml');
    writeFileSync(file, yaml);
    return file;
  };
  const read = (yaml: string, flags: GatewayFlags = {}, env: Record<string, string> = {}) =>
    readGatewayConfig({ ...flags, config: written(yaml) }, env);

  test('comes after the environment and flags, setting by setting', () => {
    const yaml = 'host: a\nport: 1\nengine: apollo\nlimits: { bodyBytes: 5 }\nsubgraphUrls: { people: "http://p/" }';
    const env = { JOINERY_BODY_LIMIT_BYTES: '6', JOINERY_SUBGRAPH_FUNDING_URL: 'http://f/', JOINERY_HOST: 'b' };
    expect(read(yaml, { port: '2' }, env)).toMatchObject({
      host: 'b',
      port: 2,
      engine: 'apollo',
      limits: { bodyBytes: 6 },
      subgraphUrls: { people: 'http://p/', FUNDING: 'http://f/' },
    });
  });

  test('may be empty', () => expect(read('').port).toBe(4000));

  test('is found by a variable', () => {
    expect(readGatewayConfig({}, { JOINERY_GATEWAY_CONFIG: written('port: 7') }).port).toBe(7);
  });

  test('names files by paths from its own folder', () => {
    const file = written('supergraph: graphs/one.graphql');
    expect(readGatewayConfig({ config: file }, {}).supergraph).toBe(join(file, '..', 'graphs', 'one.graphql'));
  });

  test('gives one subgraph other limits than the rest', () => {
    const { subgraphDefaults, subgraphs } = read(
      'subgraphDefaults: { sockets: 3 }\nsubgraphs: { people: { timeoutMs: 9 } }',
    );
    expect(subgraphDefaults).toEqual({ ...DEFAULT_LIMITS, sockets: 3 });
    expect(subgraphs).toEqual({ people: { timeoutMs: 9 } });
  });

  const check = (title: string, yaml: string, problem: RegExp) =>
    test(`is refused with ${title}`, () => {
      expect(() => read(yaml)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
      expect(() => read(yaml)).toThrow(problem);
    });

  check('a name that is nearly one', 'prot: 1', /gateway\.yaml: prot: there is no such setting; did you mean port\?$/);
  check('a name of another case', 'limits: { bodybytes: 1 }', /limits\.bodybytes: .* did you mean bodyBytes\?/);
  check('a name like none', 'xyzzy: 1', /xyzzy: there is no such setting; there are host, port, /);
  check('a name that no subgraph has', 'subgraphs: { a: { timeout: 1 } }', /subgraphs\.a\.timeout: .*timeoutMs/);
  check('values of another type', 'port: "x"\nlimits: 5', /port: .*; .*limits: /);
  const signIn = (issuer: string, more = 'clientId: a') => `studio: { signIn: { issuer: "${issuer}", ${more} } }\n`;
  const trusting = (issuer: string) => `authentication: { providers: [{ issuer: "${issuer}", jwks: [keys.json] }] }\n`;
  const HERE = 'http://localhost:8080/realms/a';
  test('lets the studio sign in with an issuer that it trusts', () => {
    expect(read(signIn(HERE) + trusting(HERE)).studio.signIn).toMatchObject({
      issuer: HERE,
      scopes: ['openid', 'profile'],
    });
  });
  check(
    'an issuer that nobody trusts',
    signIn(HERE) + trusting('https://b/'),
    /studio\.signIn\.issuer: .*whose tokens/,
  );
  check('an issuer without a client', signIn(HERE, '') + trusting(HERE), /studio\.signIn\.clientId: must be the name/);
  check('an issuer that can be overheard', signIn('http://a.example'), /studio\.signIn\.issuer: must be an https URL/);
  check(
    'an issuer that adds to the policy',
    signIn("https://a.example; script-src 'x'"),
    /signIn\.issuer: must be an https/,
  );
  check('a list', '- a', /must have settings/);
  check('what is no YAML', 'a: b: c', /is not YAML: .*line 1/);
  check('a name twice', 'port: 1\nport: 2', /is not YAML: Map keys must be unique/);

  test('is refused when it is not there', () => {
    expect(() => readGatewayConfig({ config: '/nowhere.yaml' }, {})).toThrow(
      /configuration \/nowhere\.yaml \(ENOENT\)/,
    );
  });
});
