/** Who callers are: keys of machines, tokens of several issuers, and the scopes that come with roles. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewaySettings } from '../../gateway/settings.js';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const KEY = 'a-key-of-enough-signs-for-a-machine';
const OLD_KEY = 'a-key-of-enough-signs-that-has-ended';
const SUBGRAPHS: Subgraphs = {
  desk: {
    sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@requiresScopes", "@authenticated"])
      type Query { open: String read: String @requiresScopes(scopes: [["read"]]) known: String @authenticated }`,
    fields: { 'Query.open': 'o', 'Query.read': 'r', 'Query.known': 'k' },
  },
};

interface Issuer {
  readonly key: CryptoKey;
  readonly jwks: string[];
}

async function newIssuer(name: string): Promise<Issuer> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const file = join(newFolder(), `${name}.json`);
  writeFileSync(file, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' }] }));
  return { key: privateKey, jwks: [file] };
}

const tokenOf = (issuer: string, key: CryptoKey, claims: object = {}) =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'k' }).setIssuer(issuer).setSubject('x').sign(key);

let graph: ProtectedGraph;
let north: Issuer;
let south: Issuer;
beforeAll(async () => {
  [north, south] = await Promise.all([newIssuer('north'), newIssuer('south')]);
  const { authentication } = gatewaySettings.parse({
    authentication: {
      providers: [
        { issuer: 'https://north.example', jwks: north.jwks },
        { issuer: 'https://south.example', jwks: south.jwks, audiences: ['joinery'] },
      ],
      apiKeys: [
        { name: 'excel', hash: `sha256:${hash('sha256', KEY)}`, scopes: ['read'] },
        { name: 'old', hash: `sha256:${hash('sha256', OLD_KEY)}`, scopes: ['read'], expires: '2020-01-01T00:00:00Z' },
      ],
      claims: { scopes: ['permissions'], roles: ['realm.roles'], scopesOfRoles: { analyst: ['read'] } },
    },
  });
  graph = await startProtectedGraph({
    subgraphs: SUBGRAPHS,
    folder: newFolder(),
    change: (config) => ({ ...config, authentication }),
  });
});
afterAll(async () => graph.stop());

const QUERY = '{ open read known }';
const NOBODY = { open: 'o', read: null, known: null };
const READER = { open: 'o', read: 'r', known: 'k' };
const asked = async (headers: Record<string, string>) => graph.ask(QUERY, { scopes: null, headers });
const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe('a key', () => {
  test.each<[string, Record<string, string>]>([
    ['in its header', { 'x-api-key': KEY }],
    ['as a password', basic('anything', KEY)],
    ['as a password without a user', basic('', KEY)],
  ])('%s lets a machine in', async (_, headers) => {
    expect((await asked(headers)).body.data).toEqual(READER);
  });

  test.each<[string, Record<string, string>]>([
    ['that is unknown', { 'x-api-key': `${KEY}x` }],
    ['that has ended', { 'x-api-key': OLD_KEY }],
    ['that is too short', { 'x-api-key': 'short' }],
    ['that is empty', { 'x-api-key': '' }],
    ['that is its own hash', { 'x-api-key': hash('sha256', KEY) }],
    ['as a user', basic(KEY, '')],
    ['in credentials that are none', { authorization: 'Basic ====' }],
  ])('%s is refused', async (_, headers) => {
    const { status, body, headers: answered } = await asked(headers);
    expect([status, body.errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(answered.get('www-authenticate')).toBe('Bearer, Basic realm="Joinery"');
    expect(JSON.stringify(body)).not.toContain(KEY);
  });

  test('is nothing in a URL', async () => {
    const url = `${graph.url}?query=${encodeURIComponent(QUERY)}&x-api-key=${KEY}&api_key=${KEY}`;
    const response = await fetch(url, { headers: { 'apollo-require-preflight': 'yes' } });
    expect(await response.json()).toMatchObject({ data: NOBODY });
  });

  test('is needed by nobody who asks for what is open', async () => {
    expect((await asked({})).body.data).toEqual(NOBODY);
  });
});

describe('tokens of several issuers', () => {
  test('are verified by the keys of their own', async () => {
    const permissions = ['read'];
    const token = await tokenOf('https://north.example', north.key, { permissions });
    expect((await asked(bearer(token))).body.data).toEqual(READER);
    const other = await tokenOf('https://south.example', south.key, { permissions, aud: 'joinery' });
    expect((await asked(bearer(other))).body.data).toEqual(READER);
  });

  test.each([
    ['that another has signed', () => tokenOf('https://north.example', south.key)],
    ['of an issuer that nobody knows', () => tokenOf('https://evil.example', north.key)],
    ['for somebody else', () => tokenOf('https://south.example', south.key, { aud: 'else' })],
  ])('%s are refused', async (_, token) => {
    expect((await asked(bearer(await token()))).status).toBe(401);
  });

  test('bring the scopes of the roles that they name', async () => {
    const data = async (claims: object) =>
      (await asked(bearer(await tokenOf('https://north.example', north.key, claims)))).body.data;
    expect(await data({ realm: { roles: ['analyst', 'constructor'] } })).toEqual(READER);
    expect(await data({ realm: { roles: ['visitor'] } })).toEqual({ ...READER, read: null });
    expect(await data({ permissions: 'write read' })).toEqual(READER);
    expect(await data({ scope: 'read' })).toEqual({ ...READER, read: null });
  });
});
