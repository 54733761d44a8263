import { expect, test } from '@jest/globals';
import { parse, type OperationDefinitionNode } from 'graphql';
import { composeSubgraphs } from '../../test/federation/support/compose.js';
import { cacheRulesOf } from './cache-rules.js';
import { changedByMutation } from './changed-by-mutation.js';
import { entitySlot, slotOf, typeSlot } from './slots.js';

const TYPE = 'type P @key(fields: "id") { id: ID!';
const sdl = composeSubgraphs({
  a: { sdl: `type Query { p: P } type Mutation { touch: [P!] } ${TYPE} name: String }` },
  b: { sdl: `${TYPE} stock: Int }` },
});
const rules = cacheRulesOf({
  sdl,
  routes: new Map([
    ['a', 'http://a/'],
    ['b', 'http://b/'],
  ]),
  settings: {
    maxAgeSeconds: 1_000,
    auditedTags: [],
    of: () => ({ enabled: true, maxAgeSeconds: 0, staleIfErrorSeconds: 0 }),
  },
  echoesKeys: () => false,
  facts: {
    protections: { clauses: {}, fields: {} },
    tags: {},
    suppressions: {},
    possibleTypes: {},
    keys: { a: { P: ['id'] }, b: { P: ['id'] } },
  },
});
const operation = parse('mutation { touch { id } }').definitions[0] as OperationDefinitionNode;

/** The slots of so many entities in an answer. */
function changedBy(count: number): string[] {
  const touch = Array.from({ length: count }, (_, i) => ({ id: String(i) }));
  return changedByMutation(rules, { subgraph: 'a', operation }, { data: { touch }, isFailed: false });
}

test('changedByMutation() names the entities of an answer, in all subgraphs', () => {
  const slots = changedBy(2);
  for (const subgraph of ['a', 'b'])
    for (const id of ['0', '1']) expect(slots).toContain(entitySlot(subgraph, JSON.stringify(['P', 'id', [id]])));
  expect(slots).not.toContain(typeSlot('b', 'P'));
  expect(slots).not.toContain(slotOf('a', 'all'));
});

test('changedByMutation() drops all of a type where an answer has very many', () => {
  const slots = changedBy(100_000);
  expect(slots).toEqual(expect.arrayContaining([typeSlot('a', 'P'), typeSlot('b', 'P')]));
  expect(slots.length).toBeLessThan(2_100);
});
