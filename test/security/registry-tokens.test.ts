/** A token does only what it may, with what belongs to its partner; its secret is nowhere but with its holder. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { AuditEntry } from '../../registry/store/entities/audit-entry.js';
import { auditHash } from '../../registry/store/audit.js';
import { openStore, REGISTRY_ENTITIES } from '../../registry/store/store.js';
import { dumpTables } from '../support/dump-tables.js';
import { eachDatabase } from '../support/databases.js';
import { expectWithin } from '../support/promised-time.js';
import { startRegistry, type StartedRegistry } from '../support/start-registry.js';
import { until } from '../support/until.js';

const SECRET_LENGTH = 43;

eachDatabase((openUrl) => {
  let url: string;
  let registry: StartedRegistry;
  let one: string;
  let two: string;
  beforeAll(async () => {
    url = await openUrl();
    registry = await startRegistry(url);
    one = await registry.partner('one');
    two = await registry.partner('two');
    expect(await registry.publish(one, 'first', 'type Query { a: Int }')).toMatchObject({ outcome: 'LIVE' });
  });
  const codeOf = async (query: string, token: string, variables = {}) => {
    const { status, errors } = await registry.ask(query, variables, token);
    return [status, errors?.[0]?.extensions?.['code']];
  };
  const newToken = async (input: object, token = registry.adminToken) => {
    const { data, errors } = await registry.ask(
      'mutation ($input: CreateTokenInput!) { createToken(input: $input) { secret token { id } } }',
      { input: { name: 'test', ...input } },
      token,
    );
    return { secret: data?.createToken?.secret as string, id: data?.createToken?.token.id as string, errors };
  };

  test.each([
    [
      'publishSubgraph',
      'mutation { publishSubgraph(input: { name: "first", sdl: "type Query { b: Int }" }) { outcome } }',
    ],
    ['checkSubgraph', 'mutation { checkSubgraph(input: { name: "first", sdl: "type Query { b: Int }" }) { outcome } }'],
    ['deleteSubgraph', 'mutation { deleteSubgraph(input: { name: "first" }) { outcome } }'],
    ['rollbackSubgraph', 'mutation { rollbackSubgraph(input: { name: "first" }) { outcome } }'],
    ['rollbackSupergraph', 'mutation { rollbackSupergraph(serial: 1) { serial } }'],
    ['createPartner', 'mutation { createPartner(input: { name: "three", title: "3" }) { name } }'],
    ['createToken', 'mutation { createToken(input: { partner: "one", name: "x", scopes: [READ] }) { secret } }'],
  ])('%s of what is another’s is refused, and audited', async (action, query) => {
    expect(await codeOf(query, two)).toEqual([200, 'FORBIDDEN']);
    const { data } = await registry.ask('{ auditLog(first: 1) { actor action outcome code } }');
    expect(data.auditLog[0]).toEqual({
      actor: expect.stringMatching(/^two\//),
      action,
      outcome: 'REFUSED',
      code: 'FORBIDDEN',
    });
  });

  test('a scope that a token has not is refused', async () => {
    const { secret } = await newToken({ partner: 'one', scopes: ['READ'] });
    expect((await registry.publish(secret, 'first', 'type Query { b: Int }')).code).toBe('FORBIDDEN');
    expect(await codeOf('{ subgraphs { name } }', secret)).toEqual([200, undefined]);
    expect(await codeOf('{ tokens { id } }', secret)).toEqual([200, 'FORBIDDEN']);
    const told = await newToken({ partner: 'one', scopes: ['WEBHOOKS'] });
    expect(await codeOf('{ partner(name: "two") { title } }', told.secret)).toEqual([200, 'FORBIDDEN']);
  });

  test.each(['auditLog(first: 1) { number }', 'grants(first: 1) { id }'])(
    'a token of no partner that only reads, as a gateway’s, does not read %s',
    async (field) => {
      const { secret } = await newToken({ scopes: ['READ', 'REPORT'] });
      expect(await codeOf(`{ ${field} }`, secret)).toEqual([200, 'FORBIDDEN']);
      for (const token of [one, registry.adminToken])
        expect(await codeOf(`{ ${field} }`, token)).toEqual([200, undefined]);
    },
  );

  test('a token that is limited to subgraphs publishes no other', async () => {
    const { secret } = await newToken({ partner: 'one', scopes: ['PUBLISH'], subgraphs: ['second'] });
    expect((await registry.publish(secret, 'first', 'type Query { a: Int b: Int }')).code).toBe('FORBIDDEN');
    expect((await registry.publish(secret, 'second', 'type Query { second: Int }')).outcome).toBe('LIVE');
  });

  test('a token that is limited to subgraphs gives away nothing of its partner', async () => {
    const { secret } = await newToken({ partner: 'one', scopes: ['GRANT'], subgraphs: ['first'] });
    const offer = 'mutation { offerGrant(input: { coordinate: "Query.a", act: SHAREABLE, grantee: "two" }) { id } }';
    const transfer = 'mutation { transferOwnership(coordinate: "Query.a", partner: "two") { coordinate } }';
    expect(await codeOf(offer, secret)).toEqual([200, 'FORBIDDEN']);
    expect(await codeOf(transfer, secret)).toEqual([200, 'FORBIDDEN']);
    const unlimited = await newToken({ partner: 'one', scopes: ['GRANT'] });
    expect(await codeOf(offer, unlimited.secret)).toEqual([200, undefined]);
  });

  test('of two partners who publish a new name at once, one has it and the other is refused', async () => {
    const results = await Promise.all([
      registry.publish(one, 'same', 'type Query { sameOfOne: Int }'),
      registry.publish(two, 'same', 'type Query { sameOfTwo: Int }'),
    ]);
    expect(results.map(({ outcome, code }) => outcome ?? code).sort()).toEqual(['FORBIDDEN', 'LIVE']);
  });

  test('a token makes none that can do more than it', async () => {
    const { secret } = await newToken({ partner: 'one', scopes: ['TOKENS', 'READ'] });
    expect((await newToken({ partner: 'one', scopes: ['READ'] }, secret)).secret).toMatch(/^joinery_/);
    for (const input of [
      { partner: 'one', scopes: ['PUBLISH'] },
      { partner: 'one', scopes: ['ADMIN'] },
      { partner: 'two', scopes: ['READ'] },
    ]) {
      expect((await newToken(input, secret)).errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    }
  });

  describe('a token that ends', () => {
    const end = new Date(Date.now() + 3_600_000).toISOString();
    const forEver = () => newToken({ partner: 'one', scopes: ['READ'] });
    const rotate = (id: string, token: string) =>
      codeOf('mutation ($id: ID!) { rotateToken(id: $id) { secret } }', token, { id });
    const ending = (input: object = { partner: 'one', scopes: ['TOKENS', 'READ'] }) =>
      newToken({ ...input, expiresAt: end });
    const endOf = async (id: string) => {
      const { data } = await registry.ask('{ tokens { id expiresAt } }');
      return (data.tokens as { id: string; expiresAt: string }[]).find((token) => token.id === id)?.expiresAt;
    };

    test('makes tokens that end with it, unless they are to end before', async () => {
      const { secret } = await ending();
      expect(await endOf((await newToken({ partner: 'one', scopes: ['READ'] }, secret)).id)).toBe(end);
      const sooner = new Date(Date.now() + 60_000).toISOString();
      const { id } = await newToken({ partner: 'one', scopes: ['READ'], expiresAt: sooner }, secret);
      expect(await endOf(id)).toBe(sooner);
    });
    test.each([
      ['a partner’s', { partner: 'one', scopes: ['TOKENS', 'READ'] }],
      ['an operator’s', { scopes: ['ADMIN'] }],
    ])('makes none that outlives it, and gives none another secret: %s', async (_, input) => {
      const { secret } = await ending(input);
      const expiresAt = new Date(Date.parse(end) + 1).toISOString();
      const made = await newToken({ partner: 'one', scopes: ['READ'], expiresAt }, secret);
      expect(made.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
      expect(await rotate((await forEver()).id, secret)).toEqual([200, 'FORBIDDEN']);
    });
    test('changes its own secret, and takes back tokens that would outlive it', async () => {
      const { secret } = await ending();
      const revoke = 'mutation ($id: ID!) { revokeToken(id: $id) { id } }';
      expect(await codeOf(revoke, secret, { id: (await forEver()).id })).toEqual([200, undefined]);
      const own = await ending();
      expect(await rotate(own.id, own.secret)).toEqual([200, undefined]);
    });
  });

  test('the old secret of a token, while it goes on, gives out nothing that outlives it', async () => {
    const { id, secret } = await newToken({ partner: 'one', scopes: ['TOKENS', 'READ'] });
    const rotate = 'mutation ($id: ID!) { rotateToken(id: $id, graceSeconds: 60) { secret } }';
    const { data } = await registry.ask(rotate, { id });
    expect(await codeOf(rotate, secret, { id })).toEqual([200, 'FORBIDDEN']);
    const expiresAt = new Date(Date.now() + 120_000).toISOString();
    const made = await newToken({ partner: 'one', scopes: ['READ'], expiresAt }, secret);
    expect(made.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    expect(await codeOf(rotate, data.rotateToken.secret, { id })).toEqual([200, undefined]);
  });

  test('a token of no partner that only reads is no operator’s: the first start still makes one', async () => {
    const told: string[] = [];
    const onAdminToken = (token: string) => void told.push(token);
    const fresh = await openUrl();
    await (await startRegistry(fresh)).registry.issueToken({ name: 'reader', scopes: ['READ'] });
    await startRegistry(fresh, { config: { adminToken: undefined }, onAdminToken });
    await startRegistry(fresh, { config: { adminToken: undefined }, onAdminToken });
    expect(told).toHaveLength(1);
  });

  describe('a caller is refused with 401', () => {
    const post = (headers: Record<string, string>) =>
      fetch(`${registry.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: '{ me { scopes } }' }),
      });
    test.each<[string, () => Record<string, string>]>([
      ['without a token', () => ({})],
      ['with a token of no form', () => ({ authorization: 'Bearer x' })],
      [
        'with an identifier that is unknown',
        () => ({ authorization: `Bearer joinery_${'0'.repeat(12)}_${'x'.repeat(SECRET_LENGTH)}` }),
      ],
      [
        'with a wrong secret',
        () => ({ authorization: `Bearer ${one.slice(0, -SECRET_LENGTH)}${'x'.repeat(SECRET_LENGTH)}` }),
      ],
      ['with another scheme', () => ({ authorization: `Basic ${one}` })],
    ])('%s', async (_title, headers) => {
      const response = await post(headers());
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    });

    test('and counted in the audit log', async () => {
      await until(async () => {
        const { data } = await registry.ask('{ auditLog(first: 5) { actor action code detail } }');
        const lines = (data.auditLog as Record<string, string>[]).map((line) => Object.values(line).join(' '));
        return lines.some((line) => /^nobody authenticate UNAUTHENTICATED .*not valid/.test(line));
      });
    });

    test('when its token was revoked, has ended, or has another secret', async () => {
      const revoked = await newToken({ partner: 'one', scopes: ['READ'] });
      expect(await codeOf('{ me { scopes } }', revoked.secret)).toEqual([200, undefined]);
      await registry.ask('mutation ($id: ID!) { revokeToken(id: $id) { id } }', { id: revoked.id });
      expect((await post({ authorization: `Bearer ${revoked.secret}` })).status).toBe(401);

      const ending = await newToken({ scopes: ['READ'], expiresAt: new Date(Date.now() + 3_000).toISOString() });
      await until(async () => (await post({ authorization: `Bearer ${ending.secret}` })).status === 401);

      const old = await newToken({ partner: 'one', scopes: ['READ'] });
      const rotate = 'mutation ($id: ID!, $grace: Int!) { rotateToken(id: $id, graceSeconds: $grace) { secret } }';
      const { data } = await registry.ask(rotate, { id: old.id, grace: 60 });
      expect((await post({ authorization: `Bearer ${old.secret}` })).status).toBe(200);
      const again = await registry.ask(rotate, { id: old.id, grace: 0 });
      expect((await post({ authorization: `Bearer ${data.rotateToken.secret}` })).status).toBe(401);
      expect((await post({ authorization: `Bearer ${again.data.rotateToken.secret}` })).status).toBe(200);
    });
  });

  test('another process of the registry refuses a revoked token within 5 seconds', async () => {
    const other = await startRegistry(url, { config: { adminToken: registry.adminToken } });
    const token = await newToken({ partner: 'one', scopes: ['READ'] });
    const ask = () => other.ask('{ me { scopes } }', {}, token.secret);
    expect((await ask()).status).toBe(200);
    await registry.ask('mutation ($id: ID!) { revokeToken(id: $id) { id } }', { id: token.id });
    const revokedAt = performance.now();
    await until(async () => (await ask()).status === 401);
    expectWithin(5_000, performance.now() - revokedAt);
  });

  test('no secret is in the database', async () => {
    const store = await openStore(url);
    const tables = JSON.stringify(await dumpTables(store, REGISTRY_ENTITIES));
    await store.close();
    for (const token of [one, two, registry.adminToken]) expect(tables).not.toContain(token.slice(-SECRET_LENGTH));
  });

  test.each(['\ud800', `${'a'.repeat(399)}\u{1f600}`])('what is no text is in the audit log as text', async (id) => {
    const revoke = 'mutation ($id: ID!) { revokeToken(id: $id) { id } }';
    expect(await codeOf(revoke, one, { id })).toEqual([200, 'NOT_FOUND']);
  });

  test('the audit log is a chain that shows what was changed', async () => {
    const store = await openStore(url);
    const entries = await store.read.getRepository(AuditEntry).find({ order: { number: 'ASC' } });
    await store.close();
    expect(entries.map(({ number }) => number)).toEqual(entries.map((_, i) => i + 1));
    expect(entries.length).toBeGreaterThan(20);
    entries.forEach((entry, i) => expect(entry.hash).toBe(auditHash(entry, entries[i - 1]?.hash ?? '')));
  });
});
