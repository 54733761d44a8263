/** Which questions about a figure of people are held to be subtracted from each other, however their arguments are written. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { SUPPRESS } from './suppression/surveys.js';

const SDL = `${SUPPRESS}
  enum Scope { ALL ACUTE }
  input Filter { region: String = "x" sex: String any: [Filter!] }
  type Query {
    s(id: ID!, groups: [String!], region: String = "x", bank: Boolean = true, minAge: Int, from: String, filter: Filter,
      scope: Scope, note: String): Int @suppress
    year(year: Int!, id: ID!, region: String): Int @suppress
    people(filter: Filter!): Int @suppress
    staff(regions: [String!]!): Int @suppress
    rows(first: Int, after: String): [Row!]
    trusts(first: Int, after: String, limit: Int, offset: Int): [Trust!]
  }
  type Row { people: Int @suppress }
  type Trust { people: Int @suppress(alone: true) }
`;

const newFolder = temporaryFolders();
let graph: ProtectedGraph;
beforeAll(async () => {
  graph = await startProtectedGraph({
    subgraphs: {
      one: { sdl: SDL, fields: { 'Query.s': 20, 'Query.people': 20, 'Query.staff': 20, 'Query.year': 20 } },
    },
    folder: newFolder(),
  });
});
afterAll(() => graph.stop());

interface Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

let callers = 0;
/** Asks both as one caller; gives whether the second one was flagged. */
async function isFlagged(first: Asked, then: Asked): Promise<boolean> {
  const scopes = [`caller-${(callers += 1)}`];
  const ask = async ({ query, variables = {} }: Asked) => (await graph.ask(query, { scopes, variables })).body;
  expect((await ask(first)).extensions?.warnings).toBeUndefined();
  const { errors, extensions } = await ask(then);
  expect(errors).toBeUndefined();
  return extensions?.warnings?.[0].code === 'DIFFERENCING';
}

const check = (isExpected: boolean) => (title: string, first: string, then: string) =>
  test(title, async () => {
    expect(await isFlagged({ query: `{ ${first} }` }, { query: `{ ${then} }` })).toBe(isExpected);
  });
const s = (more: string) => `s(id: "1", ${more})`;
const members = Array.from({ length: 200 }, (_, place) => `"z${place}"`).join(' ');

describe('questions are subtracted that differ by', () => {
  const flagged = check(true);
  flagged('a default and null', 's(id: "1")', s('region: null'));
  flagged('one condition more, arguments in another order', s('region: null'), 's(region: "y", id: "1")');
  flagged('one condition more, an identifier as a number', 's(id: 1, region: null)', s('region: "y"'));
  flagged('one condition more, required ones in another order', 'year(id: 1, year: 2020)', 'year(year: 2020, region: "y", id: 1)'); // prettier-ignore
  flagged('a member more of a list that was one value', s('groups: "A"'), s('groups: ["A", "B"]'));
  flagged('a field more of a required object', 'people(filter: {})', 'people(filter: { sex: "F" })');
  flagged('a default in an object and null', 'people(filter: {})', 'people(filter: { region: null })');
  flagged('a member more of a required list', 'staff(regions: ["a"])', 'staff(regions: ["b", "a"])');
  flagged('members of lists that overlap', s('groups: ["A", "j1"]'), s('groups: ["A", "B", "j2"]'));
  flagged('a condition more beside another value', s('note: "1"'), s('note: "2", minAge: 20'));
  flagged('a member more of a very long list', s(`groups: ["A" ${members}]`), s(`groups: ["A" "B" ${members}]`));
  flagged('a Boolean', s('bank: true'), s('bank: false'));
  flagged('a number', s('minAge: 20'), s('minAge: 21'));
  flagged('a number in an object of a list', s('filter: { any: [{ sex: "F" }] }'), s('filter: { any: [{ sex: "F", region: null }, { sex: "M" }] }')); // prettier-ignore
  flagged('a date', s('from: "2026-01-01"'), s('from: "2026-01-02"'));
  flagged('a page', 'rows(first: 1, after: "0") { people }', 'rows(first: 1, after: "1") { people }');
  flagged('a page and all', 'rows(first: 1) { people }', 'rows { people }');

  test('a member more of a list in a variable', async () => {
    const query = 'query ($g: [String!]) { s(id: "1", groups: $g) }';
    expect(await isFlagged({ query, variables: { g: 'A' } }, { query, variables: { g: ['A', 'B'] } })).toBe(true);
  });
  test('a variable that is not set and one that is null', async () => {
    const query = 'query ($r: String) { s(id: "1", region: $r) }';
    expect(await isFlagged({ query }, { query, variables: { r: null } })).toBe(true);
  });
});

describe('questions are not subtracted that differ by', () => {
  const passed = check(false);
  passed('nothing, with a default written', 's(id: "1")', s('region: "x"'));
  passed('nothing, in another order', s('groups: ["A", "B"]'), 's(groups: ["B", "A"], id: 1)');
  passed('what is asked about', 'year(id: 1, year: 2020)', 'year(id: 1, year: 2021)');
  passed('other members altogether', s('groups: ["A"]'), s('groups: ["B"]'));
  passed('another value', s('region: "y"'), s('region: "z"'));
  passed('a page of rows that are judged alone', 'trusts(first: 1) { people }', 'trusts(first: 1, after: "1") { people }'); // prettier-ignore
  passed('an offset of rows that are judged alone', 'trusts(limit: 1) { people }', 'trusts(limit: 1, offset: 1) { people }'); // prettier-ignore
});

test('a required argument that is null is refused by name', async () => {
  const query = 'query ($id: ID = "a") { s(id: $id) }';
  const { body } = await graph.ask(query, { scopes: null, variables: { id: null } });
  expect(body.errors).toEqual([
    { message: 'An argument of s is null and may not be', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test('a caller who asks much makes nothing be forgotten, and is flagged', async () => {
  const ask = async (scope: string, query: string) =>
    (await graph.ask(query, { scopes: [scope], variables: {} })).body.extensions?.warnings?.length ?? 0;
  expect(await ask('quiet', '{ s(id: "1") }')).toBe(0);
  let flagged = 0;
  for (let round = 0; round < 800 && flagged === 0; round += 1) {
    const fields = Array.from({ length: 30 }, (_, place) => `a${place}: s(id: "${round}-${place}")`);
    flagged = await ask('loud', `{ ${fields.join(' ')} }`);
  }
  expect(flagged).toBeGreaterThan(0);
  expect(await ask('quiet', '{ s(id: "1", note: "x") }')).toBe(1);
  expect(await ask('other', '{ s(id: "1") }')).toBe(0);
});
