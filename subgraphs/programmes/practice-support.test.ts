import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eachDatabase } from '../../test/support/databases.js';
import { startSubgraph, type StartedSubgraph } from '../../test/support/start-subgraph.js';
import { createCountry } from '../kit/country/country.js';
import { PracticeSupport } from './entities/practice-support.js';
import { programmes } from './programmes.js';

const country = createCountry({ practices: 2_000 });

eachDatabase((openUrl) => {
  let running: StartedSubgraph;
  let practices: PracticeSupport[];
  const ask = async (fields: string) => (await running.ask(`{ practiceSupport { ${fields} } }`)).data.practiceSupport;

  beforeAll(async () => {
    running = await startSubgraph(programmes, {
      url: await openUrl(),
      country,
      now: () => new Date('2018-03-15T12:00:00Z'),
    });
    practices = await running.subgraph.database().read.getRepository(PracticeSupport).find();
  });
  afterAll(() => running.stop());

  const reachedBy = (day: string, isCounted: (practice: PracticeSupport) => boolean = () => true) =>
    practices.filter((practice) => practice.startedOn !== null && practice.startedOn <= day && isCounted(practice))
      .length;

  test('states target, duration and what was published', async () => {
    const data = await ask('programme { code } target targetMonths startsOn synthetic statements { value unit }');
    expect(data).toEqual({
      programme: { code: 'GP_SUPPORT' },
      target: 7800,
      targetMonths: 36,
      startsOn: '2016-04-01',
      synthetic: true,
      statements: [
        { value: '7800', unit: 'practices' },
        { value: '30000000', unit: 'GBP' },
        { value: null, unit: null },
      ],
    });
  });

  test('between a third and two thirds of the practices are reached by the end of 2018', () => {
    const share = reachedBy('2018-12-31') / country.practices;
    expect(share).toBeGreaterThan(1 / 3);
    expect(share).toBeLessThan(2 / 3);
  });

  test('every stage occurs, and dates are in the order of the stages', () => {
    expect(new Set(practices.map(({ stage }) => stage)).size).toBe(6);
    for (const { interestOn, planningOn, startedOn, completedOn, withdrawnOn } of practices) {
      const days = [interestOn, planningOn, startedOn, completedOn, withdrawnOn].filter((day) => day !== null);
      expect(days).toEqual(days.toSorted());
    }
  });

  describe('byMonth', () => {
    test('counts each practice in the month it began, adds up, and has no gaps', async () => {
      const { byMonth } = await ask('byMonth { month reached cumulative target }');
      expect(byMonth).toHaveLength(33);
      expect(byMonth[0].month).toBe('2016-04-01');
      for (const { month, reached } of byMonth) {
        const inMonth = practices.filter(({ startedOn }) => startedOn?.startsWith(month.slice(0, 7)));
        expect(reached).toBe(inMonth.length);
      }
      expect(byMonth.at(-1)).toMatchObject({ month: '2018-12-01', cumulative: reachedBy('2018-12-31'), target: 7150 });
    });

    test('of a region or footprint counts its practices only, against its share of the target', async () => {
      const { region, footprint } = await ask(
        `region: byMonth(region: "Y56") { cumulative target } footprint: byMonth(footprint: "ZF03") { cumulative target }`,
      );
      const share = (isCounted: (practice: PracticeSupport) => boolean) =>
        Math.round((7800 * (33 / 36) * practices.filter(isCounted).length) / practices.length);
      const isLondon = ({ regionCode }: PracticeSupport) => regionCode === 'Y56';
      const isThird = ({ footprintCode }: PracticeSupport) => footprintCode === 'ZF03';
      expect(region).toHaveLength(33);
      expect(region.at(-1)).toEqual({ cumulative: reachedBy('2018-12-31', isLondon), target: share(isLondon) });
      expect(footprint.at(-1)).toEqual({ cumulative: reachedBy('2018-12-31', isThird), target: share(isThird) });
    });

    test('from and to cut whole months out and keep the cumulative count', async () => {
      const { byMonth } = await ask('byMonth(from: "2017-02-20", to: "2017-03-02") { month cumulative }');
      expect(byMonth).toEqual([
        { month: '2017-02-01', cumulative: reachedBy('2017-02-28') },
        { month: '2017-03-01', cumulative: reachedBy('2017-03-31') },
      ]);
    });

    test('of an unknown region is zero throughout', async () => {
      const { byMonth } = await ask('byMonth(region: "Y99") { reached target }');
      expect(byMonth).toEqual(Array.from({ length: 33 }, () => ({ reached: 0, target: 0 })));
    });

    test('refuses a beginning after the end', async () => {
      const { errors } = await running.ask(
        '{ practiceSupport { byMonth(from: "2018-02-01", to: "2018-01-31") { month } } }',
      );
      expect(errors).toMatchObject([
        {
          message: 'from must be on or before to, and is 2018-02-01, after 2018-01-31',
          extensions: { code: 'BAD_USER_INPUT', field: 'from' },
        },
      ]);
    });
  });

  describe('byRegion and byFootprint', () => {
    test.each(['2016-03-31', '2016-07-01', '2017-01-31', '2018-03-14', '2030-01-01'])('count up to %s', async (day) => {
      const { byRegion, byFootprint } = await ask(`
        byRegion(asOf: "${day}") { region { code } practices reached rate }
        byFootprint(asOf: "${day}") { footprint { odsCode } practices reached }
      `);
      expect(byRegion.map(({ region }: { region: { code: string } }) => region.code)).toEqual([
        'Y54',
        'Y55',
        'Y56',
        'Y57',
      ]);
      expect(byFootprint).toHaveLength(44);
      for (const row of byRegion) {
        const isIn = ({ regionCode }: PracticeSupport) => regionCode === row.region.code;
        expect(row.reached).toBe(reachedBy(day, isIn));
        expect(row.practices).toBe(practices.filter(isIn).length);
        expect(row.rate).toBe(((100 * row.reached) / row.practices).toFixed(1));
      }
      for (const row of byFootprint) {
        expect(row.reached).toBe(reachedBy(day, ({ footprintCode }) => footprintCode === row.footprint.odsCode));
      }
    });

    test('count up to today without a day', async () => {
      const { byRegion } = await ask('byRegion { reached }');
      const reached = byRegion.reduce((sum: number, row: { reached: number }) => sum + row.reached, 0);
      expect(reached).toBe(reachedBy('2018-03-15'));
    });
  });

  test('projection counts to the day and takes the pace of the twelve months before', async () => {
    const { projection } = await ask(
      'projection(asOf: "2018-01-20") { asOf reached monthlyPace dueOn onTrack finishesOn }',
    );
    const pace = (reachedBy('2017-12-31') - reachedBy('2016-12-31')) / 12;
    expect(projection).toMatchObject({
      asOf: '2018-01-20',
      reached: reachedBy('2018-01-20'),
      monthlyPace: pace.toFixed(1),
      dueOn: '2019-03-31',
      onTrack: false,
    });
    expect(projection.finishesOn > '2019-03-31').toBe(true);
  });

  test('practices come in pages by stage and footprint', async () => {
    const { all, some } = await ask(`
      all: practices(first: 1) { totalCount nodes { id } }
      some: practices(stage: COMPLETE, footprint: "ZF03", first: 500) { totalCount nodes { id stage footprint { odsCode } } }
    `);
    expect(all).toEqual({ totalCount: 2000, nodes: [{ id: 'ZP000001' }] });
    const expected = practices.filter(({ stage, footprintCode }) => stage === 'COMPLETE' && footprintCode === 'ZF03');
    expect(some.totalCount).toBe(expected.length);
    expect(some.nodes.map(({ id }: { id: string }) => id)).toEqual(expected.map(({ odsCode }) => odsCode).toSorted());
  });
});
