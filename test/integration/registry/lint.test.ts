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
  const input = { name, sdl: link + sdl, routingUrl: 'http://127.0.0.1/' };
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

  personal(
    'that anybody may read is refused',
    `${PATIENT} { note: String @tag(name: "personal") }`,
    refused('Patient.note'),
  );
  personal(
    'of a special category, too',
    `${PATIENT} { note: String @tag(name: "special-category") }`,
    refused('Patient.note'),
  );
  personal(
    'that the type is tagged for, too',
    `${PATIENT} @tag(name: "personal") { note: String }`,
    refused('Patient.note'),
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
