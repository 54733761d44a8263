/** What belongs to another partner is taken by no directive without a grant, under whatever name, and by each with one. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { atLaterDate } from '../support/at-date.js';
import { eachDatabase } from '../support/databases.js';
import { startRegistry, type PublishAnswer, type StartedRegistry } from '../support/start-registry.js';
import { PEOPLE, person, THEFTS } from '../support/thefts.js';

const approval = { by: 'Jo', reason: 'Test' };

eachDatabase((openUrl) => {
  let registry: StartedRegistry;
  let owner: string;
  let thief: string;
  beforeAll(async () => {
    registry = await startRegistry(await openUrl());
    owner = await registry.partner('owner');
    thief = await registry.partner('thief');
    expect(await registry.publish(owner, 'people', PEOPLE)).toMatchObject({ outcome: 'LIVE' });
  });
  const steal = (sdl: string, more = {}): Promise<PublishAnswer> =>
    registry.publish(thief, 'thief', sdl, { approval, ...more });

  describe("the service of another partner's subgraph is no routing URL", () => {
    const thefts = (routingUrl: string, token = thief) =>
      registry.publish(token, 'thief', 'type Query { salaries: Int }', { routingUrl, approval, partner: 'thief' });

    test.each([
      'http://127.0.0.1/people',
      'http://127.0.0.1:80/people/',
      'http://127.0.0.1//people',
      'http://127.0.0.1/%70eople?x=1',
      'https://127.0.0.1./people',
    ])('%s', async (url) => {
      expect(await thefts(url)).toMatchObject({
        code: 'ROUTING_URL_REFUSED',
        message: expect.stringContaining('people of owner is asked there'),
      });
    });

    test('but another one is, and for an operator that too', async () => {
      expect(await thefts('http://127.0.0.1/people2')).toMatchObject({ outcome: 'LIVE' });
      expect(await thefts('http://127.0.0.1/people', registry.adminToken)).toMatchObject({ outcome: 'LIVE' });
      expect(await thefts('http://127.0.0.1/people')).toMatchObject({ outcome: 'LIVE' });
      expect(await thefts('http://127.0.0.1/thief')).toMatchObject({ outcome: 'LIVE' });
      expect(await thefts('http://127.0.0.1/people')).toMatchObject({ code: 'ROUTING_URL_REFUSED' });
    });
  });

  describe.each(THEFTS)('$title', ({ sdl, code, coordinate, grants, flow }) => {
    const ids: string[] = [];

    test('is refused without a grant, with the lines of both, the way out and what would flow to whom', async () => {
      const { data } = await registry.ask('{ subgraph(name: "thief") { newest { number } } supergraph { serial } }');
      const result = await steal(sdl);
      expect(result).toMatchObject({ outcome: 'REFUSED', exitCode: 3, version: null });
      const finding = result.findings.find((one) => one.code === code && one.coordinate === coordinate);
      expect(finding).toMatchObject({ severity: 'ERROR', partner: 'thief' });
      expect(finding?.fix).toContain(`joinery grant request ${coordinate} --act`);
      expect(new Set(finding?.sources.map(({ subgraph }) => subgraph))).toEqual(new Set(['thief', 'people']));
      expect(finding?.flow).toEqual(flow && { fields: flow, from: 'owner', to: 'thief' });
      const after = await registry.ask('{ subgraph(name: "thief") { newest { number } } supergraph { serial } }');
      expect(after.data).toEqual(data);
    });

    test('is in the audit log', async () => {
      const { data } = await registry.ask('{ auditLog(first: 1) { actor action subject outcome detail } }');
      expect(data.auditLog[0]).toMatchObject({
        actor: expect.stringMatching(/^thief\//),
        action: 'publishSubgraph',
        subject: 'thief',
        outcome: 'REFUSED',
        detail: expect.stringContaining(code),
      });
    });

    test('is accepted with a grant of the owner', async () => {
      for (const grant of grants) {
        const [act, on] = grant.split(' ');
        const asked = await registry.ask(
          'mutation ($input: RequestGrantInput!) { requestGrant(input: $input) { id status owner } }',
          { input: { act, coordinate: on, reason: 'We agreed' } },
          thief,
        );
        expect(asked.data.requestGrant).toMatchObject({ status: 'ASKED', owner: 'owner' });
        expect((await steal(sdl)).outcome).toBe('REFUSED');
        const { id } = asked.data.requestGrant;
        const approve = 'mutation ($id: ID!) { approveGrant(input: { id: $id }) { status } }';
        const stolen = await registry.ask(approve, { id }, thief);
        expect(stolen.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
        expect((await registry.ask(approve, { id }, owner)).data.approveGrant.status).toBe('APPROVED');
        ids.push(id as string);
      }
      expect(await steal(sdl)).toMatchObject({ outcome: 'LIVE', exitCode: 0 });
    });

    test('is refused again when the grant was revoked', async () => {
      expect(await steal('type Query { harmless: Int }')).toMatchObject({ outcome: 'LIVE' });
      for (const id of ids)
        await registry.ask('mutation ($id: ID!) { revokeGrant(id: $id) { status } }', { id }, owner);
      expect(await steal(sdl)).toMatchObject({ outcome: 'REFUSED' });
    });
  });

  const LINK = 'https://specs.apollo.dev/federation/v2.9';
  test.each([
    ['an imported other name', `@link(url: "${LINK}", import: ["@key", { name: "@override", as: "@mine" }])`, '@mine'],
    ['its full name', `@link(url: "${LINK}", import: ["@key"])`, '@federation__override'],
    ['another prefix', `@link(url: "${LINK}", as: "fed", import: ["@key"])`, '@fed__override'],
  ])('@override under %s is refused, too', async (_title, link, directive) => {
    const sdl = `extend schema ${link}\n${person(`email: String ${directive}(from: "people")`)}`;
    expect(await steal('', { sdl })).toMatchObject({
      outcome: 'REFUSED',
      findings: expect.arrayContaining([expect.objectContaining({ code: 'OVERRIDE_NEEDS_GRANT' })]),
    });
  });

  test.each([
    ['inaccessible/v0.2', 'INACCESSIBLE_NEEDS_GRANT'],
    ['authenticated/v0.1', 'PROTECTION_NEEDS_GRANT'],
    ['tag/v0.3', 'DEFINITION_NEEDS_GRANT', '(name: "spam")'],
    ['cost/v0.1', 'DEFINITION_NEEDS_GRANT', '(weight: 9)'],
  ])(
    'a directive that is linked by its own specification is refused, too: %s',
    async (specification, code, given = '') => {
      const sdl = `extend schema @link(url: "${LINK}", import: ["@key"])
      @link(url: "https://specs.apollo.dev/${specification}", as: "mine")
      type Person @key(fields: "id") @mine${given} { id: ID! spam: Int }`;
      expect(await steal('', { sdl })).toMatchObject({
        outcome: 'REFUSED',
        findings: expect.arrayContaining([expect.objectContaining({ code, coordinate: 'Person' })]),
      });
    },
  );

  test('what its owner says in one of several subgraphs may be said again', async () => {
    const publish = (token: string, name: string, sdl: string) => registry.publish(token, name, sdl, { approval });
    const tagged = 'type Ward @key(fields: "id") @tag(name: "ward") { id: ID!';
    expect(await publish(owner, 'wards', `type Query { ward: Ward } ${tagged} }`)).toMatchObject({ outcome: 'LIVE' });
    const beds = 'type Ward @key(fields: "id") { id: ID! beds: Int }';
    expect(await publish(owner, 'beds', beds)).toMatchObject({ outcome: 'LIVE' });
    expect(await publish(thief, 'nurses', `${tagged} nurses: Int }`)).toMatchObject({ outcome: 'LIVE' });
    const other = `${tagged.replace('"ward"', '"other"')} nurses: Int }`;
    expect(await publish(thief, 'nurses', other)).toMatchObject({ outcome: 'REFUSED' });
  });

  describe('a field that an object has besides, when it is given an interface', () => {
    const body = (types: string) => `interface Body @key(fields: "id") { id: ID! } ${types}`;
    const spam = 'type Spam implements Body @key(fields: "id") { id: ID! } type Query { spam: Spam }';
    const given = `${spam} type Person implements Body @key(fields: "id") { id: ID! }`;
    const lent = 'type Body @interfaceObject @key(fields: "id") { id: ID! name: String @shareable }';
    const refused = {
      outcome: 'REFUSED',
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'SHAREABLE_NEEDS_GRANT', coordinate: 'Person.name' }),
      ]),
    };
    const publish = (name: string, sdl: string) => registry.publish(thief, name, sdl, { approval });
    test('is refused, whichever comes first', async () => {
      const { data } = await registry.ask('{ grants(status: APPROVED) { id coordinate } }');
      for (const { id, coordinate } of data.grants)
        if (coordinate === 'Person.name')
          await registry.ask('mutation ($id: ID!) { revokeGrant(id: $id) { status } }', { id }, owner);
      expect(await publish('bodies', body(given))).toMatchObject({ outcome: 'LIVE' });
      expect(await publish('names', lent)).toMatchObject(refused);
      expect(await publish('bodies', body(spam))).toMatchObject({ outcome: 'LIVE' });
      expect(await publish('names', lent)).toMatchObject({ outcome: 'LIVE' });
      expect(await publish('bodies', body(given))).toMatchObject(refused);
    });
  });

  test('a root field in a type Query of another name is refused, too', async () => {
    const sdl = `schema @link(url: "${LINK}", import: ["@shareable"]) { query: Mine } type Mine { headCount: Int @shareable }`;
    expect(await steal('', { sdl })).toMatchObject({ outcome: 'REFUSED' });
  });

  test('a grant counts until its end, and one that is offered to everybody for everybody', async () => {
    const offer = 'mutation ($input: OfferGrantInput!) { offerGrant(input: $input) { id status } }';
    const input = { act: 'SHAREABLE', coordinate: 'Person.name' };
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const { data: offered } = await registry.ask(offer, { input: { ...input, expiresAt } }, owner);
    expect(offered.offerGrant.status).toBe('APPROVED');
    await atLaterDate(3_600_100, async () => {
      expect((await steal(person('name: String @shareable'))).outcome).toBe('REFUSED');
      const stolen = await registry.ask(offer, { input }, thief);
      expect(stolen.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
      await registry.ask(offer, { input }, owner);
      expect((await steal(person('name: String @shareable'))).outcome).toBe('LIVE');
      const { data } = await registry.ask('{ grants(status: EXPIRED) { coordinate } }');
      expect(data.grants).toContainEqual({ coordinate: 'Person.name' });
    });
  });

  test('a type with two underscores in its name has an owner, too', async () => {
    const beds = 'type Ward__Bed @key(fields: "id") { id: ID! size: Int @shareable } type Query { bed: Ward__Bed }';
    expect(await registry.publish(owner, 'ward-beds', beds)).toMatchObject({ outcome: 'LIVE' });
    expect(await steal('type Ward__Bed @key(fields: "id") { id: ID! size: Int @shareable }')).toMatchObject({
      outcome: 'REFUSED',
      findings: expect.arrayContaining([expect.objectContaining({ code: 'SHAREABLE_NEEDS_GRANT' })]),
    });
  });

  test('who asks for very much, or for nothing there can be, is refused', async () => {
    const ask = 'mutation ($input: RequestGrantInput!) { requestGrant(input: $input) { id } }';
    const asked = async (coordinate: string) => {
      const input = { coordinate, act: 'REQUIRES', reason: 'Spam' };
      return (await registry.ask(ask, { input }, thief)).errors?.[0]?.extensions?.['code'];
    };
    for (const coordinate of [`Person.${'x'.repeat(500)}`, 'Person.', 'Person.a.b', 'Person email'])
      expect(await asked(coordinate)).toBe('BAD_USER_INPUT');
    for (let i = 0; i < 100; i++) expect(await asked(`Person.spam${i}`)).toBeUndefined();
    expect(await asked('Person.spam100')).toBe('CONFLICT');
  });

  test('who asks and takes back is refused after 200 requests in an hour', async () => {
    const busy = await registry.partner('busy');
    const askAndTakeBack = async () => {
      const input = { coordinate: 'Person.name', act: 'REQUIRES', reason: 'Spam' };
      const ask = 'mutation ($input: RequestGrantInput!) { requestGrant(input: $input) { id } }';
      const { data, errors } = await registry.ask(ask, { input }, busy);
      if (errors) return errors[0]?.extensions?.['code'];
      const revoke = 'mutation ($id: ID!) { revokeGrant(id: $id) { status } }';
      return (await registry.ask(revoke, { id: data.requestGrant.id }, busy)).data.revokeGrant.status;
    };
    for (let i = 0; i < 200; i++) expect(await askAndTakeBack()).toBe('REVOKED');
    expect(await askAndTakeBack()).toBe('CONFLICT');
    await atLaterDate(3_600_100, async () => expect(await askAndTakeBack()).toBe('REVOKED'));
  });

  test('a type is transferred with its own fields alone', async () => {
    const sdl =
      'type A_B @key(fields: "id") { id: ID! } type AXB @key(fields: "id") { id: ID! } type Query { a: A_B b: AXB }';
    expect(await registry.publish(owner, 'underscores', sdl)).toMatchObject({ outcome: 'LIVE' });
    const transfer = 'mutation { transferOwnership(coordinate: "A_B", partner: "thief") { coordinate } }';
    const { data } = await registry.ask(transfer, {}, owner);
    expect(data.transferOwnership).toEqual([{ coordinate: 'A_B' }, { coordinate: 'A_B.id' }]);
  });

  test('ownership is transferred by the owner only', async () => {
    const transfer = 'mutation { transferOwnership(coordinate: "Book", partner: "thief") { coordinate partner } }';
    expect((await registry.ask(transfer, {}, thief)).errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    const { data } = await registry.ask(transfer, {}, owner);
    expect(data.transferOwnership).toEqual([
      { coordinate: 'Book', partner: 'thief' },
      { coordinate: 'Book.id', partner: 'thief' },
      { coordinate: 'Book.pages', partner: 'thief' },
      { coordinate: 'Book.title', partner: 'thief' },
    ]);
  });
});
