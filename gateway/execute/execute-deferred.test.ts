import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Subgraphs } from '../../test/federation/support/federation-case.js';
import type { Row } from '../../test/federation/support/subgraph-fixture.js';
import { startCore, type Core } from '../../test/support/start-core.js';
import { executeDeferred, type LaterAnswer } from './execute-deferred.js';

const THINGS: readonly [Row, Row] = [
  { id: 't1', name: 'One' },
  { id: 't2', name: 'Two' },
];

let release: () => void;
const subgraphs: Subgraphs = {
  one: {
    sdl: `
      type Query { thing: Thing  things: [Thing!]!  many: [Thing!]!  none: Thing  any: Any  broken: Thing }
      type Mutation { make: Thing }
      type Thing @key(fields: "id") { id: ID!  name: String  size: Int  must: Int!  part: Part }
      type Part { n: Int  m: Int  thing: Thing }
      union Any = Thing | Part
    `,
    entities: { Thing: THINGS.map((thing) => ({ ...thing, size: 3 })) },
    fields: {
      'Query.thing': THINGS[0],
      'Query.things': THINGS,
      'Query.many': Array.from({ length: 2_500 }, () => THINGS[0]),
      'Query.none': null,
      'Query.any': { __typename: 'Part', n: 1, m: 2 },
      'Query.broken': new Error('No'),
      'Mutation.make': THINGS[1],
      'Thing.must': ({ id }) => (id === 't2' ? null : 1),
      'Thing.part': { n: 1, m: 2, thing: THINGS[1] },
    },
  },
  two: {
    sdl: `type Thing @key(fields: "id") { id: ID!  stars: Int  slow: String  fails: Int  nested: Thing }`,
    entities: { Thing: THINGS.map(({ id }) => ({ id, stars: Number(id.slice(1)) })) },
    fields: {
      'Thing.slow': () => new Promise((resolve) => (release = () => resolve('late'))),
      'Thing.fails': new Error('Out of stars'),
      'Thing.nested': ({ id }) => ({ id }),
    },
  },
};

let core: Core;
beforeAll(async () => {
  core = await startCore(subgraphs);
});
afterAll(() => core.stop());

function check(title: string, operation: string, expected: readonly unknown[], variables = {}): void {
  test(title, async () => {
    expect(await core.stream(operation, variables)).toEqual(expected);
  });
}

describe('executeDeferred()', () => {
  check('gives a fragment of another subgraph later', '{ thing { name ... @defer { stars } } }', [
    { data: { thing: { name: 'One' } }, hasNext: true },
    { incremental: [{ data: { stars: 1 }, path: ['thing'] }], hasNext: false },
  ]);
  check(
    'names the label of the client and its alias in the path',
    '{ a: thing { name ...S @defer(label: "L") } } fragment S on Thing { b: stars }',
    [
      { data: { a: { name: 'One' } }, hasNext: true },
      { incremental: [{ data: { b: 1 }, path: ['a'], label: 'L' }], hasNext: false },
    ],
  );
  check('gives one for each item of a list', '{ things { id ... @defer { stars __typename } } }', [
    { data: { things: [{ id: 't1' }, { id: 't2' }] }, hasNext: true },
    {
      incremental: [
        { data: { stars: 1, __typename: 'Thing' }, path: ['things', 0] },
        { data: { stars: 2, __typename: 'Thing' }, path: ['things', 1] },
      ],
      hasNext: false,
    },
  ]);
  test('gives those of a long list in parts, between which others have their turn', async () => {
    const program = await core.program('{ many { id ... @defer { stars fails } } }', {}, { defers: true });
    const lengths: number[] = [];
    let turns = 0;
    let turn = setImmediate(function next() {
      turns += 1;
      turn = setImmediate(next);
    });
    const seen: number[] = [];
    const paths: unknown[] = [];
    for await (const part of executeDeferred(program, core.input(), {})) {
      if (!('incremental' in part)) continue;
      lengths.push(part.incremental.length);
      paths.push(...part.incremental.flatMap(({ errors = [] }) => errors.map(({ path }) => path)));
      seen.push(turns);
    }
    clearImmediate(turn);
    expect(lengths).toEqual([1_000, 1_000, 500]);
    expect(new Set(seen).size).toBe(3);
    expect(paths.slice(0, 2)).toEqual([
      ['many', 0, 'fails'],
      ['many', 1, 'fails'],
    ]);
  });
  check('defers at the root', '{ thing { id } ... @defer { things { id } } }', [
    { data: { thing: { id: 't1' } }, hasNext: true },
    { incremental: [{ data: { things: [{ id: 't1' }, { id: 't2' }] }, path: [] }], hasNext: false },
  ]);
  check('gives what is selected twice twice', '{ thing { name ... @defer { name size } } }', [
    { data: { thing: { name: 'One' } }, hasNext: true },
    { incremental: [{ data: { name: 'One', size: 3 }, path: ['thing'] }], hasNext: false },
  ]);
  check('gives nothing later for what is null', '{ none { id ... @defer { stars } } }', [
    { data: { none: null }, hasNext: false },
  ]);
  check(
    'gives nothing later where the type does not fit',
    '{ any { ... on Thing @defer { stars } ... on Part { n } } }',
    [{ data: { any: { n: 1 } }, hasNext: false }],
  );
  check('gives nothing later for what an error has made null', '{ broken { id ... @defer { stars } } }', [
    {
      errors: [expect.objectContaining({ message: 'No', path: ['broken'] })],
      data: { broken: null },
      hasNext: false,
    },
  ]);
  check(
    'answers at once what a condition says',
    'query ($later: Boolean!) { thing { id ... @defer(if: $later) { stars } } }',
    [{ data: { thing: { id: 't1', stars: 1 } }, hasNext: false }],
    { later: false },
  );
  test('defers a fragment at every place where it is spread', async () => {
    const [first, ...later] = await core.stream(
      '{ thing { ...S @defer part { thing { ...S @defer } } } } fragment S on Thing { stars }',
    );
    expect(first).toEqual({ data: { thing: { part: { thing: {} } } }, hasNext: true });
    expect((later as LaterAnswer[]).flatMap(({ incremental }) => incremental)).toEqual(
      expect.arrayContaining([
        { data: { stars: 1 }, path: ['thing'] },
        { data: { stars: 2 }, path: ['thing', 'part', 'thing'] },
      ]),
    );
  });
  check('tells errors with the part that they belong to', '{ thing { id ... @defer { fails } } }', [
    { data: { thing: { id: 't1' } }, hasNext: true },
    {
      incremental: [
        {
          errors: [expect.objectContaining({ message: 'Out of stars', path: ['thing', 'fails'] })],
          data: { fails: null },
          path: ['thing'],
        },
      ],
      hasNext: false,
    },
  ]);
  check('makes only the deferred part null when a field must not be null', '{ things { id ... @defer { must } } }', [
    { data: { things: [{ id: 't1' }, { id: 't2' }] }, hasNext: true },
    {
      incremental: [
        { data: { must: 1 }, path: ['things', 0] },
        {
          errors: [expect.objectContaining({ path: ['things', 1, 'must'] })],
          data: null,
          path: ['things', 1],
        },
      ],
      hasNext: false,
    },
  ]);
  check('runs a mutation first and joins later', 'mutation { make { id ... @defer { stars } } }', [
    { data: { make: { id: 't2' } }, hasNext: true },
    { incremental: [{ data: { stars: 2 }, path: ['make'] }], hasNext: false },
  ]);

  test('gives each part when it is ready, and what stands within after it', async () => {
    const program = await core.program(
      `{ thing { id ... @defer(label: "slow") { slow nested { id ... @defer(label: "inner") { name } } } ... @defer(label: "fast") { size } } }`,
      {},
      { defers: true },
    );
    const answers = executeDeferred(program, core.input(), {});
    expect((await answers.next()).value).toEqual({ data: { thing: { id: 't1' } }, hasNext: true });
    expect((await answers.next()).value).toEqual({
      incremental: [{ data: { size: 3 }, path: ['thing'], label: 'fast' }],
      hasNext: true,
    });
    release();
    const slow = (await answers.next()).value as LaterAnswer;
    expect(slow.incremental![0]).toEqual({
      data: { slow: 'late', nested: { id: 't1' } },
      path: ['thing'],
      label: 'slow',
    });
    const inner = slow.incremental![1] ?? ((await answers.next()).value as LaterAnswer).incremental![0];
    expect(inner).toEqual({ data: { name: 'One' }, path: ['thing', 'nested'], label: 'inner' });
    expect((await answers.next()).done).toBe(true);
  });

  test('answers all at once to who takes no stream', async () => {
    expect(await core.ask('{ thing { name ... @defer { stars } } }')).toEqual({
      data: { thing: { name: 'One', stars: 1 } },
      errors: [],
    });
  });
});

test.each([
  ['a label that is a variable', 'query ($l: String) { thing { ... @defer(label: $l) { id } } }', /must be a text/],
  ['a label used twice', '{ thing { ... @defer(label: "a") { id } ... @defer(label: "a") { name } } }', /only once/],
  ['a mutation', 'mutation { ... @defer { make { id } } }', /cannot be deferred/],
])('@defer is refused with %s', async (_title, operation, message) => {
  await expect(async () => core.program(operation)).rejects.toThrow(message);
});

describe('what the planner cannot defer', () => {
  const USER = { id: 'u', email: 'e', org: { id: 'o' }, nick: 'n' };
  const byId = '@key(fields: "id")';
  let nested: Core;
  beforeAll(async () => {
    nested = await startCore({
      a: {
        sdl: `
          type Query { team: Team }
          type User ${byId} @key(fields: "org { id } email") { id: ID! email: String! @shareable org: Org! @shareable nick: String }
          type Org ${byId} { id: ID! name: String @shareable }
          type Team @key(fields: "members { id }") { members: [User!]! @shareable name: String }
        `,
        entities: { User: [USER] },
        fields: { 'Query.team': { name: 'T', members: [USER] } },
      },
      b: {
        sdl: `
          type User @key(fields: "org { id } email") { email: String! @shareable org: Org! @shareable age: Int! }
          type Org ${byId} { id: ID! size: Int }
        `,
        entities: { Org: [{ id: 'o', size: 7 }] },
      },
      c: {
        sdl: `
          type User ${byId} { id: ID! note: String @requires(fields: "nick org { size }") nick: String @external org: Org! @external }
          type Org ${byId} { id: ID! size: Int @external }
          type Team @key(fields: "members { id }") { members: [User!]! @shareable score: Int }
        `,
        fields: { 'User.note': ({ nick, org }) => `${nick} of ${org.size}` },
      },
    });
  });
  afterAll(() => nested.stop());

  test('is answered with the rest', async () => {
    expect(await nested.stream('{ team { name ... @defer { members { note } } } }')).toEqual([
      { data: { team: { name: 'T', members: [{ note: 'n of 7' }] } }, hasNext: false },
    ]);
  });
});
