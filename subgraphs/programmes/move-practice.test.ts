import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { PracticeSupport } from './entities/practice-support.js';
import { programmes } from './programmes.js';

const MOVE = `mutation ($input: MovePracticeInput!) { movePractice(input: $input) { practiceSupport {
  id stage interestOn planningOn startedOn completedOn withdrawnOn
} } }`;

const REACH = `{ practiceSupport {
  byMonth(footprint: "ZF01") { month reached }
  byFootprint(asOf: "2020-03-10") { footprint { odsCode } reached }
} }`;

const NEW = { interestOn: null, planningOn: null, startedOn: null, completedOn: null, withdrawnOn: null };

eachDatabase((openUrl) => {
  let running: StartedSubgraph;
  const move = (stage: string, movedOn: string, odsCode = 'Q1') =>
    running.ask(MOVE, { input: { odsCode, stage, movedOn } });
  const reached = async () => {
    const { data } = await running.ask(REACH);
    const { byMonth, byFootprint } = data.practiceSupport;
    const total = byFootprint.find(({ footprint }: { footprint: { odsCode: string } }) => footprint.odsCode === 'ZF01');
    return { byMonth: byMonth as { month: string; reached: number }[], reached: total.reached as number };
  };

  beforeAll(async () => {
    running = await startSubgraph(programmes, {
      url: await openUrl(),
      country: createCountry({ practices: 200 }),
      now: () => new Date('2020-03-15T12:00:00Z'),
    });
  });
  afterAll(() => running.stop());

  beforeEach(() =>
    running.subgraph.database().write(async (manager) => {
      const place = { footprintCode: 'ZF01', regionCode: 'Y54', synthetic: false };
      await manager.save(PracticeSupport, { odsCode: 'Q1', stage: 'NOT_STARTED', ...place, ...NEW });
    }),
  );

  test('goes through all stages and keeps each date', async () => {
    await move('EXPRESSION_OF_INTEREST', '2019-01-01');
    await move('PLANNING', '2019-01-01');
    await move('PROGRAMME', '2019-03-05');
    const { data } = await move('COMPLETE', '2020-03-15');
    expect(data.movePractice.practiceSupport).toEqual({
      id: 'Q1',
      stage: 'COMPLETE',
      interestOn: '2019-01-01',
      planningOn: '2019-01-01',
      startedOn: '2019-03-05',
      completedOn: '2020-03-15',
      withdrawnOn: null,
    });
  });

  test('PROGRAMME counts as reached from its day on, in a month without others too, and withdrawing keeps that', async () => {
    const before = await reached();
    await move('EXPRESSION_OF_INTEREST', '2020-01-01');
    await move('PLANNING', '2020-02-01');
    expect(await reached()).toEqual(before);
    await move('PROGRAMME', '2020-03-10');
    const after = await reached();
    expect(after.reached).toBe(before.reached + 1);
    expect(after.byMonth.slice(0, before.byMonth.length)).toEqual(before.byMonth);
    expect(after.byMonth.at(-1)).toEqual({ month: '2020-03-01', reached: 1 });
    expect(after.byMonth.at(-2)).toEqual({ month: '2020-02-01', reached: 0 });
    expect((await move('WITHDRAWN', '2020-03-12')).errors).toBeUndefined();
    expect(await reached()).toEqual(after);
  });

  test('moves once, however many ask at once', async () => {
    await move('EXPRESSION_OF_INTEREST', '2019-01-01');
    await move('PLANNING', '2019-02-01');
    const before = await reached();
    const answers = await Promise.all([1, 2, 3].map(() => move('PROGRAMME', '2019-03-01')));
    expect(answers.filter(({ errors }) => errors?.[0]?.extensions?.['code'] === 'CONFLICT')).toHaveLength(2);
    expect((await reached()).reached).toBe(before.reached + 1);
  });

  test.each(['NOT_STARTED', 'EXPRESSION_OF_INTEREST', 'PLANNING', 'PROGRAMME'] as const)(
    'withdraws from %s',
    async (stage) => {
      await running.subgraph
        .database()
        .write((manager) => manager.update(PracticeSupport, { odsCode: 'Q1' }, { stage }));
      const { data } = await move('WITHDRAWN', '2019-05-01');
      expect(data.movePractice.practiceSupport).toMatchObject({ stage: 'WITHDRAWN', withdrawnOn: '2019-05-01' });
    },
  );

  describe('refuses', () => {
    const check = (title: string, ask: () => ReturnType<typeof move>, error: { message: string; extensions: object }) =>
      test(title, async () => {
        const before = await reached();
        expect((await ask()).errors).toMatchObject([error]);
        expect(await reached()).toEqual(before);
      });
    const conflict = { code: 'CONFLICT', field: 'input.stage' };
    const badDay = { code: 'BAD_USER_INPUT', field: 'input.movedOn' };

    check('to skip a stage', () => move('PROGRAMME', '2019-01-01'), {
      message:
        'Practice Q1 is in stage NOT_STARTED and can move to EXPRESSION_OF_INTEREST or WITHDRAWN, not to PROGRAMME',
      extensions: conflict,
    });
    check('to begin anew', () => move('NOT_STARTED', '2019-01-01'), {
      message:
        'Practice Q1 is in stage NOT_STARTED and can move to EXPRESSION_OF_INTEREST or WITHDRAWN, not to NOT_STARTED',
      extensions: conflict,
    });
    check('a day in the future', () => move('EXPRESSION_OF_INTEREST', '2020-03-16'), {
      message: 'movedOn must not be after today, and is 2020-03-16',
      extensions: badDay,
    });
    check('a day before the programme', () => move('EXPRESSION_OF_INTEREST', '2016-03-31'), {
      message: "movedOn must be on or after 2016-04-01, the last move or the programme's first day, and is 2016-03-31",
      extensions: badDay,
    });
    check('a practice that is not in the list', () => move('PLANNING', '2019-01-01', 'Q2'), {
      message: 'Practice Q2 is not in the support programme',
      extensions: { code: 'NOT_FOUND', field: 'input.odsCode' },
    });
    check(
      'a day before the last move',
      async () => {
        await move('EXPRESSION_OF_INTEREST', '2019-01-02');
        return move('PLANNING', '2019-01-01');
      },
      {
        message:
          "movedOn must be on or after 2019-01-02, the last move or the programme's first day, and is 2019-01-01",
        extensions: badDay,
      },
    );
    check(
      'to go on after withdrawing',
      async () => {
        await move('WITHDRAWN', '2019-01-02');
        return move('EXPRESSION_OF_INTEREST', '2019-01-03');
      },
      { message: 'Practice Q1 is in stage WITHDRAWN and goes no further', extensions: conflict },
    );
  });
});
