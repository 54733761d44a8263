import { describe, expect, test } from '@jest/globals';
import { parse, type OperationDefinitionNode } from 'graphql';
import { composeSubgraphs } from '../../test/federation/support/compose.js';
import { cacheRulesOf } from './cache-rules.js';
import { selectionPolicy } from './selection-policy.js';

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective"])
  @link(url: "https://joinery.example/cacheControl/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum CacheControlScope { PUBLIC PRIVATE }
`;
const sdl = composeSubgraphs({
  a: {
    sdl: `${LINK}
      type Query {
        hinted: A @cacheControl(maxAge: 100)  open: A  short: Short  leaf: Int  list: [A!] @cacheControl(maxAge: 5)
        any: Any  node: Node @cacheControl(maxAge: 100)  shared: Int @shareable @cacheControl(maxAge: 100)
        inherits: A @cacheControl(inheritMaxAge: true)
      }
      type A { id: ID  below: A  kept: A @cacheControl(inheritMaxAge: true)  mine: Int @cacheControl(scope: PRIVATE) }
      type Short @cacheControl(maxAge: 10) { id: ID  long: Int @cacheControl(maxAge: 90)  a: A @cacheControl(maxAge: 50) }
      type P @key(fields: "id") @cacheControl(maxAge: 60) { id: ID!  name: String  price: Int @cacheControl(maxAge: 30) }
      type Own @key(fields: "id") @cacheControl(maxAge: 60) { id: ID!  name: String  sealed: Int }
      union Any = A | Short
      interface Node { id: ID }
      type N implements Node { id: ID @cacheControl(maxAge: 3) }`,
  },
  b: {
    sdl: `${LINK} type Query { shared: Int @shareable @cacheControl(maxAge: 7)  p: P @cacheControl(maxAge: 80) }
      type P @key(fields: "id") @cacheControl(maxAge: 40, scope: PRIVATE) { id: ID!  stock: Int }`,
  },
});
const facts = {
  protections: { clauses: {}, fields: { 'Own.sealed': ['authenticated'] } },
  tags: { 'A.id': ['other'] },
  suppressions: {},
  possibleTypes: { Any: ['A', 'Short'], Node: ['N'] },
  keys: {},
};
const settings = {
  maxAgeSeconds: 1_000,
  auditedTags: ['special'],
  of: () => ({ enabled: true, maxAgeSeconds: 0, staleIfErrorSeconds: 0 }),
};
const rules = cacheRulesOf({ sdl, routes: new Map(), settings, echoesKeys: () => false, facts });

const policyOf = (query: string, subgraph: string) => {
  const { selectionSet } = parse(query).definitions[0] as OperationDefinitionNode;
  const { maxAgeSeconds, atMostSeconds, isPrivate, isGuarded } = selectionPolicy(rules, subgraph, selectionSet);
  return { maxAge: maxAgeSeconds, atMost: atMostSeconds, isPrivate, isGuarded };
};
const entity = (type: string, fields: string) =>
  `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${type} { ${fields} } } }`;

describe('selectionPolicy()', () => {
  const check = (title: string, query: string, expected: Partial<ReturnType<typeof policyOf>>, subgraph = 'a') =>
    test(title, () => {
      expect(policyOf(query, subgraph)).toMatchObject(expected);
    });

  check('takes the hint of a root field, also for leaves below', '{ hinted { id } }', { maxAge: 100 });
  check('takes the hint of a type', '{ short { id } }', { maxAge: 10 });
  check('lets a hint of a field go before that of its type', '{ short { id a { id } } }', { maxAge: 10 });
  check('takes the shortest', '{ hinted { id } list { id } }', { maxAge: 5 });
  check('knows nothing of a root field without a hint', '{ open { id } }', { maxAge: null });
  check('nor of a leaf', '{ hinted { id } leaf }', { maxAge: null });
  check('nor of an object below without a hint', '{ hinted { below { id } } }', { maxAge: null, atMost: 100 });
  check('lets a field have the time of what is around', '{ hinted { kept { id } } }', { maxAge: 100 });
  check('which a root field has not', '{ inherits { id } }', { maxAge: null });
  check('is private as soon as anything is', '{ hinted { mine } }', { isPrivate: true });
  check('takes the types of a union into account', '{ any { ... on A { id } } }', { atMost: 10 });
  check('takes the types of an interface into account', '{ node { id } }', { atMost: 3 });
  check('takes an entity by its type', entity('Own', 'name'), { maxAge: 60 });
  check('is guarded as soon as anything is', entity('Own', 'name sealed'), { isGuarded: true });
  check('is guarded where a field is not known', entity('Own', 'other'), { isGuarded: true });
  check('does not believe a hint on a type of several subgraphs', entity('P', 'name'), { maxAge: null });
  check('but never goes beyond it', entity('P', 'price'), { maxAge: 30, atMost: 30 });
  check('believes a hint on a field of one subgraph', entity('P', 'price'), { maxAge: 30 });
  check('counts the strictest of several hints', entity('P', 'stock'), { atMost: 40, isPrivate: true }, 'b');
  check(
    'keeps private what a type says is, whatever its field says',
    '{ p { id } }',
    { maxAge: 80, isPrivate: true },
    'b',
  );
  check('does not believe a hint on a shared field', '{ shared }', { maxAge: null, atMost: 7 }, 'b');
});
