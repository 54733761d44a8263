/** What clients use: reported by gateways, kept by day, told to partners, and weighed against what breaks. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { eachDatabase } from '../../support/databases.js';
import { FEDERATION, resultOf, startRegistry, type StartedRegistry } from '../../support/start-registry.js';

const SHOP = `type Query { book(id: ID, isbn: ID): Book find(filter: Filter): Book }
  type Book @key(fields: "id") { id: ID! title: String old: Int @deprecated(reason: "Use title.") genre: Genre unused: Int }
  enum Genre { CRIME POETRY } input Filter { text: String genre: Genre }`;
const DAY_MS = 86_400_000;
const USAGE = `hasData requests firstSeen lastSeen clients { name version requests days { day requests } }
  operations { name requests signature } days { day requests }`;

/** A report of one operation. */
function reportOf(name: string, coordinates: readonly string[], clients: readonly object[]) {
  const signature = `query ${name} { book { id } }`;
  const hash = createHash('sha256').update(signature).digest('hex');
  return { batch: randomUUID(), operations: [{ name, kind: 'query', signature, hash, coordinates, clients }] };
}

const client = (name: string, requests: number, atMs = Date.now(), version = '1.0') => ({
  name,
  version,
  requests,
  firstAtMs: atMs,
  lastAtMs: atMs,
});

eachDatabase((openUrl) => {
  let registry: StartedRegistry;
  let token: string;
  let gateway: string;
  const report = (body: unknown, as = gateway) =>
    fetch(`${registry.url}/usage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${as}` },
      body: JSON.stringify(body),
    });
  const usageOf = async (coordinate: string, days = 30) =>
    (
      await registry.ask(`query ($c: String!, $d: Int!) { usage(coordinate: $c, days: $d) { ${USAGE} } }`, {
        c: coordinate,
        d: days,
      })
    ).data.usage;
  const check = async (sdl: string) => {
    const query = `mutation ($input: CheckSubgraphInput!) { checkSubgraph(input: $input) { outcome
      findings { code severity message coordinate usage { hasData isComplete requests share approvedBy clients { name } operations { name } } } } }`;
    const input = { name: 'shop', sdl: FEDERATION + sdl };
    return resultOf(await registry.ask(query, { input }, token), 'checkSubgraph') as unknown as {
      outcome: string;
      findings: { code: string; severity: string; message: string; coordinate: string; usage: object | null }[];
    };
  };
  const breaking = async (sdl: string) => {
    const { outcome, findings } = await check(sdl);
    return { outcome, found: findings.filter(({ code }) => code === 'BREAKING_CHANGE') };
  };

  beforeAll(async () => {
    registry = await startRegistry(await openUrl(), { config: { deliveryToken: 'd'.repeat(40) } });
    token = await registry.partner('shop');
    gateway = 'd'.repeat(40);
    expect(await registry.publish(token, 'shop', SHOP)).toMatchObject({ outcome: 'LIVE' });
  });

  test('without reports, usage() says that there is no data, and a breaking change waits', async () => {
    expect(await usageOf('Book.title')).toMatchObject({ hasData: false, requests: 0, lastSeen: null });
    const { outcome, found } = await breaking(SHOP.replace('unused: Int', ''));
    expect(outcome).toBe('BREAKING');
    expect(found[0]).toMatchObject({ message: expect.stringMatching(/no data/), usage: { hasData: false } });
  });

  test('POST /usage counts a batch once, however often it is sent', async () => {
    const body = reportOf('GetBook', ['Book.id', 'Book.title', 'Query.book', 'Query.book(id:)'], [client('app', 3)]);
    for (let i = 0; i < 3; i++) expect((await report(body)).status).toBe(200);
    const more = reportOf(
      'GetBook',
      [],
      [client('app', 2, Date.now(), '2.0'), client('report', 5, Date.now() - 2 * DAY_MS)],
    );
    expect((await report(more)).status).toBe(200);
    const usage = await usageOf('Book.title');
    expect(usage).toMatchObject({
      hasData: true,
      requests: 10,
      clients: [
        { name: 'report', version: '1.0', requests: 5 },
        { name: 'app', version: '1.0', requests: 3 },
        { name: 'app', version: '2.0', requests: 2 },
      ],
      operations: [{ name: 'GetBook', requests: 10, signature: 'query GetBook { book { id } }' }],
    });
    expect(usage.days.map(({ requests }: { requests: number }) => requests)).toEqual([5, 5]);
    expect(await usageOf('Book.title', 1)).toMatchObject({ requests: 5 });
  });

  test('usagesOf() tells of several coordinates in their order, types among them, and of those that are not known', async () => {
    const coordinates = ['Book.nowhere', 'Book', 'Book.title'];
    const { data } = await registry.ask(
      'query ($c: [String!]!) { usagesOf(coordinates: $c) { coordinate hasData requests } }',
      { c: coordinates },
    );
    expect(data.usagesOf).toEqual([
      { coordinate: 'Book.nowhere', hasData: true, requests: 0 },
      { coordinate: 'Book', hasData: true, requests: 10 },
      { coordinate: 'Book.title', hasData: true, requests: 10 },
    ]);
  });

  test.each([
    [100, undefined],
    [101, 'BAD_USER_INPUT'],
  ])('usagesOf() takes at most 100 coordinates: %i', async (count, code) => {
    const c = Array.from({ length: count }, (_, i) => `Book.f${i}`);
    const answer = await registry.ask('query ($c: [String!]!) { usagesOf(coordinates: $c) { requests } }', { c });
    expect(answer.errors?.[0]?.extensions?.code).toBe(code);
  });

  test.each<[string, unknown, number]>([
    ['no token that is known', null, 401],
    ['what is no report', { batch: 'x' }, 400],
    ['a coordinate that is none', reportOf('A', ['<script>'], [client('a', 1)]), 400],
    ['a count below one', reportOf('A', [], [client('a', -5)]), 400],
  ])('POST /usage refuses %s', async (_title, body, status) => {
    const answer = await (body === null ? report({}, 'x'.repeat(40)) : report(body));
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
  });

  test('POST /usage refuses a token without the scope REPORT', async () => {
    const answer = await report(reportOf('A', [], [client('a', 1)]), token);
    expect(answer.status).toBe(403);
  });

  test('usages() lists what nobody uses, and what is deprecated with who still uses it', async () => {
    await report(reportOf('Old', ['Book.old', 'Query.book'], [client('legacy', 4)]));
    const ask = async (filter: string) =>
      (await registry.ask(`{ usages(filter: ${filter}) { coordinate deprecationReason requests clients { name } } }`))
        .data.usages;
    const unused = (await ask('UNUSED')).map(({ coordinate }: { coordinate: string }) => coordinate);
    expect(unused).toEqual(
      expect.arrayContaining([
        'Book.genre',
        'Book.unused',
        'Filter.text',
        'Genre.CRIME',
        'Query.book(isbn:)',
        'Query.find',
      ]),
    );
    expect(unused).not.toEqual(expect.arrayContaining(['Book.title']));
    expect(await ask('DEPRECATED')).toEqual([
      { coordinate: 'Book.old', deprecationReason: 'Use title.', requests: 4, clients: [{ name: 'legacy' }] },
    ]);
  });

  test('operations() and clients() tell who asks what', async () => {
    const { data } = await registry.ask(
      '{ operations(client: "legacy") { name requests } clients { name version requests } }',
    );
    expect(data.operations).toEqual([{ name: 'Old', requests: 4 }]);
    expect(data.clients[0]).toEqual({ name: 'report', version: '1.0', requests: 5 });
  });

  describe('a breaking change', () => {
    test('names its clients and operations, with counts and share', async () => {
      const { outcome, found } = await breaking(SHOP.replace('old: Int @deprecated(reason: "Use title.")', ''));
      expect(outcome).toBe('BREAKING');
      expect(found[0]).toMatchObject({
        severity: 'ERROR',
        coordinate: 'Book.old',
        message: expect.stringMatching(/Usage: 4 requests in 30 days .* by legacy in Old, last 2/),
        usage: { requests: 4, share: 4 / 14, clients: [{ name: 'legacy' }], operations: [{ name: 'Old' }] },
      });
    });

    test('of what nobody used waits while reports do not cover all days, and is safe once they do', async () => {
      const without = SHOP.replace('unused: Int', '');
      expect((await breaking(without)).found[0]).toMatchObject({
        severity: 'ERROR',
        usage: { hasData: true, isComplete: false },
      });
      await changeSettings('usageDays: 2');
      expect(await breaking(without)).toMatchObject({
        outcome: 'LIVE',
        found: [{ severity: 'WARNING', usage: { isComplete: true, requests: 0 } }],
      });
    });

    test.each<[string, string, string, number]>([
      ['an argument that is used', 'id: ID, isbn', 'isbn', 1],
      ['an argument that nobody uses', ', isbn: ID', '', 0],
      ['an argument that all must give from now on', 'isbn: ID', 'isbn: ID!', 1],
      ['an input field that nobody gives', 'input Filter { text: String', 'input Filter {', 0],
      ['a type with a field that is used', 'title: String', 'title: Int', 1],
    ])('of %s is weighed by its users', async (_title, from, to, errors) => {
      const { found } = await breaking(SHOP.replace(from, to));
      expect(found.filter(({ severity }) => severity === 'ERROR')).toHaveLength(errors);
    });

    test('of an enum value counts for whoever may get or give any value', async () => {
      const without = SHOP.replace('CRIME POETRY', 'CRIME');
      expect((await breaking(without)).outcome).toBe('LIVE');
      await report(reportOf('Genres', ['Book.genre', 'Genre.*'], [client('app', 1)]));
      expect(await breaking(without)).toMatchObject({ outcome: 'BREAKING', found: [{ coordinate: 'Genre.POETRY' }] });
    });

    test('is safe below the thresholds, and for clients that do not count', async () => {
      const without = SHOP.replace('old: Int @deprecated(reason: "Use title.")', '');
      expect((await breaking(without)).outcome).toBe('BREAKING');
      await changeSettings('safeBelowRequests: 5');
      expect((await breaking(without)).outcome).toBe('LIVE');
      await changeSettings('safeBelowRequests: 1, safeBelowShare: 0.5');
      expect((await breaking(without)).outcome).toBe('LIVE');
      await changeSettings('safeBelowShare: 0, excludedClients: ["legacy"]');
      expect((await breaking(without)).outcome).toBe('LIVE');
      await changeSettings('excludedClients: []');
      expect((await breaking(without)).outcome).toBe('BREAKING');
    });

    test('that a named person answered for is not asked about again, until that is taken back', async () => {
      const without = SHOP.replace('title: String', '');
      const approved = await registry.publish(token, 'shop', without, { approval: { by: 'Jo', reason: 'Moved' } });
      expect(approved).toMatchObject({ outcome: 'LIVE' });
      expect(await registry.publish(token, 'shop', SHOP)).toMatchObject({ outcome: 'LIVE' });
      const again = await breaking(without);
      expect(again).toMatchObject({ outcome: 'LIVE', found: [{ severity: 'WARNING', usage: { approvedBy: 'Jo' } }] });
      const { data } = await registry.ask('{ approvals(subgraph: "shop") { id change approvedBy reason } }');
      expect(data.approvals).toMatchObject([{ change: 'Book.title was removed.', approvedBy: 'Jo', reason: 'Moved' }]);
      await registry.ask(
        'mutation ($id: ID!) { revokeApproval(id: $id) { revokedAt } }',
        { id: data.approvals[0].id },
        token,
      );
      expect((await breaking(without)).outcome).toBe('BREAKING');
    });

    test('can be answered for beforehand, by its own partner only', async () => {
      const other = await registry.partner('other');
      const approve = `mutation { approveBreakingChange(input: { subgraph: "shop", change: "Book.title was removed.",
        approval: { by: "Kim", reason: "Agreed" } }) { id } }`;
      expect((await registry.ask(approve, {}, other)).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
      expect((await registry.ask(approve, {}, token)).errors).toBeUndefined();
      expect((await breaking(SHOP.replace('title: String', ''))).outcome).toBe('LIVE');
    });
  });

  test('changeSettings() is for operators, checks what it is given, and is audited', async () => {
    const bad = await registry.ask('mutation { changeSettings(input: { usageDays: 0 }) { usageDays } }');
    expect(bad.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    const partner = await registry.ask('mutation { changeSettings(input: { usageDays: 9 }) { usageDays } }', {}, token);
    expect(partner.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
    const { data } = await registry.ask('{ settings { usageDays } auditLog(first: 1) { action outcome } }');
    expect(data).toEqual({ settings: { usageDays: 2 }, auditLog: [{ action: 'changeSettings', outcome: 'REFUSED' }] });
  });

  async function changeSettings(input: string): Promise<void> {
    expect(
      (await registry.ask(`mutation { changeSettings(input: { ${input} }) { usageDays } }`)).errors,
    ).toBeUndefined();
  }
});
