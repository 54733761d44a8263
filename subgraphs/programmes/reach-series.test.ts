import { describe, expect, test } from '@jest/globals';
import { monthOf, reachSeries } from './reach-series.js';

describe('reachSeries()', () => {
  test('begins with the programme, ends with the last month with data, and has no gaps', () => {
    expect(reachSeries([{ month: '2016-06-01', reached: 5 }], 1)).toEqual([
      { month: '2016-04-01', reached: 0, cumulative: 0, target: 217 },
      { month: '2016-05-01', reached: 0, cumulative: 0, target: 433 },
      { month: '2016-06-01', reached: 5, cumulative: 5, target: 650 },
    ]);
  });

  test('is empty without data', () => {
    expect(reachSeries([], 1)).toEqual([]);
  });

  test('goes over the end of a year in order, whatever the order of the counts', () => {
    const counts = [
      { month: '2017-01-01', reached: 2 },
      { month: '2016-12-01', reached: 3 },
    ];
    const series = reachSeries(counts, 1);
    expect(series.slice(-2).map(({ month, cumulative }) => [month, cumulative])).toEqual([
      ['2016-12-01', 3],
      ['2017-01-01', 5],
    ]);
  });

  test('reaches the whole target in month 36 and keeps it', () => {
    const targets = reachSeries([{ month: '2019-05-01', reached: 1 }], 1).map(({ target }) => target);
    expect(targets.slice(34)).toEqual([7583, 7800, 7800, 7800]);
  });

  test('takes a share of the target', () => {
    expect(reachSeries([{ month: '2016-04-01', reached: 1 }], 0.1)[0]!.target).toBe(22);
  });
});

test('monthOf() is the first day of the month', () => {
  expect(monthOf('2016-12-31')).toBe('2016-12-01');
});
