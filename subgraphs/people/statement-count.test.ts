import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { people } from './people.js';

const DAY = '2017-12-31';
const small = createCountry({ practices: 20, people: 5_000 });
const large = createCountry({ practices: 600, people: 12_000 });

const PERSON =
  'id name appointments { post { title organisation { odsCode } } } mentors { mentor { name } } talentPool { role }';

/** Operations with the statements they take, whatever the size of the country and of the page. */
const OPERATIONS: readonly [title: string, statements: number, query: string][] = [
  ['a page of careers', 7, `people(first: SIZE) { nodes { ${PERSON} mentees { mentee { name } } } }`],
  [
    'a page of a talent pool',
    3,
    'people(first: SIZE, filter: { talentPoolRole: CHIEF_EXECUTIVE }) { nodes { name talentPool { readiness } } }',
  ],
  [
    'long vacancies with candidates',
    5,
    `vacancies(first: SIZE, filter: { senior: true, openOn: "${DAY}", openForMoreThanDays: 30 }) {
      nodes { daysOpen(asOf: "${DAY}") post { title } filledBy { person { name } }
        candidates(first: 5) { readiness person { name } } }
    }`,
  ],
  ['the summary of all trusts', 1, `vacancySummary(asOf: "${DAY}") { vacant vacancyRate }`],
];

const REFERENCES: readonly [title: string, statements: number, selection: string][] = [
  ['leaders', 4, `... on Organisation { leaders(asOf: "${DAY}") { person { name } post { title } } }`],
  ['posts', 3, '... on Organisation { posts(first: 5) { totalCount nodes { holder { id } } } }'],
  ['vacancies', 3, `... on Organisation { vacancies(asOf: "${DAY}") { post { title } candidates { readiness } } }`],
  ['summaries', 1, `... on Organisation { vacancySummary(asOf: "${DAY}") { vacant } }`],
];

eachDatabase((openUrl, kind) => {
  let countries: StartedSubgraph[];
  beforeAll(async () => {
    countries = [
      await startSubgraph(people, { url: await openUrl(), country: small }),
      await startSubgraph(people, { url: await openUrl(), country: large }),
    ];
  });
  afterAll(() => Promise.all(countries.map((started) => started.stop())));

  async function statementsOf(started: StartedSubgraph, query: string, variables = {}): Promise<number> {
    const { errors } = await started.ask(query, variables);
    expect(errors).toBeUndefined();
    return started.statements().length;
  }

  test.each(OPERATIONS)('%s takes %d statements', async (_, statements, query) => {
    for (const started of countries) {
      for (const size of [100, 500]) {
        expectCount(await statementsOf(started, `{ ${query.replace('SIZE', String(size))} }`), statements);
      }
    }
  });

  /** On a server two loads of one tick may come to fall into different ticks, by how long the reads before them took. */
  function expectCount(found: number, statements: number): void {
    if (kind === 'sqlite') expect(found).toBe(statements);
    else expect(found).toBeLessThanOrEqual(statements + 1);
  }

  test('a count is read once until the data changes', async () => {
    const [started] = countries;
    const counts = [];
    for (let time = 0; time < 2; time++)
      counts.push(await statementsOf(started!, '{ vacancies(first: 1) { totalCount } }'));
    expect(counts).toEqual(kind === 'sqlite' ? [1, 0] : [1, expect.any(Number)]);
  });

  test.each(REFERENCES)('the %s of many organisations take %d statements', async (_, statements, selection) => {
    for (const [index, started] of countries.entries()) {
      const codes = [...small.trusts, ...small.ccgs].map(({ odsCode }) => odsCode).slice(0, 20 + 400 * index);
      const representations = codes.map((odsCode) => ({ __typename: 'Organisation', odsCode }));
      const query = `query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`;
      expectCount(await statementsOf(started, query, { r: representations }), statements);
    }
  });
});
