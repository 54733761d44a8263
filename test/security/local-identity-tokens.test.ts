/** What a gateway takes for a token of the issuer of `joinery start`, and what it does not. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWK } from 'jose';
import { createLocalIdentity } from '../../deploy/local-identity.js';
import { askIssuer, type IssuerAsker } from '../support/ask-issuer.js';
import type { ProtectedGraph } from '../support/start-protected-graph.js';
import { startWithIssuer, studioOf } from '../support/start-with-issuer.js';

let graph: ProtectedGraph;
let issuer: string;
let asker: IssuerAsker;
beforeAll(async () => {
  graph = await startWithIssuer(createLocalIdentity(), true);
  issuer = new URL('/identity', graph.url).href;
  asker = askIssuer(issuer, studioOf(graph));
});
afterAll(() => graph.stop());

const askAs = (token: string) =>
  graph.ask('{ open name }', { scopes: null, headers: { authorization: `Bearer ${token}` } });

describe('the graph takes no token', () => {
  let jwk: JWK;
  beforeAll(async () => {
    const { body } = await asker.send('/jwks');
    [jwk] = (JSON.parse(body) as { keys: [JWK] }).keys;
  });
  const claims = () => ({ scope: 'people:read-personal' });
  const claimed = (token: SignJWT) =>
    token.setIssuer(issuer).setAudience('joinery').setSubject('analyst').setExpirationTime('1h');
  const refused = (title: string, make: () => Promise<string> | string) =>
    test(title, async () => {
      const { status, body } = await askAs(await make());
      expect([status, body.errors?.[0]?.extensions?.code]).toEqual([401, 'UNAUTHENTICATED']);
    });

  refused('that was for the studio: an ID token', async () => {
    const { body } = await asker.token(await asker.codeFor('personal-data-reader'));
    return (JSON.parse(body) as { id_token: string }).id_token;
  });
  refused('signed with the public key as a secret', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(jwk));
    return claimed(new SignJWT(claims())).setProtectedHeader({ alg: 'HS256', kid: jwk.kid! }).sign(secret);
  });
  refused('without a signature', () =>
    new UnsecuredJWT(claims()).setIssuer(issuer).setAudience('joinery').setExpirationTime('1h').encode(),
  );
  refused('of another key under the same name', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    return claimed(new SignJWT(claims())).setProtectedHeader({ alg: 'ES256', kid: jwk.kid! }).sign(privateKey);
  });
  refused('with a key of its own in it', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const header = { alg: 'RS256', kid: jwk.kid!, jwk: await exportJWK(publicKey) };
    return claimed(new SignJWT(claims())).setProtectedHeader(header).sign(privateKey);
  });
  refused('whose scopes were changed', async () => {
    const [header, payload, signature] = (await asker.signIn('analyst')).split('.');
    const more = { ...decodeJwt(`${header}.${payload}.${signature}`), ...claims() };
    return [header, Buffer.from(JSON.stringify(more)).toString('base64url'), signature].join('.');
  });
  refused('of an issuer on this machine that runs no more', async () => {
    const other = await startWithIssuer(createLocalIdentity(), true);
    const there = askIssuer(new URL('/identity', other.url).href, studioOf(other));
    const token = await there.signIn('personal-data-reader');
    await other.stop();
    return token;
  });

  test('and no key but the public one is told', async () => {
    expect(jwk).toEqual({
      kty: 'EC',
      crv: 'P-256',
      x: expect.any(String),
      y: expect.any(String),
      kid: expect.any(String),
      alg: 'ES256',
      use: 'sig',
    });
    expect(decodeProtectedHeader(await asker.signIn('analyst'))).toEqual({
      alg: 'ES256',
      kid: jwk.kid,
      typ: 'at+jwt',
    });
  });
});
