/** What one partner calls, links or says of something stands in no other partner's way. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sqliteDatabases } from '../support/databases.js';
import { startRegistry, type StartedRegistry } from '../support/start-registry.js';

const openUrl = sqliteDatabases();
const approval = { by: 'Jo', reason: 'Test' };
const FEDERATION = 'https://specs.apollo.dev/federation/v2.10';
const schema = (imports: string, more = '') =>
  `extend schema @link(url: "${FEDERATION}", import: ["@key", "@composeDirective", ${imports}]) ${more}\n`;
const composed = (url: string, name: string, definition: string) =>
  schema('', `@link(url: "${url}", import: ["@${name}"]) @composeDirective(name: "@${name}")`) +
  `directive @${name}${definition}`;

describe('a directive', () => {
  let registry: StartedRegistry;
  let evil: string;
  let victim: string;
  beforeAll(async () => {
    registry = await startRegistry(await openUrl());
    evil = await registry.partner('evil');
    victim = await registry.partner('victim');
  });
  const publish = (token: string, name: string, sdl: string) => registry.publish(token, name, '', { sdl, approval });
  const one = 'type Query { evil: Int';

  test.each([
    ['of federation under another name', `${schema('{ name: "@tag", as: "@evil" }')} ${one} @evil(name: "x") }`],
    ['of federation by its full name', `${schema('')} ${one} @federation__authenticated }`],
    [
      'of federation by another prefix',
      `extend schema @link(url: "${FEDERATION}", as: "fed") ${one} @fed__requiresScopes(scopes: [["x"]]) }`,
    ],
    [
      'that is linked by its own specification under the name of another',
      `${schema('', '@link(url: "https://specs.apollo.dev/tag/v0.3", as: "inaccessible")')} ${one} @inaccessible(name: "x") }`,
    ],
    [
      'of one’s own under the name of one of federation',
      `${composed('https://evil.example/evil/v1.0', 'requiresScopes', '(scopes: Int) on FIELD_DEFINITION')} ${one} @requiresScopes }`,
    ],
    [
      'of one’s own under the name of one that gateways know',
      `${composed('https://evil.example/evil/v1.0', 'provenance', '(x: Int) on FIELD_DEFINITION')} ${one} @provenance }`,
    ],
    [
      'that gateways know in another version',
      `${composed('https://joinery.example/sunset/v2.0', 'sunset', '(date: String!, since: String) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE')} ${one} }`,
    ],
    [
      'that gateways know, linked without being composed, and defined otherwise',
      `${schema('', '@link(url: "https://joinery.example/provenance/v1.0", import: ["@provenance"])')}
       directive @provenance(source: String!) on FIELD_DEFINITION ${one} }`,
    ],
    [
      'of one’s own under another name than its specification has',
      `${schema('', '@link(url: "https://evil.example/evil/v1.0") @composeDirective(name: "@evil__mark")')}
       directive @evil__mark on FIELD_DEFINITION ${one} @evil__mark }`,
    ],
    [
      'that has routers ask any address',
      `${schema('', '@link(url: "https://specs.apollo.dev/connect/v0.1", import: ["@connect"])')}
       type Query { evil: String @connect(http: { GET: "http://169.254.169.254/" }, selection: "$") }`,
    ],
  ])('%s is refused', async (_title, sdl) => {
    expect(await publish(evil, 'evil', sdl)).toMatchObject({
      outcome: 'REFUSED',
      findings: expect.arrayContaining([expect.objectContaining({ code: 'DIRECTIVE_REFUSED', severity: 'ERROR' })]),
    });
  });

  test('belongs to who composes it first, and is defined by others as by them', async () => {
    const AUDIT = 'https://victim.example/audit/v1.0';
    const LEVEL = '(level: Int!) on FIELD_DEFINITION';
    const sdl = `${composed(AUDIT, 'audit', LEVEL)} type Query { audited: Int @audit(level: 3) }`;
    expect(await publish(victim, 'audited', sdl)).toMatchObject({ outcome: 'LIVE' });
    const { data } = await registry.ask('{ ownership(startsWith: "@") { coordinate partner } }');
    expect(data.ownership).toEqual([{ coordinate: '@audit', partner: 'victim' }]);
    for (const other of [
      composed('https://evil.example/audit/v1.0', 'audit', LEVEL),
      composed('https://victim.example/audit/v1.9', 'audit', LEVEL),
      composed(AUDIT, 'audit', '(level: Int) on FIELD_DEFINITION'),
      `${schema('', `@link(url: "${AUDIT}", import: ["@audit"])`)} directive @audit(x: Int) on FIELD_DEFINITION`,
    ])
      expect(await publish(evil, 'evil', `${other} ${one} }`)).toMatchObject({
        outcome: 'REFUSED',
        findings: expect.arrayContaining([
          expect.objectContaining({
            code: 'DEFINITION_NEEDS_GRANT',
            coordinate: '@audit',
            fix: expect.stringContaining('Ask victim: joinery grant request @audit --act DEFINITION'),
          }),
        ]),
      });
    const same = `${composed(AUDIT, 'audit', LEVEL)} ${one} @audit(level: 1) }`;
    expect(await publish(evil, 'evil', same)).toMatchObject({ outcome: 'LIVE' });
  });

  test('whose specification another had linked first tells whom to ask, and an operator ends it', async () => {
    const MARK = 'https://victim.example/mark/v1.0';
    const silent = `${schema('', `@link(url: "${MARK}", import: ["@mark"])`)} directive @mark(x: Int) on FIELD_DEFINITION`;
    expect(await publish(evil, 'squatter', `${silent} type Query { squatter: Int }`)).toMatchObject({
      outcome: 'LIVE',
    });
    const sdl = `${composed(MARK, 'mark', '(level: Int!) on FIELD_DEFINITION')} type Query { marked: Int @mark(level: 3) }`;
    const waiting = await publish(victim, 'a-marked', sdl);
    expect(waiting).toMatchObject({ outcome: 'QUARANTINED' });
    expect(waiting.findings[0]).toMatchObject({
      coordinate: '@mark',
      fix: expect.stringContaining('agree with evil (squatter), and with the operator'),
    });
    const remove = 'mutation ($input: DeleteSubgraphInput!) { deleteSubgraph(input: $input) { outcome } }';
    await registry.ask(remove, { input: { name: 'squatter', approval } });
    await registry.registry.settled();
    expect(await publish(victim, 'a-marked', sdl)).toMatchObject({ outcome: 'LIVE' });
  });
});

describe('a description', () => {
  let registry: StartedRegistry;
  let owner: string;
  let other: string;
  beforeAll(async () => {
    registry = await startRegistry(await openUrl());
    owner = await registry.partner('owner');
    other = await registry.partner('other');
  });
  const publish = (token: string, name: string, sdl: string) => registry.publish(token, name, sdl, { approval });
  const liveSdl = async () => (await registry.ask('{ supergraph { sdl } }')).data.supergraph.sdl as string;
  const ward = (words: string) => `
    ${words} type Ward @key(fields: "id") { ${words} id: ID! }
    ${words} enum Kind { ${words} ACUTE }
    ${words} input Where { ${words} kind: Kind }
    ${words} scalar Day`;
  const used = (name: string, argument = '') => `type Query { ${name}(where: Where, ${argument} day: Day): Ward }`;

  test('of what is another’s is its owner’s, however many say otherwise', async () => {
    expect(await publish(owner, 'wards', `${ward('"Of the owner."')} "All." ${used('ward')}`)).toMatchObject({
      outcome: 'LIVE',
    });
    for (const name of ['a-ward', 'b-ward', 'z-ward'])
      expect(
        await publish(other, name, `${ward('"Ask elsewhere."')} "None." ${used(name.replace('-', ''))}`),
      ).toMatchObject({ outcome: 'LIVE' });
    const sdl = await liveSdl();
    expect(sdl).not.toContain('Ask elsewhere.');
    expect(sdl.split('"Of the owner."')).toHaveLength(8);
    expect(sdl).toContain('All."""\ntype Query');
  });

  test('of what its owner does not describe is nobody’s', async () => {
    expect(await publish(owner, 'wards', `${ward('')} "All." ${used('ward')}`)).toMatchObject({ outcome: 'LIVE' });
    expect(await liveSdl()).not.toContain('Ask elsewhere.');
  });

  test('of what its owner has no longer is of who has it then', async () => {
    expect(await publish(owner, 'wards', 'type Query { wards: Int }')).toMatchObject({ outcome: 'LIVE' });
    expect(await liveSdl()).toContain('Ask elsewhere.');
  });
});

describe('a schema', () => {
  let registry: StartedRegistry;
  let token: string;
  beforeAll(async () => {
    registry = await startRegistry(await openUrl());
    token = await registry.partner('one');
  });
  const deep = (open: string, within: string, close: string) => open.repeat(3_000) + within + close.repeat(3_000);

  test.each([
    ['lists', `type Query { a: ${deep('[', 'Int', ']')} }`],
    ['a default', `input I { i: I n: Int } type Query { a(i: I = ${deep('{ i: ', '{ n: 1 }', ' }')}): Int }`],
    ['a set of fields', `type Query { a: A } type A @key(fields: "${deep('a { ', 'id', ' }')}") { id: ID! a: A }`],
  ])('nested so deep that gateways could not read the graph is refused: %s', async (_title, sdl) => {
    expect(await registry.publish(token, 'one', sdl)).toMatchObject({
      code: 'SDL_INVALID',
      message: expect.stringContaining('nested too deep'),
    });
  });

  test('with a name without end is refused, which would keep the usage of all from being reported', async () => {
    const name = 'n'.repeat(129);
    for (const sdl of [
      `type Query { ${name}: Int }`,
      `type Query { a(${name}: Int): Int }`,
      `type Query { a: Int } type ${name} { a: Int }`,
    ])
      expect(await registry.publish(token, 'one', sdl)).toMatchObject({ code: 'SDL_INVALID' });
    expect(await registry.publish(token, 'one', `type Query { ${name.slice(1)}: Int }`)).toMatchObject({
      outcome: 'LIVE',
    });
  });

  test('with very many directives at one place is refused, which would make the publishes of all take long', async () => {
    const tags = Array.from({ length: 101 }, (_, i) => `@tag(name: "t${i}")`);
    const sdl = (directives: string[]) => `type Query { a: Int  t(by: Int ${directives.join(' ')}): Int }`;
    expect(await registry.publish(token, 'tags', sdl(tags))).toMatchObject({ code: 'SDL_INVALID' });
    expect(await registry.publish(token, 'tags', sdl(tags.slice(1)))).toMatchObject({ outcome: 'LIVE' });
  });

  test('that makes composition fail by the name of a type waits, and is told why', async () => {
    const empty = await startRegistry(await openUrl());
    const sdl = 'type _Entity { a: Int } type Query { a: _Entity }';
    expect(await empty.publish(await empty.partner('one'), 'two', sdl)).toMatchObject({
      outcome: 'QUARANTINED',
      findings: expect.arrayContaining([expect.objectContaining({ code: 'COMPOSITION_FAILED' })]),
    });
  });
});
