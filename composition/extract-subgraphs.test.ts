import { expect, test } from '@jest/globals';
import { lexicographicSortSchema, parse, printSchema, print, buildASTSchema, visit } from 'graphql';
import { readFileSync } from 'node:fs';
import { composeSchemas } from './compose-schemas.js';
import { extractSubgraphs } from './extract-subgraphs.js';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@tag", "@inaccessible",
  "@authenticated", "@requiresScopes", "@policy", "@cost", "@listSize", "@shareable"])\n`;

/** A supergraph whatever order its parts have. */
function sorted(sdl: string): string {
  const document = visit(parse(sdl), {
    // The order of directives means nothing either.
    leave: (node) =>
      'directives' in node && node.directives
        ? { ...node, directives: [...node.directives].sort((a, b) => (print(a) < print(b) ? -1 : 1)) }
        : undefined,
  });
  const definitions = document.definitions.map((node) => print(node));
  return `${printSchema(lexicographicSortSchema(buildASTSchema(parse(sdl))))}\n${definitions
    .map((text) => text.split('\n').sort().join('\n'))
    .sort()
    .join('\n')}`;
}

function check(title: string, sdl: string): void {
  test(`extractSubgraphs() gives schemas that compose into the same supergraph: ${title}`, () => {
    const composed = composeSchemas(extractSubgraphs(sdl, 'test'));
    if (composed.kind === 'failed') throw new Error(composed.problems.map(({ message }) => message).join('\n'));
    expect(sorted(composed.sdl)).toBe(sorted(sdl));
  });
}

check('the one of this repository', readFileSync('schema/supergraph.graphql', 'utf8'));

const composed = composeSchemas([
  {
    name: 'people',
    url: 'http://people.invalid/',
    source: 'people',
    sdl: `${LINK}
      "Asked first." type Query { "One." person("Which." id: ID!): Person @cost(weight: 3) all: [Person] @listSize(assumedSize: 9) }
      type Person @key(fields: "id") @tag(name: "open") { id: ID! secret: String @inaccessible
        pay: Int @requiresScopes(scopes: [["pay", "read"]]) age: Int @authenticated born: Int @policy(policies: [["hr"]]) }`,
  },
  {
    name: 'money',
    url: 'http://money.invalid/',
    source: 'money',
    sdl: `${LINK} type Person @key(fields: "id") { id: ID! "What." owes: Kind @deprecated(reason: "Nothing") } enum Kind { "Some." A B @tag(name: "x") }`,
  },
]);
check('one with protection, tags, cost and a subgraph without Query', composed.kind === 'composed' ? composed.sdl : '');

const counted = composeSchemas([
  {
    name: 'wards',
    url: 'http://wards.invalid/',
    source: 'wards',
    sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
      @link(url: "https://joinery.example/suppress/v1.0", import: [{ name: "@suppress", as: "@people" }])
      @composeDirective(name: "@people")
      directive @people(group: String, alone: Boolean) on FIELD_DEFINITION
      type Query { wards: [Ward] } type Ward @key(fields: "id") { id: ID! staff: Int @people(alone: true) }`,
  },
  {
    name: 'beds',
    url: 'http://beds.invalid/',
    source: 'beds',
    sdl: `${LINK} type Ward @key(fields: "id") { id: ID! beds: Int }`,
  },
]);
check('one with suppressed counts', counted.kind === 'composed' ? counted.sdl : '');

test('extractSubgraphs() refuses what is no supergraph', () => {
  expect(() => extractSubgraphs('type Query { a: Int }', 'a.graphql')).toThrow(/a\.graphql/);
});

test('extractSubgraphs() imports @context by its plain name, so that it composes beside what imports it so', () => {
  const link =
    'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@context", "@fromContext"])\n';
  const own = (name: string) => ({
    name,
    url: `http://${name}.invalid/`,
    source: name,
    sdl: `${link}type Query { ${name}: ${name}A }
      type ${name}A @key(fields: "id") @context(name: "of") { id: ID! unit: String inner: ${name}B }
      type ${name}B @key(fields: "id") { id: ID! shown(unit: String @fromContext(field: "$of { unit }")): String }`,
  });
  const whole = composeSchemas([own('x'), own('y')]);
  if (whole.kind === 'failed') throw new Error(whole.problems.map(({ message }) => message).join('\n'));
  const [x] = extractSubgraphs(whole.sdl, 'test');
  const again = composeSchemas([x!, own('y')]);
  expect(again.kind === 'failed' ? again.problems.map(({ code }) => code) : []).toEqual([]);
});
