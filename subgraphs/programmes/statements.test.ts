import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { expectAlike } from '../../test/support/expect-alike.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { programmes } from './programmes.js';

/** Operations with the most statements each may need, whatever the size of the country. */
const OPERATIONS: readonly (readonly [name: string, statementsMax: number, query: string])[] = [
  [
    'the framework with actions, programmes and progress',
    11,
    `{ framework { capabilities { name programmes { code } } developedBy { name } conditions { name actions {
      responsible { odsCode } programmes { code } progress { participants completed }
    } } } }`,
  ],
  [
    'all programmes with cohorts, participants, outcomes and totals',
    15,
    `{ programmes {
      previousStep { code } nextStep { code } capabilities { name } statements { value }
      totals { places participants } outcomesByEthnicGroup { group }
      cohorts(first: 100) { totalCount nodes {
        totals { participants } outcomes(kind: GRADUATED) { enrolment { id } }
        participants(first: 5) { totalCount nodes { person { id } outcomes { kind } } }
      } }
    } }`,
  ],
  [
    'practices reached by month, region and footprint',
    12,
    `{ practiceSupport { byMonth { cumulative } byRegion(asOf: "2018-01-15") { reached } byFootprint(asOf: "2018-01-15") { reached }
      projection(asOf: "2018-01-15") { finishesOn } practices(first: 500) { totalCount nodes { stage } } synthetic } }`,
  ],
  [
    'training offers with their needs, and the culture resources',
    7,
    `{ trainingOffers(first: 44) { totalCount nodes { skillNeeds { skill } } }
      cultureProgramme { phases { adopters } adoptions(first: 100) { totalCount nodes { organisation { odsCode } } } } }`,
  ],
];

const ENTITIES = `query ($all: [_Any!]!) { _entities(representations: $all) {
  ... on Person { enrolments { cohort { programme { name } } outcomes { kind } } }
  ... on Organisation { members: enrolments(first: 3) { totalCount nodes { status } } practiceSupport { stage } cultureAdoption { phase } programmes { code } }
  ... on Footprint { trainingOffer { status skillNeeds { skill } } practiceReach(asOf: "2018-01-15") { reached rate } }
} }`;

eachDatabase((openUrl, kind) => {
  const sizes = [createCountry({ practices: 300 }), createCountry({ practices: 3_000, people: 40_000 })] as const;
  const running: StartedSubgraph[] = [];

  beforeAll(async () => {
    for (const country of sizes) running.push(await startSubgraph(programmes, { url: await openUrl(), country }));
  });
  afterAll(() => Promise.all(running.map((one) => one.stop())));

  const statementsOf = async (one: StartedSubgraph, query: string, variables?: Record<string, unknown>) => {
    const { errors } = await one.ask(query, variables);
    expect(errors).toBeUndefined();
    return one.statements().length;
  };

  test.each(OPERATIONS)('%s need at most %d statements, in a small and in a large country', async (_, most, query) => {
    const [small, large] = [await statementsOf(running[0]!, query), await statementsOf(running[1]!, query)];
    expectAlike(kind, [small, large], most);
  });

  test('entities need at most 14 statements, one of each and many of each', async () => {
    const country = sizes[1];
    const representations = (count: number) => [
      ...Array.from({ length: count }, (_, index) => ({ __typename: 'Person', id: country.person(44 + index).id })),
      ...Array.from({ length: count }, (_, index) => ({
        __typename: 'Organisation',
        odsCode: country.practice(index).odsCode,
      })),
      ...country.trusts.slice(0, count).map(({ odsCode }) => ({ __typename: 'Organisation', odsCode })),
      ...country.footprints.slice(0, count).map(({ odsCode }) => ({ __typename: 'Footprint', odsCode })),
    ];
    const few = await statementsOf(running[1]!, ENTITIES, { all: representations(3) });
    const many = await statementsOf(running[1]!, ENTITIES, { all: representations(100) });
    expectAlike(kind, [few, many], 14);
  });
});
