/** The issuer of `joinery start`: who gets a token from it, and who gets none. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decodeJwt } from 'jose';
import { hash } from 'node:crypto';
import { createLocalIdentity, createNoIdentity } from '../../deploy/local-identity.js';
import { askIssuer, type IssuerAnswer, type IssuerAsker } from '../support/ask-issuer.js';
import { startWithIssuer, studioOf } from '../support/start-with-issuer.js';
import type { ProtectedGraph } from '../support/start-protected-graph.js';

let graph: ProtectedGraph;
let issuer: string;
let asker: IssuerAsker;
beforeAll(async () => {
  graph = await startWithIssuer(createLocalIdentity(), true);
  issuer = new URL('/identity', graph.url).href;
  asker = askIssuer(issuer, studioOf(graph));
});
afterAll(() => graph.stop());

const codeOf = ({ body }: IssuerAnswer) => {
  const { error, errors } = JSON.parse(body) as { error?: string; errors?: { extensions: { code: string } }[] };
  return error ?? errors?.[0]?.extensions.code;
};
const sentBack = ({ status, headers }: IssuerAnswer) => {
  const url = new URL(headers.location ?? 'http://nowhere');
  return [status, url.origin + url.pathname, Object.fromEntries(url.searchParams)];
};
const askAs = (token: string) =>
  graph.ask('{ open name }', { scopes: null, headers: { authorization: `Bearer ${token}` } });

describe('somebody who is chosen', () => {
  test('comes back with a code, the state and the issuer, and gets tokens for the studio and the graph', async () => {
    const back = await asker.choose('personal-data-reader');
    const home = new URL('/', issuer).href;
    expect(sentBack(back)).toEqual([303, home, { code: expect.any(String), state: 'the state', iss: issuer }]);
    const answer = await asker.token(new URL(back.headers.location!).searchParams.get('code')!);
    const { access_token, id_token, ...rest } = JSON.parse(answer.body) as Record<string, string>;
    expect(rest).toEqual({ token_type: 'Bearer', expires_in: 1800, scope: 'openid people:read-personal' });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(decodeJwt(id_token!)).toMatchObject({ iss: issuer, aud: 'joinery-studio', nonce: 'the nonce' });
    const { exp, iat } = decodeJwt(access_token!);
    expect(exp! - iat!).toBe(1800);
    expect((await askAs(access_token!)).body).toEqual({ data: { open: 'o', name: 'n' } });
  });
  test('sees no more than their scopes let them', async () => {
    const { body } = await askAs(await asker.signIn('analyst'));
    expect(body.data).toEqual({ open: 'o', name: null });
    expect(body.errors?.[0]?.extensions?.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });
  test('is nobody before', async () =>
    expect((await graph.ask('{ open name }')).body.data).toEqual({ open: 'o', name: null }));
});

describe('a code is good for nobody', () => {
  type Changes = Readonly<Record<string, string | null>>;
  const check = (title: string, changes: Changes | (() => Changes), expected = 'invalid_grant') =>
    test(title, async () => {
      const code = await asker.codeFor('personal-data-reader');
      const answer = await asker.token(code, typeof changes === 'function' ? changes() : changes);
      expect([answer.status, codeOf(answer)]).toEqual([400, expected]);
      expect(answer.body).not.toContain(code);
      // A code that was tried in vain is used up, except by what is no request for a token at all.
      if (expected === 'invalid_grant') expect(codeOf(await asker.token(code))).toBe('invalid_grant');
    });

  check('with another verifier', { code_verifier: 'x'.repeat(43) });
  check('with no verifier', { code_verifier: null });
  check('with the challenge as verifier', () => ({ code_verifier: hash('sha256', asker.verifier, 'base64url') }));
  check('with another redirect URI', { redirect_uri: 'http://localhost/' });
  check('with no redirect URI', { redirect_uri: null });
  check('for another client', { client_id: 'other' });
  check('by another grant', { grant_type: 'client_credentials' }, 'unsupported_grant_type');

  test('twice', async () => {
    const code = await asker.codeFor('analyst');
    expect((await asker.token(code)).status).toBe(200);
    expect(codeOf(await asker.token(code))).toBe('invalid_grant');
  });
  test('under another name of the issuer', async () => {
    const code = await asker.codeFor('analyst');
    const host = new URL(issuer).host.replace('127.0.0.1', 'localhost');
    expect(codeOf(await asker.token(code, {}, { host }))).toBe('invalid_grant');
  });
  test('that nobody gave out', async () => expect(codeOf(await asker.token('x'.repeat(43)))).toBe('invalid_grant'));
});

describe('who asks for a code is sent nowhere', () => {
  test.each([
    ['as a client that nobody knows', { client_id: 'other' }],
    ['with the address of another site', { redirect_uri: 'https://evil.example/' }],
    ['with a longer path', { redirect_uri: '/more' }],
    ['with another port', { redirect_uri: 'http://127.0.0.1:1/' }],
    ['with the name of another site before the address', { redirect_uri: '@evil.example/' }],
    ['without an address', { redirect_uri: null }],
  ])('%s', async (_, { redirect_uri: uri, ...others }: { redirect_uri?: string | null; client_id?: string }) => {
    const home = new URL('/', issuer).href;
    const full = uri === '/more' ? `${home}more` : uri === '@evil.example/' ? `${home.slice(0, -1)}${uri}` : uri;
    const changes = uri === undefined ? others : { ...others, redirect_uri: full! };
    for (const { status, headers, body } of [await asker.authorize(changes), await asker.choose('analyst', changes)]) {
      expect([status, headers.location]).toEqual([400, undefined]);
      expect(body).not.toContain('evil.example');
    }
  });
});

describe('who asks for a code is sent back with a refusal', () => {
  test.each([
    ['without a challenge', { code_challenge: null }, 'invalid_request'],
    ['with a challenge that is the verifier itself', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['with a challenge by no method', { code_challenge_method: null }, 'invalid_request'],
    ['for a token at once', { response_type: 'token' }, 'unsupported_response_type'],
    ['for an ID token at once', { response_type: 'code id_token' }, 'unsupported_response_type'],
    ['in the fragment', { response_mode: 'fragment' }, 'invalid_request'],
    ['without openid', { scope: 'profile' }, 'invalid_scope'],
    ['by a request object', { request: 'e30.e30.' }, 'request_not_supported'],
    ['by the address of one', { request_uri: 'https://evil.example/' }, 'request_uri_not_supported'],
    ['unseen', { prompt: 'none' }, 'login_required'],
    ['with an endless nonce', { nonce: 'x'.repeat(513) }, 'invalid_request'],
  ])('%s', async (_, changes, error) => {
    for (const answer of [await asker.authorize(changes), await asker.choose('analyst', changes)])
      expect(sentBack(answer)).toEqual([
        303,
        new URL('/', issuer).href,
        { error, error_description: expect.any(String), state: 'the state', iss: issuer },
      ]);
  });
  test.each(['', 'nobody', '__proto__'])('when %j is chosen', async (person) =>
    expect(sentBack(await asker.choose(person))[2]).toMatchObject({ error: 'access_denied' }),
  );
  test('when a parameter stands there twice', async () => {
    const form = new URLSearchParams({
      client_id: 'joinery-studio',
      redirect_uri: new URL('/', issuer).href,
    }).toString();
    const { headers } = await asker.send(`/authorize?${form}&state=a&state=b`);
    expect(new URL(headers.location!).searchParams.get('error')).toBe('invalid_request');
  });
});

describe('nobody is chosen by', () => {
  test.each<[string, Record<string, string>]>([
    ['a page of another site', { origin: 'https://evil.example' }],
    ['a page that hides where it is', { origin: 'null' }],
    ['another page of this machine', { origin: 'http://127.0.0.1:1' }],
    ['who does not say where the form was', {}],
  ])('%s', async (_, headers) => {
    const answer = await asker.choose('analyst', {}, headers);
    expect([answer.status, codeOf(answer), answer.headers.location]).toEqual([400, 'invalid_request', undefined]);
  });
  test('a form that a browser knows for another site’s', async () => {
    const { origin } = new URL(issuer);
    const answer = await asker.choose('analyst', {}, { origin, 'sec-fetch-site': 'cross-site' });
    expect([answer.status, answer.headers.location]).toEqual([400, undefined]);
  });
  test('a page that shows the chooser in a frame, or by any script', async () => {
    const { headers } = await asker.authorize();
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'self' \S+; frame-ancestors 'none'$/,
    );
  });
});

describe.each([
  ['from a gateway that answers this machine alone', true],
  ['from the issuer itself', false],
])('other machines get nothing %s:', (_, isGuarded) => {
  let there: ProtectedGraph;
  let asked: IssuerAsker;
  beforeAll(async () => {
    there = isGuarded ? graph : await startWithIssuer(createLocalIdentity(), false);
    asked = askIssuer(new URL('/identity', there.url).href, studioOf(there));
  });
  afterAll(() => (isGuarded ? undefined : there.stop()));

  test.each([
    ['by a name that leads here', { host: 'evil.example' }],
    ['by a name that begins like this machine', { host: 'localhost.evil.example' }],
    ['through a proxy', { 'x-forwarded-for': '192.0.2.1' }],
  ])('%s', async (_title, headers) => {
    const code = await asked.codeFor('analyst');
    const answers = [
      await asked.authorize({}, headers),
      await asked.choose('analyst', {}, { origin: new URL(there.url).origin, ...headers }),
      await asked.token(code, {}, headers),
      await asked.send('/.well-known/openid-configuration', { headers }),
    ];
    for (const answer of answers) expect([answer.status, codeOf(answer)]).toEqual([403, 'OTHER_MACHINE']);
    const offers = await asked.send('/../studio/api/offers', { headers });
    if (!isGuarded) expect(JSON.parse(offers.body)).toMatchObject({ identity: null });
  });
});

describe('where the gateway listens for other machines', () => {
  test('nobody signs in, and tokens are not asked about', async () => {
    const open = await startWithIssuer(createNoIdentity(), false);
    try {
      const there = askIssuer(new URL('/identity', open.url).href, studioOf(open));
      for (const answer of [await there.authorize(), await there.choose('analyst'), await there.token('x')])
        expect([answer.status, codeOf(answer)]).toEqual([403, 'OTHER_MACHINE']);
      const offers = await (await fetch(new URL('/studio/api/offers', open.url))).json();
      expect(offers).toMatchObject({ identity: null });
      const authorization = `Bearer ${await asker.signIn('personal-data-reader')}`;
      const { body } = await open.ask('{ name }', { scopes: null, headers: { authorization } });
      expect(body.data).toEqual({ name: null });
    } finally {
      await open.stop();
    }
  });
});

describe('the token endpoint takes', () => {
  test.each<[string, { headers?: Record<string, string>; form?: string }]>([
    ['no JSON', { headers: { 'content-type': 'application/json' }, form: '{}' }],
    ['no endless body', { form: `code=${'x'.repeat(20_000)}` }],
    ['no compressed body', { headers: { 'content-encoding': 'gzip' }, form: 'a=b' }],
    ['no parameter twice', { form: 'code=a&code=b' }],
  ])('%s', async (_, options) => {
    const answer = await asker.send('/token', { method: 'POST', ...options });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'invalid_request']);
  });
  test('no GET', async () => expect((await asker.send('/token')).status).toBe(405));
  test('no path that is not there', async () => expect((await asker.send('/toString')).status).toBe(404));
  test('pages of its clients and no other', async () => {
    const seen = async (origin: string) =>
      (await asker.token('x', {}, { origin })).headers['access-control-allow-origin'];
    expect([await seen(new URL(issuer).origin), await seen('https://evil.example')]).toEqual([
      new URL(issuer).origin,
      undefined,
    ]);
  });
});
