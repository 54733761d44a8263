/** What a schema should do better, and what it must not do: told at every check and publish. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sqliteDatabases } from '../../support/databases.js';
import { FEDERATION, startRegistry, type StartedRegistry } from '../../support/start-registry.js';

const openUrl = sqliteDatabases();
const SUNSET = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
  @link(url: "https://joinery.example/sunset/v1.0", import: ["@sunset"]) @composeDirective(name: "@sunset")
directive @sunset(date: String!, since: String) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE
`;
let registry: StartedRegistry;
let owner: string;
let other: string;

beforeAll(async () => {
  registry = await startRegistry(await openUrl());
  owner = await registry.partner('owner');
  other = await registry.partner('other');
  const people =
    'type Query { person: Person } type Person @key(fields: "id") { id: ID! name: String! note: String @tag(name: "personal") @authenticated }';
  expect(await registry.publish(owner, 'people', people)).toMatchObject({ outcome: 'LIVE' });
});

interface Checked {
  readonly outcome: string;
  /** Code, severity and coordinate of each finding; those of names and descriptions left out. */
  readonly findings: readonly (readonly string[])[];
}

async function check(sdl: string, { token = other, name = 'shops', link = FEDERATION } = {}): Promise<Checked> {
  const query = `mutation ($input: CheckSubgraphInput!) { checkSubgraph(input: $input) {
    outcome findings { code severity coordinate fix } } }`;
  const input = { name, sdl: link + sdl, routingUrl: `http://127.0.0.1/${name}` };
  const { data } = await registry.ask(query, { input }, token);
  const { outcome, findings } = data.checkSubgraph as { outcome: string; findings: Record<string, string>[] };
  const told = findings.filter(({ code }) => !/^LINT_(NAMING|DESCRIPTION)$|^[A-Z_]*UNUSED|INCONSISTENT/.test(code!));
  expect(told.filter(({ fix }) => !fix)).toEqual([]);
  return { outcome, findings: told.map(({ code, severity, coordinate }) => [code!, severity!, coordinate!]) };
}

describe('a deprecation', () => {
  const lint = (title: string, sdl: string, findings: string[][], link = SUNSET) =>
    test(title, async () => {
      expect((await check(sdl, { link })).findings).toEqual(findings);
    });

  lint('without reason and date', 'type Query { a: Int @deprecated }', [
    ['LINT_DEPRECATION', 'WARNING', 'Query.a'],
    ['LINT_SUNSET', 'WARNING', 'Query.a'],
  ]);
  lint('with both', 'type Query { a: Int @deprecated(reason: "Use b.") @sunset(date: "2999-01-31") }', []);
  lint('that is overdue', 'type Query { a: Int @deprecated(reason: "Use b.") @sunset(date: "2016-12-01") }', [
    ['LINT_SUNSET_OVERDUE', 'WARNING', 'Query.a'],
  ]);
  lint('with a date that is none', 'type Query { a: Int @deprecated(reason: "Use b.") @sunset(date: "soon") }', [
    ['LINT_SUNSET', 'WARNING', 'Query.a'],
  ]);
  lint('that is none, with a date', 'type Query { a: Int @sunset(date: "2999-01-31") }', [
    ['LINT_SUNSET', 'WARNING', 'Query.a'],
  ]);
  lint(
    'of an argument and of an enum value',
    'type Query { a(b: Int @deprecated(reason: "No.")): E } enum E { A B @deprecated(reason: "No.") }',
    [
      ['LINT_SUNSET', 'WARNING', 'Query.a(b:)'],
      ['LINT_SUNSET', 'WARNING', 'E.B'],
    ],
  );
  lint(
    'whose date composition would drop',
    'directive @sunset(date: String!) on FIELD_DEFINITION type Query { a: Int @deprecated(reason: "No.") @sunset(date: "2999-01-31") }',
    [['LINT_SUNSET', 'WARNING', 'Query.a']],
    FEDERATION,
  );
});

describe('a field that may not be null', () => {
  const lint = (title: string, sdl: string, coordinates: string[]) =>
    test(title, async () => {
      const { findings } = await check(sdl);
      expect(findings).toEqual(coordinates.map((coordinate) => ['LINT_CROSS_PARTNER_NON_NULL', 'WARNING', coordinate]));
    });
  const person = 'type Person @key(fields: "id", resolvable: false) { id: ID! }';

  lint('of a root', 'type Query { count: Int! }', ['Query.count']);
  lint('added to the type of another', 'type Query { a: Int } type Person @key(fields: "id") { id: ID! loans: Int! }', [
    'Person.loans',
  ]);
  lint('that refers to an entity of another', `type Query { loan: Loan } type Loan { by: Person! } ${person}`, [
    'Loan.by',
  ]);
  lint('that lists entities of another', `type Query { loan: Loan } type Loan { by: [Person!] } ${person}`, [
    'Loan.by',
  ]);
  lint('that is one’s own', `type Query { loan: Loan } type Loan { id: ID! by: [Person]! } ${person}`, []);
});

describe('personal data', () => {
  const PATIENT = 'type Query { patient: Patient } type Patient';
  const personal = (title: string, sdl: string, wanted: Checked) =>
    test(title, async () => {
      expect(await check(sdl)).toEqual(wanted);
    });
  const refused = (coordinate: string): Checked => ({
    outcome: 'REFUSED',
    findings: [['PERSONAL_DATA_UNPROTECTED', 'ERROR', coordinate]],
  });
  const fine: Checked = { outcome: 'LIVE', findings: [] };

  test.each([
    ['anybody may read', '{ note: String @tag(name: "personal") }'],
    ['is of a special category', '{ note: String @tag(name: "special-category") }'],
    ['the type is tagged for', '@tag(name: "personal") { note: String }'],
    ['its scalar is tagged for', '{ note: Note } scalar Note @tag(name: "personal")'],
  ])('that %s is refused', async (_, rest) => {
    expect(await check(`${PATIENT} ${rest}`)).toEqual(refused('Patient.note'));
  });
  test.each(['requiresScopes(scopes: [])', 'requiresScopes(scopes: [["a"], []])', 'policy(policies: [[]])'])(
    'is not protected by what asks for nothing: @%s',
    async (given) => {
      const sdl = `${PATIENT} { note: String @tag(name: "personal") @${given} }`;
      expect(await check(sdl)).toEqual(refused('Patient.note'));
    },
  );
  personal(
    'may be protected at the field',
    `${PATIENT} { note: String @tag(name: "personal") @requiresScopes(scopes: [["a"]]) }`,
    fine,
  );
  personal('may be protected at its type', `${PATIENT} @authenticated { note: String @tag(name: "personal") }`, fine);
  personal(
    'may be protected at the type of its value',
    `${PATIENT} { note: Note @tag(name: "personal") } type Note @policy(policies: [["p"]]) { text: String }`,
    fine,
  );
  test.each(['nhsNumber', 'dateOfBirth', 'contactEmail', 'ethnicity', 'date_of_birth', 'NHSNumber', 'givenName'])(
    'looks like %s',
    async (name) => {
      expect(await check(`${PATIENT} { ${name}: String }`)).toEqual({
        outcome: 'LIVE',
        findings: [['LINT_PERSONAL_DATA', 'WARNING', `Patient.${name}`]],
      });
    },
  );
  test.each(['emailed', 'message', 'page', 'phonetics'])('does not look like %s', async (name) => {
    expect(await check(`${PATIENT} { ${name}: String }`)).toEqual(fine);
  });
  personal('is not what says so', `${PATIENT} { email: String @tag(name: "not-personal") }`, fine);

  test('refused is not stored, and is audited; what was shown before only warns', async () => {
    const shown = `${PATIENT} { note: String @tag(name: "note") }`;
    expect(await registry.publish(other, 'patients', shown)).toMatchObject({ outcome: 'LIVE' });
    const tagged = shown.replace('"note"', '"personal"');
    expect(await registry.publish(other, 'patients', tagged)).toMatchObject({
      outcome: 'REFUSED',
      exitCode: 3,
      version: null,
    });
    const { data } = await registry.ask('{ auditLog(first: 1) { outcome code } }');
    expect(data.auditLog).toEqual([{ outcome: 'REFUSED', code: 'PERSONAL_DATA_UNPROTECTED' }]);
    await settings('personalDataTags: ["note", "personal"]');
    expect(await check(`${shown} extend type Patient { more: Int }`, { name: 'patients' })).toEqual({
      outcome: 'LIVE',
      findings: [['PERSONAL_DATA_UNPROTECTED', 'WARNING', 'Patient.note']],
    });
    await settings('personalDataTags: ["personal", "special-category"]');
  });
});

test('settings make a lint an error, a hint, or nothing', async () => {
  const sdl = 'type Query { a: A } type A { email: String }';
  await settings('lint: [{ code: "LINT_PERSONAL_DATA", level: ERROR }]');
  expect(await check(sdl)).toEqual({ outcome: 'REFUSED', findings: [['LINT_PERSONAL_DATA', 'ERROR', 'A.email']] });
  await settings(
    'lint: [{ code: "LINT_PERSONAL_DATA", level: HINT }, { code: "LINT_CROSS_PARTNER_NON_NULL", level: ERROR }]',
  );
  expect((await check(sdl)).findings).toEqual([['LINT_PERSONAL_DATA', 'HINT', 'A.email']]);
  expect((await check('type Query { a: Int! }')).outcome).toBe('QUARANTINED');
  await settings('lint: [{ code: "LINT_PERSONAL_DATA", level: OFF }]');
  expect((await check(sdl)).findings).toEqual([]);
});

async function settings(input: string): Promise<void> {
  expect((await registry.ask(`mutation { changeSettings(input: { ${input} }) { usageDays } }`)).errors).toBeUndefined();
}

describe('a count of people', () => {
  const LINK = `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective"])
    @link(url: "https://joinery.example/suppress/v1.0", import: ["@suppress"]) @composeDirective(name: "@suppress")
  `;
  const DIRECTIVE = `directive @suppress(group: String, alone: Boolean, rateOf: [String!], per: Int, meanOver: String, totalOf: String) on FIELD_DEFINITION
  `;
  const checked = (title: string, sdl: string, findings: readonly (readonly string[])[], link = LINK) =>
    test(title, async () => {
      const outcome = findings.length > 0 ? 'REFUSED' : 'LIVE';
      expect(await check(sdl, { link: link + DIRECTIVE })).toEqual({ outcome, findings });
    });
  const invalid = (coordinate: string) => [['SUPPRESS_INVALID', 'ERROR', coordinate]];

  checked(
    'may have rates, means and totals',
    `type Query { groups: [Group!] all: Int @suppress(totalOf: "groups.n") }
     type Group { n: Int @suppress m: Int @suppress(alone: true, group: "x") r: Decimal @suppress(rateOf: ["m", "n"])
       age: Float @suppress(meanOver: "n") } scalar Decimal`,
    [],
  );
  checked('must be one that may be null', 'type Query { n: Int! @suppress }', [
    ['SUPPRESS_INVALID', 'ERROR', 'Query.n'],
    ['LINT_CROSS_PARTNER_NON_NULL', 'WARNING', 'Query.n'],
  ]);
  checked('must be a number', 'type Query { n: String @suppress }', invalid('Query.n'));
  checked('must be no list', 'type Query { n: [Int] @suppress }', invalid('Query.n'));
  checked(
    'that is shown whole makes no rate',
    'type Query { n: Int m: Int @suppress r: Float @suppress(rateOf: ["n", "m"]) }',
    invalid('Query.r'),
  );
  checked(
    'makes one figure alone',
    'type Query { n: Int @suppress r: Float @suppress(rateOf: ["n", "n"], meanOver: "n") }',
    invalid('Query.r'),
  );
  checked(
    'that composition would show whole',
    'type Query { n: Int @suppress }',
    [['SUPPRESS_NOT_COMPOSED', 'ERROR', 'Query.n']],
    FEDERATION,
  );
  test.each([
    ['a version that gateways do not know', LINK.replace('suppress/v1.0', 'suppress/v1.1') + DIRECTIVE],
    ['a definition without arguments that others may use', `${LINK} directive @suppress on FIELD_DEFINITION\n`],
  ])('is kept by no link to %s', async (_, link) => {
    const findings = [['SUPPRESS_NOT_COMPOSED', 'ERROR', null]];
    expect(await check('type Query { n: Int @suppress }', { link })).toEqual({ outcome: 'REFUSED', findings });
  });
  checked(
    'by which a list is sorted',
    'type Query { groups(by: By): [Group!] } enum By { NAME PEOPLE_DESC } type Group { people: Int @suppress }',
    [['SUPPRESS_TOLD_BY_ARGUMENT', 'ERROR', 'Query.groups']],
  );
  checked(
    'by which a list is chosen',
    `type Query { groups(filter: Filter): Groups } type Groups { nodes: [Group!] } type Group { people: Int @suppress }
     input Filter { name: String and: Filter minPeople: Int }`,
    [['SUPPRESS_TOLD_BY_ARGUMENT', 'ERROR', 'Query.groups']],
  );

  describe('is told by an argument', () => {
    const figures = `type Group { people: Int @suppress some: Int @suppress rate: Float @suppress(rateOf: ["some", "people"]) }
      interface Named { name: String } type Ward implements Named { name: String staff: Int @suppress } union Any = Ward`;
    const told = (query: string) =>
      checked(query, `type Query { ${query} ${figures}`, [['SUPPRESS_TOLD_BY_ARGUMENT', 'ERROR', 'Query.all']]);

    for (const name of ['peopleMin', 'people_gte', 'peopleGreaterThan', 'minimumPeople', 'havingPeople', 'minRate'])
      told(`all(${name}: Int): [Group!] }`);
    told('all(where: W): [Group!] } input W { people_gt: Int }');
    told('all(by: By): [Group!] } enum By { PEOPLE_DESC_NULLS_LAST }');
    told('all(by: By): [Group!] } enum By { MOST_PEOPLE }');
    told('all(by: By): [Group!] } enum By { RATE_DESC }');
    told('all(by: By): [Named!] } enum By { STAFF }');
    told('all(by: By): [Any!] } enum By { STAFF }');
    told('all(by: By): A } enum By { PEOPLE } type A { b(x: Int): B } type B { c: [Group!] }');
    test('or could be, from further away', async () => {
      const far = 'type A { b(x: Int): B } type B { c: C } type C { d: [Group!] }';
      const sdl = `type Query { all(by: By): A } enum By { PEOPLE } ${far} ${figures}`;
      const findings = [['SUPPRESS_TOLD_BY_ARGUMENT', 'WARNING', 'Query.all']];
      expect(await check(sdl, { link: LINK + DIRECTIVE })).toEqual({ outcome: 'LIVE', findings });
    });
    checked('but not by one with other words', `type Query { all(peopled: Int): [Group!] } ${figures}`, []);
  });

  test('keeps its protection, or it is told, and that of another partner needs a grant', async () => {
    const owned = 'type Query { ward: Ward } type Ward @key(fields: "id") { id: ID! people: Int @shareable @suppress }';
    const publish = `mutation ($input: PublishSubgraphInput!) { publishSubgraph(input: $input) { outcome } }`;
    const input = { name: 'wards', sdl: LINK + DIRECTIVE + owned, routingUrl: 'http://127.0.0.1/wards' };
    expect((await registry.ask(publish, { input }, owner)).data.publishSubgraph).toEqual({ outcome: 'LIVE' });
    const bare = { token: owner, name: 'wards', link: LINK + DIRECTIVE };
    expect((await check(owned.replace(' @suppress', ''), bare)).findings).toContainEqual([
      'SUPPRESS_REMOVED',
      'WARNING',
      'Ward.people',
    ]);
    const weaker = 'type Query { a: Int } type Ward @key(fields: "id") { id: ID! people: Int @shareable';
    const codes = async (directive: string) =>
      (await check(`${weaker} ${directive} }`, { link: LINK + DIRECTIVE })).findings.map(([code]) => code);
    expect(await codes('')).toContain('PROTECTION_NEEDS_GRANT');
    expect(await codes('@suppress(alone: true)')).toContain('PROTECTION_NEEDS_GRANT');
    expect(await codes('@suppress')).not.toContain('PROTECTION_NEEDS_GRANT');
    const receiving = 'type Query { a: Int } type Ward @key(fields: "id") { id: ID! people: Int @external';
    const link = LINK.replace('"@key"', '"@key", "@external", "@requires"') + DIRECTIVE;
    const received = async (field: string) => (await check(`${receiving} ${field} }`, { link })).findings;
    const warning = ['SUPPRESS_RECEIVED', 'WARNING', 'Ward.label'];
    expect(await received('label: String @requires(fields: "people")')).toContainEqual(warning);
    expect(await received('label: Int @requires(fields: "people") @suppress')).not.toContainEqual(warning);
  });
});
