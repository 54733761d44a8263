/** What belongs to another partner is taken by no directive without a grant, under whatever name, and by each with one. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { eachDatabase } from '../support/databases.js';
import { startRegistry, type PublishAnswer, type StartedRegistry } from '../support/start-registry.js';

const PEOPLE = `
  type Query { person: Person  headCount: Int @shareable }
  type Person @key(fields: "id") {
    id: ID!
    email: String
    name: String @shareable
    nhsNumber: ID
    salary: Int @shareable @authenticated
  }
  interface Media @key(fields: "id") { id: ID! title: String }
  type Book implements Media @key(fields: "id") { id: ID! title: String }
  type Film implements Media @key(fields: "id") { id: ID! title: String }`;

interface Theft {
  readonly title: string;
  readonly sdl: string;
  readonly code: string;
  readonly coordinate: string;
  /** The grants that it needs, `ACT coordinate` each. */
  readonly grants: readonly string[];
  /** The fields that would flow to the thief. */
  readonly flow: readonly string[] | null;
}

const person = (fields: string, more = '') => `type Person @key(fields: "id") ${more} { id: ID! ${fields} }`;

const THEFTS: readonly Theft[] = [
  {
    title: '@override',
    sdl: person('email: String @override(from: "people")'),
    code: 'OVERRIDE_NEEDS_GRANT',
    coordinate: 'Person.email',
    grants: ['OVERRIDE Person.email'],
    flow: ['Person.email'],
  },
  {
    title: '@requires',
    sdl: person('email: String @external  spam: Int @requires(fields: "email")'),
    code: 'REQUIRES_NEEDS_GRANT',
    coordinate: 'Person.email',
    grants: ['REQUIRES Person.email'],
    flow: ['Person.email'],
  },
  {
    title: '@key that its owner does not offer',
    sdl: person('nhsNumber: ID @external  spam: Int', '@key(fields: "nhsNumber")'),
    code: 'KEY_NEEDS_GRANT',
    coordinate: 'Person.nhsNumber',
    grants: ['KEY Person'],
    flow: ['Person.nhsNumber'],
  },
  {
    title: '@provides',
    sdl: `type Query { thief: Person @provides(fields: "name") } ${person('name: String @external')}`,
    code: 'PROVIDES_NEEDS_GRANT',
    coordinate: 'Person.name',
    grants: ['PROVIDES Person.name'],
    flow: ['Person.name'],
  },
  {
    title: '@fromContext',
    sdl: `${person('email: String @external  spam: Spam', '@context(name: "owner")')}
      type Spam @key(fields: "id") { id: ID! about(email: String @fromContext(field: "$owner { email }")): Int }`,
    code: 'FROM_CONTEXT_NEEDS_GRANT',
    coordinate: 'Person.email',
    grants: ['FROM_CONTEXT Person.email'],
    flow: ['Person.email'],
  },
  {
    title: '@shareable',
    sdl: person('name: String @shareable'),
    code: 'SHAREABLE_NEEDS_GRANT',
    coordinate: 'Person.name',
    grants: ['SHAREABLE Person.name'],
    flow: ['Person.name'],
  },
  {
    title: '@interfaceObject',
    sdl: 'type Media @interfaceObject @key(fields: "id") { id: ID! spam: Int }',
    code: 'INTERFACE_OBJECT_NEEDS_GRANT',
    coordinate: 'Media',
    grants: ['INTERFACE_OBJECT Media'],
    flow: null,
  },
  {
    title: 'a protected field without its protection',
    sdl: person('salary: Int @shareable'),
    code: 'PROTECTION_NEEDS_GRANT',
    coordinate: 'Person.salary',
    grants: ['SHAREABLE Person.salary', 'PROTECTION Person.salary'],
    flow: ['Person.salary'],
  },
  {
    title: 'a type with another protection',
    sdl: person('spam: Int', '@requiresScopes(scopes: [["thief"]])'),
    code: 'PROTECTION_NEEDS_GRANT',
    coordinate: 'Person',
    grants: ['PROTECTION Person'],
    flow: ['Person'],
  },
  {
    title: 'a root field',
    sdl: 'type Query { headCount: Int @shareable }',
    code: 'ROOT_FIELD_NEEDS_GRANT',
    coordinate: 'Query.headCount',
    grants: ['SHAREABLE Query.headCount'],
    flow: ['Query.headCount'],
  },
  {
    title: '@inaccessible',
    sdl: person('name: String @shareable @inaccessible'),
    code: 'INACCESSIBLE_NEEDS_GRANT',
    coordinate: 'Person.name',
    grants: ['SHAREABLE Person.name', 'INACCESSIBLE Person.name'],
    flow: null,
  },
];

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
