import { expect, test } from '@jest/globals';
import { composeServices } from '@apollo/composition';
import { parse, printSchema } from 'graphql';
import { buildContract } from './build-contract.js';
import { apiSchema } from './diff-schemas.js';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@tag", "@inaccessible", "@requires", "@external", "@requiresScopes"])\n`;

function composed(...sdls: string[]): string {
  const { supergraphSdl, errors } = composeServices(
    sdls.map((sdl, i) => ({ name: `s${i}`, url: 'http://localhost/', typeDefs: parse(LINK + sdl) })),
  );
  expect(errors).toBeUndefined();
  return supergraphSdl!;
}

/** What clients of a contract see, on one line; or why there is none. */
function shown(sdl: string, { include = [] as string[], exclude = [] as string[] }): string {
  const built = buildContract({ name: 'c', include, exclude }, sdl, null);
  if (built.sdl === null) return built.problems.join('; ');
  return printSchema(apiSchema(built.sdl)).replace(/\s+/g, ' ').trim();
}

type Case = [title: string, sdl: string, tags: { include?: string[]; exclude?: string[] }, wanted: string | RegExp];

const CASES: readonly Case[] = [
  [
    'all but what has an excluded tag',
    'type Query { a: Int b(c: Int @tag(name: "x"), d: Int): Int @tag(name: "y") e: Int @tag(name: "x") }',
    { exclude: ['x'] },
    'type Query { a: Int b(d: Int): Int }',
  ],
  [
    'no field that leads to an excluded type',
    'type Query { a: A b: Int } type A @tag(name: "x") { c: Int }',
    { exclude: ['x'] },
    'type Query { b: Int }',
  ],
  [
    'no type that no field leads to',
    'type Query { a: A @tag(name: "x") b: Int } type A { c: E } enum E { F }',
    { exclude: ['x'] },
    'type Query { b: Int }',
  ],
  [
    'no enum value, input field or argument that is excluded',
    'type Query { a(i: I, e: E): Int } input I { j: Int k: Int @tag(name: "x") } enum E { F G @tag(name: "x") }',
    { exclude: ['x'] },
    'enum E { F } input I { j: Int } type Query { a(i: I, e: E): Int }',
  ],
  [
    'with included tags, only fields that have one, and what they need',
    'type Query { a(e: E): A @tag(name: "p") b: Int } type A { c: Int @tag(name: "p") d: Int } enum E { F }',
    { include: ['p'] },
    'type A { c: Int } enum E { F } type Query { a(e: E): A }',
  ],
  [
    'all fields of a type that has an included tag, but the excluded ones',
    'type Query { a: A @tag(name: "p") } type A @tag(name: "p") { c: Int d: Int @tag(name: "x") }',
    { include: ['p'], exclude: ['x'] },
    'type A { c: Int } type Query { a: A }',
  ],
  [
    'no field of an interface that one of its types does not show',
    'type Query { a: I } interface I { b: Int c: Int } type A implements I { b: Int c: Int @tag(name: "x") }',
    { exclude: ['x'] },
    'type A implements I { b: Int } interface I { b: Int } type Query { a: I }',
  ],
  [
    'of a union what is left of it',
    'type Query { a: U } union U = A | B type A { c: Int } type B @tag(name: "x") { c: Int }',
    { exclude: ['x'] },
    'type A { c: Int } type Query { a: U } union U = A',
  ],
  [
    'no field whose required argument is of a hidden type',
    'type Query { a(i: I!): Int b: Int } input I @tag(name: "x") { j: Int }',
    { exclude: ['x'] },
    'type Query { b: Int }',
  ],
  [
    'what is protected, as before',
    'type Query { a: Int @requiresScopes(scopes: [["read"]]) b: Int @tag(name: "x") }',
    { exclude: ['x'] },
    'type Query { a: Int }',
  ],
  [
    'no type that nothing leads to, though its name looks like one of a specification',
    'type Query { a: own__A @tag(name: "x") b: Int } type own__A { c: Int }',
    { exclude: ['x'] },
    'type Query { b: Int }',
  ],
  ['why nothing is left', 'type Query { a: Int @tag(name: "x") }', { exclude: ['x'] }, /Query/],
  [
    'why a required argument cannot be hidden',
    'type Query { a(b: Int! @tag(name: "x")): Int c: Int }',
    { exclude: ['x'] },
    /Query\.a\(b:\)/,
  ],
  [
    'nothing, and says what to do, where no field of Query is left',
    'type Query { a: A } type A @tag(name: "p") { b: Int }',
    { include: ['p'] },
    'no field of Query is shown. Tag at least one with an included tag and no excluded one',
  ],
];

test.each(CASES)('buildContract() shows %s', (_title, sdl, tags, wanted) => {
  const found = shown(composed(sdl), tags);
  if (wanted instanceof RegExp) expect(found).toMatch(wanted);
  else expect(found).toBe(wanted);
});

test('buildContract() keeps for gateways what it hides, also where subgraphs hide something themselves', () => {
  const sdl = composed(
    'type Query { a: A } type A @key(fields: "id") { id: ID! @tag(name: "x") b: Int @tag(name: "x") c: Int @inaccessible }',
    'type A @key(fields: "id") { id: ID! b: Int @external d: Int @requires(fields: "b") }',
  );
  const built = buildContract({ name: 'c', include: [], exclude: ['x'] }, sdl, null);
  expect(built.sdl).toMatch(/b: Int .*@inaccessible/);
  expect(printSchema(apiSchema(built.sdl!)).replace(/\s+/g, ' ')).toBe('type A { d: Int } type Query { a: A }');
});

test('buildContract() tells what changes for its clients alone', () => {
  const before = composed('type Query { a: Int @tag(name: "p") b: Int @tag(name: "p") }');
  const after = composed('type Query { a: Int @tag(name: "p") b: Int }');
  const { changes } = buildContract({ name: 'c', include: ['p'], exclude: [] }, after, before);
  expect(changes).toMatchObject([{ level: 'BREAKING', coordinate: 'Query.b', users: ['Query.b', 'Query.*'] }]);
});
