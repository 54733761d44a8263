import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { CohortTally } from './entities/cohort-tally.js';
import { Cohort } from './entities/cohort.js';
import { Enrolment } from './entities/enrolment.js';
import { Outcome } from './entities/outcome.js';
import { programmes } from './programmes.js';

const RECORD = `mutation ($input: RecordOutcomeInput!) { recordOutcome(input: $input) { outcome {
  id kind occurredOn synthetic organisation { odsCode }
  enrolment { id status cohort { totals { graduated appointedChiefExecutive conversionRate } } }
} } }`;

const NOBODY = { places: 5, placesTaken: 1, synthetic: false, sourceKey: 'generated' };

eachDatabase((openUrl) => {
  let running: StartedSubgraph;
  const record = (input: Record<string, unknown>) =>
    running.ask(RECORD, { input: { enrolmentId: 'C:P1', kind: 'GRADUATED', occurredOn: '2020-10-01', ...input } });
  const tally = async () => {
    const { data } = await running.ask('{ cohort(id: "C") { totals { graduated appointedChiefExecutive } } }');
    return data.cohort.totals;
  };

  beforeAll(async () => {
    running = await startSubgraph(programmes, {
      url: await openUrl(),
      country: createCountry({ practices: 50 }),
      now: () => new Date('2020-10-15T12:00:00Z'),
    });
  });
  afterAll(() => running.stop());

  /** A cohort with one person, who is on the programme. */
  beforeEach(() =>
    running.subgraph.database().write(async (manager) => {
      await manager.delete(Outcome, { cohortId: 'C' });
      const period = { startsOn: '2020-01-01', endsOn: null, position: 9_000_000 };
      await manager.save(Cohort, { id: 'C', programmeCode: 'NYE_BEVAN', name: 'C', ...period, ...NOBODY });
      const counts = { participants: 1, graduated: 0, appointedChiefExecutive: 0, synthetic: false };
      await manager.save(CohortTally, { cohortId: 'C', ethnicGroup: 'WHITE', programmeCode: 'NYE_BEVAN', ...counts });
      const person = { personId: 'P1', odsCode: 'ZT001', ethnicCategory: 'B', synthetic: false } as const;
      await manager.save(Enrolment, {
        id: 'C:P1',
        cohortId: 'C',
        enrolledOn: '2020-02-01',
        status: 'ENROLLED',
        ...person,
      });
    }),
  );

  test('GRADUATED ends the enrolment and is counted', async () => {
    const { data, errors } = await record({});
    expect(errors).toBeUndefined();
    expect(data.recordOutcome.outcome).toEqual({
      id: 'C:P1:GRADUATED',
      kind: 'GRADUATED',
      occurredOn: '2020-10-01',
      synthetic: false,
      organisation: null,
      enrolment: {
        id: 'C:P1',
        status: 'GRADUATED',
        cohort: { totals: { graduated: 1, appointedChiefExecutive: 0, conversionRate: '0.0' } },
      },
    });
  });

  test('APPOINTED_CHIEF_EXECUTIVE is counted and ends nothing', async () => {
    const { data } = await record({ kind: 'APPOINTED_CHIEF_EXECUTIVE', odsCode: 'ZT009' });
    expect(data.recordOutcome.outcome).toMatchObject({
      organisation: { odsCode: 'ZT009' },
      enrolment: { status: 'ENROLLED', cohort: { totals: { appointedChiefExecutive: 1, conversionRate: '100.0' } } },
    });
  });

  test('WITHDREW withdraws', async () => {
    const { data } = await record({ kind: 'WITHDREW' });
    expect(data.recordOutcome.outcome.enrolment.status).toBe('WITHDRAWN');
  });

  test('several kinds can follow each other', async () => {
    for (const kind of ['GRADUATED', 'PROMOTED']) expect((await record({ kind })).errors).toBeUndefined();
    const { data } = await running.ask('{ cohort(id: "C") { outcomes { kind } } }');
    expect(data.cohort.outcomes).toEqual([{ kind: 'GRADUATED' }, { kind: 'PROMOTED' }]);
  });

  test('one kind is recorded once, however many ask at once', async () => {
    const answers = await Promise.all([record({}), record({}), record({})]);
    const refused = answers.filter(({ errors }) => errors);
    expect(refused).toHaveLength(2);
    expect(refused[0]!.errors).toMatchObject([
      { message: 'GRADUATED is already recorded for enrolment C:P1', extensions: { code: 'CONFLICT' } },
    ]);
    expect(await tally()).toEqual({ graduated: 1, appointedChiefExecutive: 0 });
  });

  test('who graduated cannot withdraw, and nothing of the attempt is kept', async () => {
    await record({});
    expect((await record({ kind: 'WITHDREW' })).errors).toMatchObject([
      {
        message: 'WITHDREW needs an enrolment that runs, and C:P1 is GRADUATED',
        extensions: { code: 'CONFLICT', field: 'input.kind' },
      },
    ]);
    const { data } = await running.ask('{ cohort(id: "C") { outcomes { kind } } }');
    expect(data.cohort.outcomes).toEqual([{ kind: 'GRADUATED' }]);
  });

  describe('refuses', () => {
    const check = (title: string, input: Record<string, unknown>, refusal: { code: string; field: string }) =>
      test(title, async () => {
        const { errors } = await record(input);
        expect(errors).toMatchObject([{ extensions: refusal }]);
        expect(await tally()).toEqual({ graduated: 0, appointedChiefExecutive: 0 });
      });

    const input = (field: string) => ({ code: 'BAD_USER_INPUT', field: `input.${field}` });
    check('an unknown enrolment', { enrolmentId: 'C:P2' }, { code: 'NOT_FOUND', field: 'input.enrolmentId' });
    check('a day before the enrolment', { occurredOn: '2020-01-31' }, input('occurredOn'));
    check('a day in the future', { occurredOn: '2020-10-16' }, input('occurredOn'));
    check('an appointment nowhere', { kind: 'APPOINTED_CHIEF_EXECUTIVE' }, input('odsCode'));
    check('an appointed director nowhere', { kind: 'APPOINTED_DIRECTOR' }, input('odsCode'));
    check('a place for another outcome', { kind: 'PROMOTED', odsCode: 'ZT001' }, input('odsCode'));
  });
});
