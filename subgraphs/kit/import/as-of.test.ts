import { expect, test } from '@jest/globals';
import { asOfFromName } from './as-of.js';

test.each([
  ['epraccur_2015-11-27.csv', '2015-11-27'],
  ['eccg_2016-02.csv', '2016-02-01'],
  ['etr_2025.csv', '2025-01-01'],
  ['lookup_2017-18.csv', '2017-04-01'],
  ['inspections_2014-2025.csv', '2025-01-01'],
  ['fte_2017-09_2018-06.csv', '2018-06-01'],
  ['2016-02-30_list_2015.csv', '2015-01-01'],
  ['stp44.csv', null],
  ['list_2016-13.csv', null],
  ['order_120167.csv', null],
  ['list_1066.csv', null],
])('asOfFromName() of %s is %s', (name, day) => {
  expect(asOfFromName(name)).toBe(day);
});
