/** Small numbers stay out of one answer, whatever shape it is asked for in: keys, arguments, lists, families. */
import { afterAll, describe, expect, test } from '@jest/globals';
import type { FixtureResolver, FixtureValue } from '../federation/support/subgraph-fixture.js';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { SUPPRESS } from './suppression/surveys.js';

const newFolder = temporaryFolders();
const graphs: ProtectedGraph[] = [];
afterAll(async () => {
  await Promise.all(graphs.map((graph) => graph.stop()));
});

/** Asks a graph of these types, once it has been asked for the first time. */
function graphOf(types: string, fields: Readonly<Record<string, FixtureValue | FixtureResolver>>) {
  let started: Promise<ProtectedGraph> | undefined;
  return async (query: string) => {
    started ??= startProtectedGraph({ subgraphs: { one: { sdl: SUPPRESS + types, fields } }, folder: newFolder() });
    const graph = await started;
    if (!graphs.includes(graph)) graphs.push(graph);
    return (await graph.ask(query, { scopes: null })).body;
  };
}

/** Whether a query is answered by these data. */
const checkOf =
  (ask: ReturnType<typeof graphOf>) =>
  (title: string, query: string, data: unknown): void =>
    test(title, async () => {
      expect((await ask(query)).data).toEqual(data);
    });

describe('a key that stands for fields of several types', () => {
  const ask = graphOf(
    `type Query { things: [Thing!] us: [U!] part: [Whole!] surveys: [Any!] }
    union Thing = Group | Other | Survey
    type Group {
      people: Int @suppress some: Int @suppress year: Int
      rate: Float @suppress(rateOf: ["some", "people"]) age: Float @suppress(meanOver: "people")
    }
    type Other { n: Int @suppress people: Int @suppress(group: "others") f: Float @suppress }
    type Survey { all: Int @suppress(totalOf: "groups.people") groups: [Group!] }
    union U = Few | Whole
    type Few { n: Int @suppress }
    type Whole { m: Int @suppress(group: "b") }
    union Any = A | B
    type A { groups(region: String): [Whole!] }
    type B { groups(region: String): [Whole!] sum: Int @suppress(totalOf: "groups.m") }`,
    {
      'Query.things': [
        { __typename: 'Group', people: 12, some: 3, rate: 25, age: 41.5, year: 2024 },
        { __typename: 'Survey', all: 35, groups: [{ people: 3 }, { people: 32 }] },
      ],
      'Query.us': [{ __typename: 'Whole', m: 23 }],
      'Query.part': [{ m: 3 }, { m: 20 }],
      'Query.surveys': [{ __typename: 'B' }],
      'B.groups': (_parent, { region }) => (region ? [{ m: 10 }] : [{ m: 30 }]),
    },
  );
  const check = checkOf(ask);

  check('is no count for a mean', '{ things { ... on Other { x: people } ... on Group { x: year age } } }', {
    things: [{ x: null, age: null }, {}],
  });
  check(
    'shows no mean or rate as a count',
    '{ things { ... on Other { r: f a: f } ... on Group { r: rate a: age } } }',
    { things: [{ r: null, a: null }, {}] },
  );
  check(
    'shows no total as a count',
    '{ things { ... on Other { t: n } ... on Survey { t: all groups { people } } } }',
    { things: [{}, { t: null, groups: [{ people: null }, { people: null }] }] },
  );
  check('is in the groups of all', '{ us { ... on Few { x: n } ... on Whole { x: m } } part { m } }', {
    us: [{ x: null }],
    part: [{ m: null }, { m: null }],
  });
  check(
    'makes no total of lists that are asked for otherwise',
    '{ surveys { ... on A { g: groups { m } } ... on B { sum g: groups(region: "x") { m } } } }',
    { surveys: [{ sum: null, g: [{ m: 10 }] }] },
  );
  check('is shown where all are counts', '{ us { ... on Few { x: n } ... on Whole { x: m } } }', { us: [{ x: 25 }] });

  test('says so', async () => {
    const { extensions } = await ask('{ things { ... on Other { r: f } ... on Group { r: rate } } }');
    expect(extensions.suppressed).toEqual([{ path: ['things', 0, 'r'], reason: 'KEY_OF_SEVERAL_FIELDS' }]);
  });
});

describe('a mean is told beside the count', () => {
  const ask = graphOf(
    `enum Sex { F M }
    type Query { groups: [Group!] }
    type Group {
      people(sex: Sex): Int @suppress
      age(sex: Sex, unit: String = "years"): Float @suppress(meanOver: "people")
      old(from: Int = 0): Int @suppress
      pay(from: Int = 90): Float @suppress(meanOver: "old")
    }`,
    {
      'Query.groups': [{}],
      'Group.people': (_parent, { sex }) => (sex === 'F' ? 3 : 30),
      'Group.age': 61.5,
      'Group.old': (_parent, { from }) => (from === 0 ? 30 : 2),
      'Group.pay': 99.5,
    },
  );
  const check = (title: string, query: string, group: unknown) =>
    checkOf(ask)(title, `${query.includes('$') ? 'query ($from: Int)' : ''} { groups { ${query} } }`, {
      groups: [group],
    });

  check('of all', 'people age', { people: 30, age: 61.5 });
  check('of a part', 'n: people(sex: M) age(sex: M)', { n: 30, age: 61.5 });
  check('with a default that is given', 'people age(unit: "years")', { people: 30, age: 61.5 });
  check('not of all for a part', 'people age(sex: F)', { people: 30, age: null });
  check('not of a part for all', 'people(sex: M) age', { people: 30, age: null });
  check('not with what the count does not know', 'people age(unit: "days")', { people: 30, age: null });
  check('not with another default', 'old pay', { old: 30, pay: null });
  check('not with a variable that leaves each its default', 'old(from: $from) pay(from: $from)', {
    old: 30,
    pay: null,
  });
  check('with what stands for the default', 'old(from: 0) pay(from: 0)', { old: 30, pay: 99.5 });
});

describe('a total is told beside', () => {
  const ask = graphOf(
    `type Query { s: Survey }
    type Survey {
      all(region: String): Int @suppress(totalOf: "groups.n")
      groups(region: String, first: Int): [Group!]
    }
    type Group { n(sex: String): Int @suppress }`,
    { 'Query.s': {}, 'Survey.groups': (_parent, { region }) => (region ? [{}] : [{}, {}, {}]), 'Group.n': 30 },
  );
  const check = (title: string, query: string, all: number | null) =>
    test(title, async () => {
      expect((await ask(`{ s { ${query} } }`)).data.s.all).toBe(all);
    });

  check('all its counts', 'all groups { n }', 90);
  check('those of the same part', 'all(region: "x") groups(region: "x") { n }', 30);
  check('those that are of the same, among others', 'all part: groups(region: "x") { n } groups { n }', 90);
  check('none of a part', 'all groups(region: "x") { n }', null);
  check('none of another part', 'all groups { n(sex: "F") }', null);
  check('no page of them', 'all groups(first: 1) { n }', null);
  check('none of all for a part', 'all(region: "x") groups { n }', null);
});

describe('a small count', () => {
  const one = (people: number) => ({ groups: [{ name: 'g', stats: [{ people }] }] });
  const ask = graphOf(
    `type Query { s: Survey surveys: [Survey!] trusts: [Trust!] }
    type Survey { exact: Int @suppress groups: [Group!] cells: [[Row!]!] }
    type Group { name: String stats: [Row!] }
    type Row { people: Int @suppress }
    type Trust { staff: Int @suppress(alone: true, group: "s") bme: Int @suppress(alone: true, group: "s") in: [Trust!] }`,
    {
      'Query.s': {
        exact: 17,
        groups: [8, 8, 1].map((people) => one(people).groups[0]!),
        cells: [[{ people: 8 }], [{ people: 8 }], [{ people: 1 }]],
      },
      'Query.surveys': [17, 8, 8, 1].map(one),
      'Query.trusts': [
        { staff: 40, bme: 3 },
        { staff: 80, bme: 20, in: [{ staff: 3 }] },
      ],
    },
  );
  const check = checkOf(ask);
  const withheld = { stats: [{ people: null }] };

  check('of one list withholds its group in all of them', '{ s { exact groups { stats { people } } } }', {
    s: { exact: 15, groups: [withheld, withheld, withheld] },
  });
  check('of a list in a list too', '{ s { cells { people } } }', {
    s: { cells: [[{ people: null }], [{ people: null }], [{ people: null }]] },
  });
  check('of one member withholds its group in all, which may overlap', '{ surveys { groups { stats { people } } } }', {
    surveys: Array.from({ length: 4 }, () => ({ groups: [withheld] })),
  });
  check('that stands alone withholds its group in its row only', '{ trusts { staff bme } }', {
    trusts: [
      { staff: null, bme: null },
      { staff: 80, bme: 20 },
    ],
  });
  check('that stands alone withholds its group at other places', '{ trusts { staff in { staff } } }', {
    trusts: [
      { staff: null, in: null },
      { staff: null, in: [{ staff: null }] },
    ],
  });
});

describe('a field of an interface and of its types', () => {
  const ask = graphOf(
    `interface Figure { n: Int m: Float }
    type A implements Figure { n: Int @suppress(alone: true) m: Float @suppress }
    type B implements Figure { n: Int @suppress(group: "b") m: Float @suppress(meanOver: "n") }
    interface Aged { k: Int @suppress(alone: true) count(from: Int = 0): Int age(from: Int = 0): Float }
    type C implements Aged {
      k: Int @suppress(group: "c")
      count(from: Int = 0): Int @suppress(alone: true)
      age(from: Int = 90): Float @suppress(meanOver: "count")
    }
    type Query { aged: [Aged!] as: [A!] bs: [B!] total: Int @suppress(group: "b") figures: [Figure!] }`,
    {
      'Query.as': [{ n: 3 }, { n: 20 }],
      'Query.bs': [{ n: 3 }, { n: 20 }],
      'Query.total': 23,
      'Query.aged': [3, 20].map((k) => ({ __typename: 'C', k, count: 30, age: 99.5 })),
      'Query.figures': [
        { __typename: 'A', n: 20, m: 9 },
        { __typename: 'B', n: 3, m: 41.5 },
      ],
    },
  );
  const check = checkOf(ask);

  check('keeps what is said of itself', '{ bs { n } total }', { bs: [{ n: null }, { n: null }], total: null });
  check('may stand alone where another may not', '{ as { n } }', { as: [{ n: null }, { n: 20 }] });
  check('is what shows least of both', '{ figures { n } total }', { figures: [{ n: null }, { n: null }], total: null });
  check('is judged by its type, where the interface says less', '{ aged { k } }', { aged: [{ k: null }, { k: null }] });
  check('has the defaults of its type', '{ aged { count age } }', {
    aged: [
      { count: 30, age: null },
      { count: 30, age: null },
    ],
  });
  check('is withheld where they differ', '{ figures { m } }', { figures: [{ m: null }, { m: null }] });
});

describe('a null that a partner answers', () => {
  const ask = graphOf(`type Query { rows: [Row!] } type Row { f: Float @suppress(alone: true) i: Int @suppress }`, {
    'Query.rows': Array.from({ length: 120 }, (_, row) => ({ f: 7.0000001, i: row === 119 ? null : 'x' })),
  });

  test('is explained by an error of its own row only, of how many there ever are', async () => {
    const { extensions } = await ask('{ rows { i } }');
    expect(extensions.suppressed).toContainEqual({ path: ['rows', 119, 'i'], reason: 'SMALL_NUMBER' });
  });
  test('and a count that is hardly more than small are no numbers', async () => {
    expect((await ask('{ rows { f } }')).data.rows[0]).toEqual({ f: null });
  });
});
