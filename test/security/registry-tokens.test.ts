/** A token does only what it may, with what belongs to its partner; its secret is nowhere but with its holder. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { AuditEntry } from '../../registry/store/entities/audit-entry.js';
import { auditHash } from '../../registry/store/audit.js';
import { openStore, REGISTRY_ENTITIES } from '../../registry/store/store.js';
import { dumpTables } from '../support/dump-tables.js';
import { eachDatabase } from '../support/databases.js';
import { startRegistry, type StartedRegistry } from '../support/start-registry.js';

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
  });

  test('a token that is limited to subgraphs publishes no other', async () => {
    const { secret } = await newToken({ partner: 'one', scopes: ['PUBLISH'], subgraphs: ['second'] });
    expect((await registry.publish(secret, 'first', 'type Query { a: Int b: Int }')).code).toBe('FORBIDDEN');
    expect((await registry.publish(secret, 'second', 'type Query { second: Int }')).outcome).toBe('LIVE');
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
        () => ({ authorization: `Bearer joinery_${'0'.repeat(12)}_${'x'.repeat(43)}` }),
      ],
      ['with a wrong secret', () => ({ authorization: `Bearer ${one.slice(0, -43)}${'x'.repeat(43)}` })],
      ['with another scheme', () => ({ authorization: `Basic ${one}` })],
    ])('%s', async (_title, headers) => {
      const response = await post(headers());
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    });

    test('and counted in the audit log', async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      const { data } = await registry.ask('{ auditLog(first: 5) { actor action code detail } }');
      expect(data.auditLog).toContainEqual({
        actor: 'nobody',
        action: 'authenticate',
        code: 'UNAUTHENTICATED',
        detail: expect.stringMatching(/not valid/),
      });
    });

    test('when its token was revoked, has ended, or has another secret', async () => {
      const revoked = await newToken({ partner: 'one', scopes: ['READ'] });
      expect(await codeOf('{ me { scopes } }', revoked.secret)).toEqual([200, undefined]);
      await registry.ask('mutation ($id: ID!) { revokeToken(id: $id) { id } }', { id: revoked.id });
      expect((await post({ authorization: `Bearer ${revoked.secret}` })).status).toBe(401);

      const ending = await newToken({ scopes: ['READ'], expiresAt: new Date(Date.now() + 800).toISOString() });
      await new Promise((resolve) => setTimeout(resolve, 900));
      expect((await post({ authorization: `Bearer ${ending.secret}` })).status).toBe(401);

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
    const deadline = Date.now() + 5_000;
    while ((await ask()).status !== 401) {
      if (Date.now() > deadline) throw new Error('Still valid');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });

  test('no secret is in the database', async () => {
    const store = await openStore(url);
    const tables = JSON.stringify(await dumpTables(store, REGISTRY_ENTITIES));
    await store.close();
    for (const token of [one, two, registry.adminToken]) expect(tables).not.toContain(token.split('_').at(-1));
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
