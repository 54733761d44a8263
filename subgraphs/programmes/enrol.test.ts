import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { CohortTally } from './entities/cohort-tally.js';
import { Cohort } from './entities/cohort.js';
import { Enrolment } from './entities/enrolment.js';
import { programmes } from './programmes.js';

const ENROL = `mutation ($input: EnrolInput!) { enrol(input: $input) { enrolment {
  id status enrolledOn synthetic person { id } organisation { odsCode } cohort { totals { participants } }
} } }`;

const OPEN = { id: 'OPEN', programmeCode: 'READY_NOW', position: 9_000_000, name: 'Open', startsOn: '2020-09-01' };

eachDatabase((openUrl) => {
  let running: StartedSubgraph;
  const enrol = (input: Record<string, unknown>) =>
    running.ask(ENROL, { input: { cohortId: 'OPEN', personId: 'P0000050', odsCode: 'ZT001', ...input } });

  beforeAll(async () => {
    running = await startSubgraph(programmes, {
      url: await openUrl(),
      country: createCountry({ practices: 50 }),
      now: () => new Date('2020-10-15T12:00:00Z'),
    });
  });
  afterAll(() => running.stop());

  /** A cohort of two places, of which none is taken. */
  beforeEach(() =>
    running.subgraph.database().write(async (manager) => {
      await manager.delete(Enrolment, { cohortId: 'OPEN' });
      const ends = { endsOn: '2021-08-31', places: 2, placesTaken: 0, synthetic: false, sourceKey: 'generated' };
      await manager.save(Cohort, { ...OPEN, ...ends });
      const none = { participants: 0, graduated: 0, appointedChiefExecutive: 0, synthetic: false };
      for (const ethnicGroup of ['WHITE', 'BME', 'UNKNOWN'] as const) {
        await manager.save(CohortTally, { cohortId: 'OPEN', ethnicGroup, programmeCode: 'READY_NOW', ...none });
      }
    }),
  );

  test('takes a place from the first day of the cohort', async () => {
    const { data, errors } = await enrol({});
    expect(errors).toBeUndefined();
    expect(data.enrol.enrolment).toEqual({
      id: 'OPEN:P0000050',
      status: 'ENROLLED',
      enrolledOn: '2020-09-01',
      synthetic: false,
      person: { id: 'P0000050' },
      organisation: { odsCode: 'ZT001' },
      cohort: { totals: { participants: 1 } },
    });
    const after = await running.ask('{ cohort(id: "OPEN") { participants { nodes { person { id } } } } }');
    expect(after.data.cohort.participants.nodes).toEqual([{ person: { id: 'P0000050' } }]);
  });

  test('keeps a later first day', async () => {
    expect((await enrol({ enrolledOn: '2020-10-01' })).data.enrol.enrolment.enrolledOn).toBe('2020-10-01');
  });

  test('shows in a second mutation of an operation what the first one changed', async () => {
    const field = (personId: string) =>
      `enrol(input: {cohortId: "OPEN", personId: "${personId}", odsCode: "ZT001"}) { enrolment { cohort { totals { participants } } } }`;
    const { data } = await running.ask(`mutation { one: ${field('P0000060')} two: ${field('P0000061')} }`);
    expect(data.one.enrolment.cohort.totals.participants).toBe(1);
    expect(data.two.enrolment.cohort.totals.participants).toBe(2);
  });

  test('gives the last places to as many as there are, however many ask at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, index) => enrol({ personId: `P000007${index}` })));
    const refused = answers.filter(({ errors }) => errors);
    expect(refused).toHaveLength(6);
    for (const { errors } of refused) {
      expect(errors).toMatchObject([
        { message: 'All 2 places of cohort OPEN are taken', extensions: { code: 'CONFLICT', field: 'input.cohortId' } },
      ]);
    }
    const { data } = await running.ask(
      '{ cohort(id: "OPEN") { totals { participants } participants { totalCount } } }',
    );
    expect(data.cohort).toEqual({ totals: { participants: 2 }, participants: { totalCount: 2 } });
  });

  test('enrols a person once, however often it is asked', async () => {
    const answers = await Promise.all([enrol({}), enrol({}), enrol({})]);
    expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
    expect((await enrol({})).errors).toMatchObject([
      { message: 'P0000050 is already in cohort OPEN', extensions: { code: 'CONFLICT', field: 'input.personId' } },
    ]);
    const { data } = await running.ask('{ cohort(id: "OPEN") { totals { participants } } }');
    expect(data.cohort.totals.participants).toBe(1);
  });

  describe('refuses', () => {
    const check = (
      title: string,
      input: Record<string, unknown>,
      refusal: { code: string; field: string; message?: string },
    ) =>
      test(title, async () => {
        const { message, ...extensions } = refusal;
        const { errors } = await enrol(input);
        expect(errors).toMatchObject([message === undefined ? { extensions } : { message, extensions }]);
        const { data } = await running.ask('{ cohort(id: "OPEN") { totals { participants } } }');
        expect(data.cohort.totals.participants).toBe(0);
      });

    check(
      'an unknown cohort',
      { cohortId: 'NONE' },
      {
        code: 'NOT_FOUND',
        field: 'input.cohortId',
        message: 'There is no cohort NONE',
      },
    );
    check(
      'a cohort that has ended',
      { cohortId: 'ACE-1' },
      {
        code: 'CONFLICT',
        field: 'input.cohortId',
        message: 'Cohort ACE-1 ended on 2017-12-31. Choose one that has not',
      },
    );
    check(
      'a first day before the cohort',
      { enrolledOn: '2020-08-31' },
      {
        code: 'BAD_USER_INPUT',
        field: 'input.enrolledOn',
        message: "enrolledOn must be on or after the cohort's first day 2020-09-01, and is 2020-08-31",
      },
    );
    check(
      'a first day after the cohort',
      { enrolledOn: '2021-09-01' },
      {
        code: 'BAD_USER_INPUT',
        field: 'input.enrolledOn',
      },
    );
    check('an empty person', { personId: '' }, { code: 'BAD_USER_INPUT', field: 'input.personId' });
    check('a person with a colon', { personId: 'P1:2' }, { code: 'BAD_USER_INPUT', field: 'input.personId' });
  });

  test('needs a first day where the cohort has none', async () => {
    await running.subgraph.database().write((manager) => manager.update(Cohort, { id: 'OPEN' }, { startsOn: null }));
    expect((await enrol({})).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', field: 'input.enrolledOn' } },
    ]);
    expect((await enrol({ enrolledOn: '2020-10-01' })).errors).toBeUndefined();
  });

  test('a generated cohort without an end has places left', async () => {
    const { data } = await running.ask(`{ programme(code: "EDWARD_JENNER") { cohorts(first: 500) { nodes {
      id endsOn places totals { participants }
    } } } }`);
    const open = data.programme.cohorts.nodes.filter(({ endsOn }: { endsOn: string | null }) => endsOn === null);
    expect(open).toHaveLength(1);
    expect((await enrol({ cohortId: open[0].id })).errors).toBeUndefined();
  });
});
