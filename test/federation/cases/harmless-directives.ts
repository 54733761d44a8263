import { bookshop } from '../graphs/bookshop.js';
import type { FederationCase, Subgraphs } from '../support/federation-case.js';

const IMPORTS = '["@key", "@tag", "@composeDirective", "@shareable", "@requires", "@external"]';
const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${IMPORTS})
  @link(url: "https://example.org/owner/v1.0", import: ["@owner"]) @composeDirective(name: "@owner")
  directive @owner(of: String!, since: Int) repeatable on FIELD_DEFINITION | OBJECT | ENUM_VALUE
  directive @upper(first: Boolean = true) on FIELD
`;

const marked: Subgraphs = {
  a: {
    sdl: `${LINK}
      type Query { box: Box @tag(name: "public") @owner(of: "a")  old: Int @deprecated(reason: "Use box") }
      type Box @key(fields: "id") @owner(of: "a", since: 2020) @owner(of: "b") { id: ID! @tag(name: "key")  label(size: Int @tag(name: "arg")): String @tag(name: "text")
        state: State }
      enum State @tag(name: "enum") { ON @tag(name: "value")  OFF @deprecated }
    `,
    fields: { 'Query.box': { id: '1', label: 'L', state: 'OFF' }, 'Query.old': 1 },
    entities: { Box: [{ id: '1', label: 'L' }] },
  },
  b: {
    sdl: `${LINK}
      type Box @key(fields: "id") { id: ID!  label(size: Int): String @external  long: String @requires(fields: "label") @tag(name: "b") @owner(of: "b") }
    `,
    fields: { 'Box.long': ({ label }) => `long ${label}` },
  },
};

export const HARMLESS_DIRECTIVE_CASES: readonly FederationCase[] = [
  {
    name: '@tag and @composeDirective change no answer',
    subgraphs: marked,
    operation: '{ box { id label state long } old }',
    expect: { data: { box: { id: '1', label: 'L', state: 'OFF', long: 'long L' }, old: 1 } },
  },
  {
    name: 'a directive of the client that both subgraphs define is executed by them',
    subgraphs: marked,
    operation: '{ box { label @upper long @upper(first: false) } }',
    expect: { data: { box: { label: 'L', long: 'long L' } } },
    requests: { a: { asks: ['upper'] }, b: { asks: ['upper'] } },
  },
  {
    name: 'a directive that nobody defines is refused',
    subgraphs: bookshop,
    operation: '{ book(id: "b1") { title @shout } }',
    expect: { errors: [{ code: 'GRAPHQL_VALIDATION_FAILED' }] },
  },
  {
    name: '@deprecated is shown by introspection',
    subgraphs: marked,
    operation: `{
      __type(name: "Query") { fields(includeDeprecated: true) { name isDeprecated deprecationReason } }
      state: __type(name: "State") { enumValues { name } }
    }`,
    expect: {
      data: {
        __type: {
          fields: [
            { name: 'box', isDeprecated: false, deprecationReason: null },
            { name: 'old', isDeprecated: true, deprecationReason: 'Use box' },
          ],
        },
        state: { enumValues: [{ name: 'ON' }] },
      },
    },
  },
  {
    name: 'introspection lists the directives that a client may use, @tag is none of them',
    subgraphs: marked,
    operation: '{ __schema { directives { name } } }',
    expect: {
      data: {
        __schema: {
          directives: ['upper', 'defer', 'include', 'skip', 'deprecated', 'specifiedBy', 'oneOf'].map((name) => ({
            name,
          })),
        },
      },
    },
    knownStockDifference: 'It does not know @defer.',
  },
];
