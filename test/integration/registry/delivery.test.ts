/** The live supergraph is delivered at a plain URL, and in the forms that the routers of others poll. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { UplinkSupergraphManager } from '@apollo/gateway';
import { isSignedBy, readPublicKey, sha256 } from '../../../kit/release-signature.js';
import { eachDatabase } from '../../support/databases.js';
import { startRegistry, type StartedRegistry } from '../../support/start-registry.js';

const DELIVERY_TOKEN = 'd'.repeat(40);
const versionOf = (n: number) => `type Query { ${Array.from({ length: n }, (_, i) => `f${i}: Int`).join(' ')} }`;

eachDatabase((openUrl) => {
  let registry: StartedRegistry;
  let token: string;
  beforeAll(async () => {
    registry = await startRegistry(await openUrl(), { config: { deliveryToken: DELIVERY_TOKEN } });
    token = await registry.partner('one');
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${registry.url}${path}`, { headers: { authorization: `Bearer ${DELIVERY_TOKEN}`, ...headers } });

  test('GET /supergraph answers 404 before anything was published', async () => {
    expect((await get('/supergraph')).status).toBe(404);
  });

  describe('GET /supergraph', () => {
    beforeAll(async () => {
      expect(await registry.publish(token, 'one', versionOf(1))).toMatchObject({ outcome: 'LIVE' });
    });

    test('gives the SDL with a signature of its serial number, hash and time', async () => {
      const response = await get('/supergraph');
      const sdl = await response.text();
      expect([response.status, sdl]).toEqual([200, expect.stringContaining('join__Graph')]);
      const key = readPublicKey((await (await fetch(`${registry.url}/supergraph/key`)).text()).trim())!;
      const release = {
        serial: Number(response.headers.get('x-joinery-serial')),
        sdlHash: sha256(sdl),
        createdAt: response.headers.get('x-joinery-created-at')!,
      };
      const signature = response.headers.get('x-joinery-signature')!;
      expect(isSignedBy(key, release, signature)).toBe(true);
      expect(isSignedBy(key, { ...release, serial: 2 }, signature)).toBe(false);
      const { data } = await registry.ask('{ supergraph { serial signature sdlHash } }');
      expect(data.supergraph).toEqual({ serial: 1, signature, sdlHash: release.sdlHash });
    });

    test('answers 304 to whoever has it', async () => {
      const etag = (await get('/supergraph')).headers.get('etag')!;
      expect((await get('/supergraph', { 'if-none-match': etag })).status).toBe(304);
      expect((await get('/supergraph', { 'if-none-match': `"other", W/${etag}` })).status).toBe(304);
      expect((await get('/supergraph', { 'if-none-match': '"other"' })).status).toBe(200);
    });

    test('with wait, answers as soon as another is live', async () => {
      const etag = (await get('/supergraph')).headers.get('etag')!;
      const waiting = get('/supergraph?wait=30', { 'if-none-match': etag });
      await registry.publish(token, 'one', versionOf(2));
      const response = await waiting;
      expect([response.status, response.headers.get('x-joinery-serial')]).toEqual([200, '2']);
    });

    test('with wait, answers 304 when the time is over', async () => {
      const etag = (await get('/supergraph')).headers.get('etag')!;
      expect((await get('/supergraph?wait=0.3', { 'if-none-match': etag })).status).toBe(304);
    });

    test.each([
      ['no token', {}],
      ['a token that is none', { authorization: 'Bearer nothing' }],
      ['the token in another header', { 'x-hive-cdn-key': DELIVERY_TOKEN }],
    ])('refuses %s', async (_title, headers) => {
      const response = await fetch(`${registry.url}/supergraph`, { headers: headers as Record<string, string> });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    });

    test('refuses the token in the URL', async () => {
      expect((await fetch(`${registry.url}/supergraph?token=${DELIVERY_TOKEN}`)).status).toBe(401);
    });

    test('takes nothing but GET and HEAD', async () => {
      const headers = { authorization: `Bearer ${DELIVERY_TOKEN}` };
      expect((await fetch(`${registry.url}/supergraph`, { method: 'POST', headers })).status).toBe(405);
      const head = await fetch(`${registry.url}/supergraph`, { method: 'HEAD', headers });
      expect([head.status, await head.text()]).toEqual([200, '']);
    });
  });

  test('the form of Hive’s CDN', async () => {
    const url = `${registry.url}/artifacts/v1/current/supergraph`;
    const first = await fetch(url, { headers: { 'x-hive-cdn-key': DELIVERY_TOKEN } });
    expect([first.status, await first.text()]).toEqual([200, expect.stringContaining('join__Graph')]);
    const headers = { 'x-hive-cdn-key': DELIVERY_TOKEN, 'if-none-match': first.headers.get('etag')! };
    expect((await fetch(url, { headers })).status).toBe(304);
    expect((await fetch(url, { headers: { 'x-hive-cdn-key': 'wrong' } })).status).toBe(401);
  });

  describe('the form of Apollo’s Uplink', () => {
    test('is what the client of @apollo/gateway asks', async () => {
      const manager = new UplinkSupergraphManager({
        apiKey: `service:joinery:${DELIVERY_TOKEN}`,
        graphRef: 'joinery@current',
        uplinkEndpoints: [`${registry.url}/uplink`],
        maxRetries: 0,
        logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      });
      const { supergraphSdl, cleanup } = await manager.initialize({
        update: () => undefined,
        healthCheck: async () => undefined,
        getDataSource: (() => undefined) as never,
      });
      await cleanup?.();
      expect(supergraphSdl).toContain('join__Graph');
    });

    const ask = async (query: string, variables: object) => {
      const body = JSON.stringify({ query, variables });
      const headers = { 'content-type': 'application/json' };
      return (await fetch(`${registry.url}/uplink`, { method: 'POST', headers, body })).json();
    };
    const CONFIG = `query ($key: String!, $after: ID) { routerConfig(ref: "a@b", apiKey: $key, ifAfterId: $after) {
      __typename ... on RouterConfigResult { id supergraphSDL minDelaySeconds } ... on Unchanged { id } ... on FetchError { code } } }`;

    test('tells who has it that nothing changed', async () => {
      const first = (await ask(CONFIG, { key: DELIVERY_TOKEN })) as { data: { routerConfig: { id: string } } };
      const again = await ask(CONFIG, { key: DELIVERY_TOKEN, after: first.data.routerConfig.id });
      expect(again).toEqual({ data: { routerConfig: { __typename: 'Unchanged', id: first.data.routerConfig.id } } });
    });

    test('refuses a wrong key', async () => {
      expect(await ask(CONFIG, { key: 'x' })).toEqual({
        data: { routerConfig: { __typename: 'FetchError', code: 'AUTHENTICATION_FAILED' } },
      });
    });

    test('has neither licence nor persisted queries', async () => {
      const query = `query ($key: String!) {
        routerEntitlements(ref: "a@b", apiKey: $key) { __typename ... on RouterEntitlementsResult { entitlement { jwt } } }
        persistedQueries(ref: "a@b", apiKey: $key) { __typename ... on PersistedQueriesResult { chunks { id } } } }`;
      expect(await ask(query, { key: DELIVERY_TOKEN })).toEqual({
        data: {
          routerEntitlements: { __typename: 'RouterEntitlementsResult', entitlement: null },
          persistedQueries: { __typename: 'PersistedQueriesResult', chunks: null },
        },
      });
    });
  });
});
