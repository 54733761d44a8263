/** Small numbers of people stay out of answers, whatever is asked beside them: `@suppress`. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { startProtectedGraph, type ProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { SUPPRESS, survey, surveysGraph } from './suppression/surveys.js';

const newFolder = temporaryFolders();
const kept: Parameters<typeof surveysGraph>[0] = { surveys: {}, trusts: [] };
let graph: ProtectedGraph;

beforeAll(async () => {
  graph = await startProtectedGraph({ subgraphs: surveysGraph(kept), folder: newFolder() });
});
afterAll(async () => graph.stop());

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  return (await graph.ask(query, { scopes: null, variables })).body;
}

interface Suppressed {
  readonly path: readonly (string | number)[];
  readonly reason: string;
}
const suppressedIn = ({ extensions }: { extensions?: { suppressed?: readonly Suppressed[] } }) =>
  (extensions?.suppressed ?? []).map(({ path, reason }) => `${path.join('.')} ${reason}`);

describe('a count', () => {
  const check = (people: readonly (number | null)[], shown: readonly (number | null)[]) =>
    test(`of ${people.join(' ')} is shown as ${shown.map((one) => one ?? '*').join(' ')}`, async () => {
      kept.surveys = { a: survey(people) };
      const answer = await ask('{ survey(id: "a") { groups { people } } }');
      expect(answer.data.survey.groups.map((group: { people: unknown }) => group.people)).toEqual(shown);
      const withheld = shown.flatMap((one, row) => (one === null ? [`survey.groups.${row}.people SMALL_NUMBER`] : []));
      expect(suppressedIn(answer)).toEqual(withheld);
    });

  check([0, 0], [0, 0]);
  check([8, 12, 13], [10, 10, 15]);
  check([0, 500, 123], [0, 500, 125]);
  check([7, 30], [null, null]);
  check([1, 0, 0], [null, null, null]);
  check([null, 30], [null, null]);
  check([-3, 30], [null, null]);
});

describe('what is made of counts', () => {
  const FIELDS = 'people groups { people appointed rate share age }';
  const rows = async (people: number[], appointed: number[], fields = FIELDS) => {
    kept.surveys = { a: survey(people, appointed) };
    return ask(`{ survey(id: "a") { ${fields} } }`);
  };

  test('comes from the counts as they are shown', async () => {
    const answer = await rows([18, 0, 34], [9, 0, 16]);
    expect(answer).toEqual({
      data: {
        survey: {
          people: 55,
          groups: [
            { people: 20, appointed: 10, rate: 50, share: '50.0', age: 41.5 },
            { people: 0, appointed: 0, rate: null, share: null, age: null },
            { people: 35, appointed: 15, rate: 42.9, share: '42.9', age: 41.5 },
          ],
        },
      },
      extensions: { suppressed: [{ path: ['survey', 'groups', 1, 'age'], reason: 'SMALL_NUMBER' }] },
    });
  });

  test('is withheld with them', async () => {
    const { data } = await rows([18, 34], [9, 6]);
    expect(data.survey.groups).toEqual([
      { people: 20, appointed: null, rate: null, share: null, age: 41.5 },
      { people: 35, appointed: null, rate: null, share: null, age: 41.5 },
    ]);
    expect((await rows([18, 7], [9, 9])).data.survey.people).toBeNull();
  });

  test('is not told without them', async () => {
    const answer = await rows([18], [9], 'people groups { rate age }');
    expect(answer.data.survey).toEqual({ people: null, groups: [{ rate: null, age: null }] });
    expect(suppressedIn(answer)).toEqual([
      'survey.people COUNT_NOT_SELECTED',
      'survey.groups.0.rate COUNT_NOT_SELECTED',
      'survey.groups.0.age COUNT_NOT_SELECTED',
    ]);
  });

  test('knows counts by aliases', async () => {
    const answer = await rows([18], [9], 'all: people of: groups { n: people some: appointed r: rate }');
    expect(answer.data.survey).toEqual({ all: 20, of: [{ n: 20, some: 10, r: 50 }] });
  });
});

describe('an answer tells nothing of a column with a small count', () => {
  const small = fc.integer({ min: 1, max: 7 });
  const counts = fc
    .tuple(fc.array(fc.nat({ max: 40 }), { minLength: 3, maxLength: 3 }), small, fc.nat({ max: 3 }))
    .map(([others, count, at]) => others.toSpliced(at, 0, count));
  const QUERIES = [
    '{ survey(id: "a") { people groups { name people rate share age broken } } }',
    '{ survey(id: "a") { ...P all: people } } fragment P on Survey { people groups { n: people m: people age } }',
    '{ survey(id: "a") { groups { people } } b: survey(id: "a", region: "x") { groups { people appointed rate } } }',
    'mutation { count { groups { people } people } }',
    '{ survey(id: "a") { people groups { people } } ... @defer { b: survey(id: "a") { groups { people } } } }',
  ];

  test.each(QUERIES)('%s', async (query) => {
    await fc.assert(
      fc.asyncProperty(counts, counts, async (some, others) => {
        const answers: string[] = [];
        for (const people of [some, others]) {
          kept.surveys = { a: survey(people, [9, 8, 10, 12]) };
          answers.push(JSON.stringify(await ask(query)));
        }
        expect(answers[0]).toBe(answers[1]);
      }),
      { numRuns: 40 },
    );
  });
});

test('no small count follows from a column beside the rounded number of all', async () => {
  const tables = triplesOf(10).filter((people) => sumOf(people) > 7);
  const answers: string[] = [];
  for (const people of tables) {
    kept.surveys = { a: survey(people) };
    const { data } = await ask('{ survey(id: "a") { exact groups { people } } }');
    expect(data.survey.exact).not.toBeNull();
    answers.push(JSON.stringify(data));
  }
  const alike = Map.groupBy(tables, (_, number) => answers[number]);
  const told = [...alike.values()].filter((cases) =>
    [0, 1, 2].some((at) => {
      const values = new Set(cases.map((people) => people[at]!));
      return values.size === 1 && [...values].every((count) => count >= 1 && count <= 7);
    }),
  );
  expect(told).toEqual([]);
});

describe('a column that is withheld at one place', () => {
  const shown = async (query: string) => {
    const { data } = await ask(query);
    return Object.values(data).map((one) => (one as { groups: { people: number | null }[] }).groups[0]!.people);
  };
  beforeAll(() => {
    kept.surveys = { a: survey([50, 40]), b: survey([30, 3]), c: survey([20, 37]) };
  });

  test('is withheld where it is asked for otherwise, too', async () => {
    expect(
      await shown('{ a: survey(id: "a") { groups { people } } b: survey(id: "b") { groups { people } } }'),
    ).toEqual([null, null]);
  });
  test('is withheld in all members of a list, which may have the same people', async () => {
    const { data } = await ask('{ surveys { groups { people } } }');
    expect(data.surveys.map(({ groups }: { groups: { people: unknown }[] }) => groups[0]!.people)).toEqual([
      null,
      null,
      null,
    ]);
  });
  test('is shown where nothing is withheld', async () => {
    expect(
      await shown('{ a: survey(id: "a") { groups { people } } c: survey(id: "c") { groups { people } } }'),
    ).toEqual([50, 20]);
  });
});

test('a column is one, whatever its fields are called and asked with', async () => {
  kept.surveys = { a: survey([30, 3]), b: survey([20]) };
  const { data } = await ask(`{ survey(id: "a") { groups { ...on Group { people } n: people m: people } }
    few: survey(id: "b") { x: exact y: exact } }`);
  expect(data.survey.groups[0]).toEqual({ people: null, n: null, m: null });
  expect(data.few).toEqual({ x: 20, y: 20 });
});

test('a trace does not tell how long requests and answers of subgraphs were, nor which rows are alike', async () => {
  const sdl = `${SUPPRESS} type Query { name: String groups: [Group!] }
    type Group @key(fields: "id") { id: ID! people: Int @suppress }`;
  const labels = `${SUPPRESS.replace('"@key", ', '"@key", "@external", "@requires", ')}
    type Group @key(fields: "id") { id: ID! people: Int @external label: String @requires(fields: "people") }`;
  const groups = [{ id: 'a', people: 3 }];
  const tracing = await startProtectedGraph({
    subgraphs: {
      groups: { sdl, fields: { 'Query.name': 'n', 'Query.groups': groups } },
      labels: { sdl: labels, entities: { Group: [{ id: 'a', label: 'l' }] } },
    },
    folder: newFolder(),
    change: (config) => ({ ...config, exposeQueryPlans: true }),
  });
  const sizes = async (query: string) => {
    const { body } = await tracing.ask(query, { scopes: null, headers: { 'joinery-trace': 'true' } });
    const fetches = body.extensions.joineryTrace.fetches as {
      requestBytes: number;
      responseBytes: number;
      entities: { representations: number } | null;
    }[];
    return fetches.flatMap((one) => [one.requestBytes, one.responseBytes, one.entities?.representations ?? 0]);
  };
  try {
    expect(await sizes('{ groups { people label } }')).toEqual([0, 0, 0, 0, 0, 0]);
    expect((await sizes('{ name }')).filter((size) => size > 10)).toHaveLength(2);
  } finally {
    await tracing.stop();
  }
});

test('rows that are no parts of one whole are judged alone', async () => {
  kept.trusts = [
    { name: 'A', staff: 3 },
    { name: 'B', staff: 41 },
  ];
  expect((await ask('{ trusts { name staff } }')).data.trusts).toEqual([
    { name: 'A', staff: null },
    { name: 'B', staff: 40 },
  ]);
});

test('a field of an interface is suppressed with that of its types', async () => {
  const { data } = await ask('{ figures { label people } }');
  expect(data.figures.map(({ people }: { people: unknown }) => people)).toEqual([null, null]);
});

test('errors of partners are told without their words', async () => {
  kept.surveys = { a: survey([20]) };
  const answer = await ask('{ survey(id: "a") { groups { people broken } } }');
  expect(JSON.stringify(answer)).not.toMatch(/Only 3/);
  expect(answer.errors[0].extensions.code).toBe('DOWNSTREAM_SERVICE_ERROR');
  expect(answer.data.survey.groups).toEqual([{ people: 20, broken: null }]);
  expect(suppressedIn(answer)).toEqual([]);
});

test('a subscription to figures is refused', async () => {
  const { status, body } = await graph.ask('subscription { counted { people } }', {
    scopes: null,
    headers: { accept: 'text/event-stream' },
  });
  expect([status, body.errors[0].extensions.code]).toEqual([400, 'SUPPRESSED_SUBSCRIPTION']);
});

function sumOf(people: readonly number[]): number {
  return people.reduce((sum, count) => sum + count, 0);
}

function triplesOf(most: number): number[][] {
  const numbers = Array.from({ length: most + 1 }, (_, number) => number);
  return numbers.flatMap((a) => numbers.flatMap((b) => numbers.map((c) => [a, b, c])));
}
