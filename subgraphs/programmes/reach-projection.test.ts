import { describe, expect, test } from '@jest/globals';
import { projectReach } from './reach-projection.js';
import type { MonthCount } from './reach-series.js';

/** So many practices in each of the months from April 2016 on. */
function monthly(...reached: number[]): MonthCount[] {
  return reached.map((count, index) => {
    const month = new Date(Date.UTC(2016, 3 + index, 1)).toISOString().slice(0, 10);
    return { month, reached: count };
  });
}

function seen(asOf: string, counts: readonly MonthCount[]) {
  const reached = counts.filter(({ month }) => month <= asOf).reduce((sum, count) => sum + count.reached, 0);
  return projectReach({ asOf, reached, counts });
}

describe('projectReach()', () => {
  test('takes the mean of the last twelve whole months', () => {
    const counts = monthly(900, 0, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 60);
    expect(seen('2017-06-15', counts)).toMatchObject({ reached: 2400, monthlyPace: '120.0' });
  });

  test('takes the months that there are when the programme is younger', () => {
    expect(seen('2016-06-15', monthly(10, 20, 40)).monthlyPace).toBe('15.0');
  });

  test('projects the missing practices at that pace', () => {
    const counts = monthly(...Array.from({ length: 12 }, () => 325));
    expect(seen('2017-04-01', counts)).toEqual({
      asOf: '2017-04-01',
      reached: 3900,
      monthlyPace: '325.0',
      finishesOn: '2018-04-02',
      dueOn: '2019-03-31',
      onTrack: true,
    });
  });

  test('is not on track when the projected day is after the due day', () => {
    const counts = monthly(...Array.from({ length: 12 }, () => 100));
    expect(seen('2017-04-01', counts)).toMatchObject({ finishesOn: '2022-10-01', onTrack: false });
  });

  test('has no day when the pace is zero', () => {
    expect(seen('2016-04-20', monthly(5))).toMatchObject({ monthlyPace: '0.0', finishesOn: null, onTrack: null });
    expect(seen('2030-01-01', monthly(5, 5))).toMatchObject({ monthlyPace: '0.0', finishesOn: null, onTrack: null });
    expect(seen('2010-01-01', monthly(5, 5))).toMatchObject({ reached: 0, monthlyPace: '0.0', finishesOn: null });
  });

  test('gives the end of the month in which the target was reached', () => {
    const counts = monthly(4000, 4000, 10);
    expect(seen('2016-06-30', counts)).toMatchObject({ finishesOn: '2016-05-31', onTrack: true });
    expect(seen('2016-05-20', counts)).toMatchObject({ finishesOn: '2016-05-20', onTrack: true });
  });
});
