import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { CohortTally } from './entities/cohort-tally.js';
import { Cohort } from './entities/cohort.js';
import { Enrolment } from './entities/enrolment.js';
import { Outcome } from './entities/outcome.js';
import { ETHNIC_GROUPS, groupOf } from './ethnic-group.js';
import { programmes } from './programmes.js';

const country = createCountry();
const appointed = country.aspiringChiefExecutives.flatMap((member) => member.appointed ?? []);

eachDatabase((openUrl) => {
  let running: StartedSubgraph;
  const ask = (query: string, variables?: Record<string, unknown>) => running.ask(query, variables);

  beforeAll(async () => {
    running = await startSubgraph(programmes, { url: await openUrl(), country });
  });
  afterAll(() => running.stop());

  describe('Aspiring Chief Executives', () => {
    test('have two cohorts of 14, both graduated in 2017, and nine appointments', async () => {
      const totals = 'totals { places participants graduated appointedChiefExecutive conversionRate synthetic }';
      const { data } = await ask(`{ programme(code: "ACE") { ${totals} cohorts { totalCount nodes {
        id startsOn endsOn places synthetic ${totals}
      } } } }`);
      expect(data.programme.totals).toEqual({
        places: 28,
        participants: 28,
        graduated: 28,
        appointedChiefExecutive: 9,
        conversionRate: '32.1',
        synthetic: true,
      });
      expect(data.programme.cohorts).toMatchObject({
        totalCount: 2,
        nodes: [1, 2].map((number) => ({
          id: `ACE-${number}`,
          startsOn: null,
          endsOn: '2017-12-31',
          places: 14,
          synthetic: false,
          totals: { participants: 14, graduated: 14 },
        })),
      });
    });

    test('show where and when the nine were appointed, the earliest first', async () => {
      const { data } = await ask(`{ programme(code: "ACE") { cohorts { nodes {
        outcomes(kind: APPOINTED_CHIEF_EXECUTIVE) {
          kind occurredOn synthetic organisation { odsCode } enrolment { status person { id } }
        }
      } } } }`);
      const lists = data.programme.cohorts.nodes.map(({ outcomes }: { outcomes: unknown[] }) => outcomes);
      for (const list of lists) {
        const days = list.map(({ occurredOn }: { occurredOn: string }) => occurredOn);
        expect(days).toEqual(days.toSorted());
      }
      const places = lists.flat().map((outcome: { organisation: { odsCode: string } }) => outcome.organisation.odsCode);
      expect(places.toSorted()).toEqual(appointed.map(({ odsCode }) => odsCode).toSorted());
      expect(lists.flat()[0]).toMatchObject({ kind: 'APPOINTED_CHIEF_EXECUTIVE', synthetic: true });
    });

    test('show outcomes by ethnic group under the small-number rule', async () => {
      const fields = 'outcomesByEthnicGroup { group participants appointedChiefExecutive conversionRate synthetic }';
      const { data } = await ask(`{ programme(code: "ACE") { ${fields} } cohort(id: "ACE-1") { ${fields} } }`);
      const withheld = { appointedChiefExecutive: null, conversionRate: null, synthetic: true };
      expect(data.programme.outcomesByEthnicGroup).toEqual(
        [20, 10, 0].map((participants, place) => ({ group: ETHNIC_GROUPS[place], participants, ...withheld })),
      );
      expect(data.cohort.outcomesByEthnicGroup).toEqual(
        ETHNIC_GROUPS.map((group) => ({ group, participants: null, ...withheld })),
      );
    });
  });

  test('conversion by ethnic group comes from the rounded numbers', async () => {
    const { data } = await ask(`{ programme(code: "MARY_SEACOLE") { outcomesByEthnicGroup {
      participants appointedChiefExecutive conversionRate
    } } }`);
    for (const { participants, appointedChiefExecutive, conversionRate } of data.programme.outcomesByEthnicGroup) {
      expect(participants % 5).toBe(0);
      expect(appointedChiefExecutive).toBe(0);
      expect(conversionRate).toBe('0.0');
    }
  });

  test('generated cohorts begin from 2014 to 2020, in order, and say that they were generated', async () => {
    const { data } = await ask(
      '{ programmes { code cohorts(first: 500) { nodes { startsOn synthetic source { title } } } } }',
    );
    const lists = data.programmes
      .filter(({ code }: { code: string }) => code !== 'ACE')
      .map((programme: { cohorts: { nodes: unknown[] } }) => programme.cohorts.nodes);
    for (const nodes of lists) {
      const days = nodes.map(({ startsOn }: { startsOn: string }) => startsOn);
      expect(days).toEqual(days.toSorted());
      expect(days.every((day: string) => day >= '2014-01-01' && day <= '2020-12-31')).toBe(true);
      expect(nodes.every(({ synthetic }: { synthetic: boolean }) => synthetic)).toBe(true);
    }
    expect(lists.flat().length).toBeGreaterThan(100);
  });

  test('about 6,000 people are enrolled, nobody twice in a cohort, none beyond the places', async () => {
    const read = running.subgraph.database().read;
    const [enrolments, cohorts] = await Promise.all([
      read.getRepository(Enrolment).find(),
      read.getRepository(Cohort).find(),
    ]);
    expect(enrolments.length).toBeGreaterThan(5_000);
    expect(enrolments.length).toBeLessThan(7_000);
    for (const { id, places, placesTaken } of cohorts) {
      expect(enrolments.filter(({ cohortId }) => cohortId === id)).toHaveLength(placesTaken);
      expect(placesTaken).toBeLessThanOrEqual(places);
    }
    const climbers = Map.groupBy(enrolments, ({ personId }) => personId);
    expect([...climbers.values()].some((list) => list.length >= 3)).toBe(true);
  });

  test('the tallies count what is stored', async () => {
    const read = running.subgraph.database().read;
    const [tallies, enrolments, outcomes] = await Promise.all([
      read.getRepository(CohortTally).find(),
      read.getRepository(Enrolment).find(),
      read.getRepository(Outcome).findBy({ kind: 'APPOINTED_CHIEF_EXECUTIVE' }),
    ]);
    const became = new Set(outcomes.map(({ enrolmentId }) => enrolmentId));
    const byTally = Map.groupBy(enrolments, ({ cohortId, ethnicCategory }) => `${cohortId} ${groupOf(ethnicCategory)}`);
    for (const tally of tallies) {
      const counted = byTally.get(`${tally.cohortId} ${tally.ethnicGroup}`) ?? [];
      expect(tally).toMatchObject({
        participants: counted.length,
        graduated: counted.filter(({ status }) => status === 'GRADUATED').length,
        appointedChiefExecutive: counted.filter(({ id }) => became.has(id)).length,
      });
    }
  });

  test('Cohort.participants come in pages by identifier', async () => {
    const page = 'totalCount nodes { id } pageInfo { hasNextPage endCursor }';
    const first = await ask(`{ cohort(id: "ACE-1") { participants(first: 10) { ${page} } } }`);
    const { participants } = first.data.cohort;
    expect(participants).toMatchObject({ totalCount: 14, pageInfo: { hasNextPage: true } });
    const second = await ask(
      `query ($after: String) { cohort(id: "ACE-1") { participants(first: 10, after: $after) { ${page} } } }`,
      { after: participants.pageInfo.endCursor },
    );
    const ids = [...participants.nodes, ...second.data.cohort.participants.nodes].map(({ id }: { id: string }) => id);
    expect(ids).toHaveLength(14);
    expect(ids).toEqual(ids.toSorted());
  });

  test('no field gives an ethnic category away', async () => {
    const { data } = await ask('{ _service { sdl } }');
    expect(data._service.sdl).not.toMatch(/ethnicCategory/);
  });
});
