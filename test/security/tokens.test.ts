/** Who may ask: tokens that are valid, and every way in which they are not. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose';
import { createServer, type Server } from 'node:http';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import type { GatewayConfig } from '../../gateway/config.js';
import { atLaterDate } from '../support/at-date.js';
import { startBookshop, type Bookshop } from '../support/start-bookshop.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const ISSUER = 'https://login.example/';
const AUDIENCE = 'joinery';
const SECRET = new TextEncoder().encode('0123456789abcdef0123456789abcdef');

interface Signer {
  readonly key: CryptoKey;
  readonly jwk: JWK;
}

async function newSigner(alg: string, kid: string): Promise<Signer> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  return { key: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
}

const token = (claims: object = {}) => new SignJWT({ scope: 'read write', ...claims }).setSubject('ann').setIssuedAt();

function keyFile(...keys: JWK[]): string {
  const file = join(newFolder(), 'jwks.json');
  writeFileSync(file, JSON.stringify({ keys }));
  return file;
}

let rsa: Signer;
let ec: Signer;
let stranger: Signer;
let logged = '';
const log = pino(
  new Writable({ write: (chunk: Buffer, _encoding, done) => void ((logged += chunk.toString()), done()) }),
);

beforeAll(async () => {
  [rsa, ec, stranger] = await Promise.all([newSigner('RS256', 'r'), newSigner('ES256', 'e'), newSigner('RS256', 'r')]);
});

const valid = (header: { alg: string; kid?: string; jwk?: JWK } = { alg: 'RS256', kid: 'r' }) =>
  token().setProtectedHeader(header).setIssuer(ISSUER).setAudience(AUDIENCE);
const signed = () => valid().setExpirationTime('1h').sign(rsa.key);

async function shopWith(authentication: Partial<GatewayConfig['authentication']>): Promise<Bookshop> {
  const change = (config: GatewayConfig) => ({
    ...config,
    authentication: { ...config.authentication, ...authentication },
  });
  return startBookshop(change, { log });
}

const ask = (shop: Bookshop, authorization?: string) =>
  shop.post({ query: '{ books { title } }' }, authorization === undefined ? {} : { authorization });

describe('a token', () => {
  let strict: Bookshop;
  let lenient: Bookshop;
  beforeAll(async () => {
    const jwks = [
      keyFile(rsa.jwk),
      keyFile(ec.jwk, { kty: 'oct', k: Buffer.from(SECRET).toString('base64url'), kid: 's' }),
    ];
    const common = { jwks, issuers: [ISSUER], audiences: [AUDIENCE, 'other'] };
    strict = await shopWith({ ...common, required: true });
    lenient = await shopWith({ ...common, onInvalid: 'anonymous' });
  });
  afterAll(async () => {
    await strict.stop();
    await lenient.stop();
  });

  const accepted = (title: string, make: () => Promise<string> | string) =>
    test(`is accepted: ${title}`, async () => {
      expect((await ask(strict, await make())).body).toEqual({ data: { books: [{ title: 'Dune' }] } });
    });

  accepted('of a known key', async () => `Bearer ${await signed()}`);
  accepted(
    'of another key and algorithm',
    async () => `Bearer ${await valid({ alg: 'ES256', kid: 'e' }).setExpirationTime('1h').sign(ec.key)}`,
  );
  accepted('without an end', async () => `bearer ${await valid().sign(rsa.key)}`);
  accepted(
    'that ended within the tolerance',
    async () => `Bearer ${await valid().setExpirationTime('5s ago').sign(rsa.key)}`,
  );

  const refused = (title: string, make: () => Promise<string> | string) =>
    test(`is refused: ${title}`, async () => {
      const authorization = await make();
      logged = '';
      const asked = strict.books.requests.length;
      const { status, headers, body } = await ask(strict, authorization);
      expect([status, body]).toEqual([
        401,
        { errors: [{ message: 'The request needs a valid token', extensions: { code: 'UNAUTHENTICATED' } }] },
      ]);
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(strict.books.requests.length).toBe(asked);
      const secretPart = authorization.split('.').at(-1)!;
      if (secretPart.length > 10) expect(logged).not.toContain(secretPart);
      if (/^Bearer /.test(authorization)) expect((await ask(lenient, authorization)).status).toBe(200);
    });

  refused('that ended', async () => `Bearer ${await valid().setExpirationTime('1m ago').sign(rsa.key)}`);
  refused('that begins later', async () => `Bearer ${await valid().setNotBefore('1m').sign(rsa.key)}`);
  refused('of another issuer', async () => `Bearer ${await valid().setIssuer('https://evil.example/').sign(rsa.key)}`);
  refused('for somebody else', async () => `Bearer ${await valid().setAudience('else').sign(rsa.key)}`);
  refused(
    'for nobody in particular',
    async () =>
      `Bearer ${await token().setProtectedHeader({ alg: 'RS256', kid: 'r' }).setIssuer(ISSUER).sign(rsa.key)}`,
  );
  refused('of an unknown key under a known name', async () => `Bearer ${await valid().sign(stranger.key)}`);
  refused('of an unknown name', async () => `Bearer ${await valid({ alg: 'RS256', kid: 'x' }).sign(rsa.key)}`);
  refused(
    'without a signature',
    () => `Bearer ${new UnsecuredJWT({ sub: 'ann' }).setIssuer(ISSUER).setAudience(AUDIENCE).encode()}`,
  );
  refused(
    'signed with the public key as a secret',
    async () =>
      `Bearer ${await valid({ alg: 'HS256', kid: 'r' }).sign(new TextEncoder().encode(JSON.stringify(rsa.jwk)))}`,
  );
  refused(
    'signed with a secret, which is not allowed',
    async () => `Bearer ${await valid({ alg: 'HS256', kid: 's' }).sign(SECRET)}`,
  );
  refused('with another algorithm than the key has', async () => {
    const [, payload, signature] = (await signed()).split('.');
    return `Bearer ${Buffer.from('{"alg":"RS512","kid":"r"}').toString('base64url')}.${payload}.${signature}`;
  });
  refused(
    'with its own key in it',
    async () => `Bearer ${await valid({ alg: 'RS256', jwk: stranger.jwk }).sign(stranger.key)}`,
  );
  refused('whose claims were changed', async () => {
    const [header, , signature] = (await signed()).split('.');
    return `Bearer ${header}.${Buffer.from('{"sub":"root"}').toString('base64url')}.${signature}`;
  });
  refused('with a critical header that is not known', async () => {
    const [, payload, signature] = (await signed()).split('.');
    return `Bearer ${Buffer.from('{"alg":"RS256","kid":"r","crit":["x"],"x":1}').toString('base64url')}.${payload}.${signature}`;
  });
  refused('that is too long', async () => `Bearer ${await valid().sign(rsa.key)}${'x'.repeat(9_000)}`);
  refused('that is none', () => 'Bearer abc');
  refused('that is empty', () => 'Bearer ');
  refused('of another scheme', () => 'Basic YTpi');

  test('is refused when there is none', async () => {
    expect((await ask(strict)).status).toBe(401);
    expect((await ask(lenient)).status).toBe(200);
  });

  test('is asked for before anything of the operation is told', async () => {
    expect((await strict.post({ query: '{ nothing }' })).status).toBe(401);
  });
});

test('a token is accepted no longer than it lasts, though it was verified before', async () => {
  const shop = await shopWith({ jwks: [keyFile(rsa.jwk)], clockToleranceSeconds: 0, required: true });
  const authorization = `Bearer ${await valid().setExpirationTime('1h').sign(rsa.key)}`;
  expect((await ask(shop, authorization)).status).toBe(200);
  expect((await ask(shop, authorization)).status).toBe(200);
  await atLaterDate(3_600_100, async () => expect((await ask(shop, authorization)).status).toBe(401));
  await shop.stop();
});

test('a token of a shared secret is accepted where the operator allows it', async () => {
  const jwks = [keyFile({ kty: 'oct', k: Buffer.from(SECRET).toString('base64url') })];
  const shop = await shopWith({ jwks, algorithms: ['HS256'], required: true });
  const sign = (secret: Uint8Array) => valid({ alg: 'HS256' }).sign(secret);
  expect((await ask(shop, `Bearer ${await sign(SECRET)}`)).status).toBe(200);
  expect((await ask(shop, `Bearer ${await sign(new Uint8Array(32))}`)).status).toBe(401);
  await shop.stop();
});

describe('keys at a URL', () => {
  let server: Server;
  let answer: { readonly status: number; readonly body: string };
  let asked = 0;
  let url: string;
  beforeAll(async () => {
    server = createServer((_request, response) => {
      asked += 1;
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
  });
  afterAll(() => void server.close());

  test('are asked for once, and refuse nobody else when they cannot be read', async () => {
    answer = { status: 503, body: 'down' };
    const shop = await shopWith({ jwks: [url, keyFile(ec.jwk)], required: true });
    const first = `Bearer ${await signed()}`;
    const other = `Bearer ${await valid({ alg: 'ES256', kid: 'e' }).sign(ec.key)}`;
    expect([(await ask(shop, first)).status, (await ask(shop, other)).status]).toEqual([401, 200]);
    answer = { status: 200, body: JSON.stringify({ keys: [rsa.jwk] }) };
    expect((await ask(shop, first)).status).toBe(200);
    const before = asked;
    for (let i = 0; i < 5; i++) expect((await ask(shop, `Bearer ${await signed()}`)).status).toBe(200);
    expect(asked).toBe(before);
    await shop.stop();
  });
});

test('files of keys that cannot be used are refused at the start', async () => {
  const wrong = join(newFolder(), 'keys.json');
  writeFileSync(wrong, '{"keys": 5}');
  await expect(shopWith({ jwks: [wrong] })).rejects.toMatchObject({ code: 'FILE_WRONG_FORMAT' });
  await expect(shopWith({ jwks: ['/nowhere'] })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
});
