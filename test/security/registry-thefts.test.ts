/** What belongs to another partner is taken by no directive without a grant, under whatever name, and by each with one. */
import { beforeAll, describe, expect, test } from '@jest/globals';
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

  test('a root field in a type Query of another name is refused, too', async () => {
    const sdl = `schema @link(url: "${LINK}", import: ["@shareable"]) { query: Mine } type Mine { headCount: Int @shareable }`;
    expect(await steal('', { sdl })).toMatchObject({ outcome: 'REFUSED' });
  });

  test('a grant counts until its end, and one that is offered to everybody for everybody', async () => {
    const offer = 'mutation ($input: OfferGrantInput!) { offerGrant(input: $input) { id status } }';
    const input = { act: 'SHAREABLE', coordinate: 'Person.name' };
    const expiresAt = new Date(Date.now() + 1_000).toISOString();
    await registry.ask(offer, { input: { ...input, expiresAt } }, owner);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await steal(person('name: String @shareable'))).outcome).toBe('REFUSED');
    const stolen = await registry.ask(offer, { input }, thief);
    expect(stolen.errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    await registry.ask(offer, { input }, owner);
    expect((await steal(person('name: String @shareable'))).outcome).toBe('LIVE');
    const { data } = await registry.ask('{ grants(status: EXPIRED) { coordinate } }');
    expect(data.grants).toContainEqual({ coordinate: 'Person.name' });
  });

  test('ownership is transferred by the owner only', async () => {
    const transfer = 'mutation { transferOwnership(coordinate: "Book", partner: "thief") { coordinate partner } }';
    expect((await registry.ask(transfer, {}, thief)).errors?.[0]?.extensions).toEqual({ code: 'FORBIDDEN' });
    const { data } = await registry.ask(transfer, {}, owner);
    expect(data.transferOwnership).toEqual([
      { coordinate: 'Book', partner: 'thief' },
      { coordinate: 'Book.id', partner: 'thief' },
      { coordinate: 'Book.title', partner: 'thief' },
    ]);
  });
});
