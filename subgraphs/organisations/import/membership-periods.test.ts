import { describe, expect, test } from '@jest/globals';
import { membershipPeriods } from './membership-periods.js';

const LIVES = new Map([
  ['QZ1', { openedOn: '2016-03-01', closedOn: null }],
  ['QZ2', { openedOn: '2016-03-01', closedOn: '2018-06-07' }],
  ['QZ3', { openedOn: '2018-06-07', closedOn: null }],
]);

/** The periods that follow when files say on their days in which footprints an organisation is. */
function periods(said: Readonly<Record<string, readonly string[]>>): string[] {
  const statements = Object.entries(said).flatMap(([asOf, footprints]) =>
    footprints.map((footprintCode) => ({ organisationCode: 'RZ1', footprintCode, sourceKey: `file:x:${asOf}`, asOf })),
  );
  const forwards = membershipPeriods(statements, LIVES);
  expect(membershipPeriods([...statements].reverse(), LIVES)).toEqual(forwards);
  return forwards.map(({ footprintCode, validFrom, validTo }) => `${footprintCode} ${validFrom} ${validTo}`);
}

describe('membershipPeriods() gives memberships', () => {
  const check = (title: string, said: Readonly<Record<string, readonly string[]>>, expected: string[]) =>
    test(title, () => expect(periods(said)).toEqual(expected));

  check('from the day of the file', { '2017-04-01': ['QZ1'] }, ['QZ1 2017-04-01 9999-12-31']);
  check('from the opening of the footprint', { '2016-01-01': ['QZ1'] }, ['QZ1 2016-03-01 9999-12-31']);
  check('up to the closing of the footprint', { '2016-03-01': ['QZ2'] }, ['QZ2 2016-03-01 2018-06-07']);
  check('on the last day of a footprint that has closed', { '2019-04-01': ['QZ2'] }, ['QZ2 2018-06-06 2018-06-07']);
  check('that go on in later files', { '2016-03-01': ['QZ1'], '2019-04-01': ['QZ1'] }, ['QZ1 2016-03-01 9999-12-31']);
  check('that a later file does not name any more', { '2016-03-01': ['QZ1'], '2019-04-01': ['QZ3'] }, [
    'QZ1 2016-03-01 2019-04-01',
    'QZ3 2019-04-01 9999-12-31',
  ]);
  check('that come back', { '2016-03-01': ['QZ1'], '2018-07-01': ['QZ3'], '2019-04-01': ['QZ1', 'QZ3'] }, [
    'QZ1 2016-03-01 2018-07-01',
    'QZ1 2019-04-01 9999-12-31',
    'QZ3 2018-07-01 9999-12-31',
  ]);
  check(
    'that are stated again when the footprint has closed',
    { '2016-03-01': ['QZ2'], '2019-04-01': ['QZ2', 'QZ3'] },
    ['QZ2 2016-03-01 2018-06-07', 'QZ3 2019-04-01 9999-12-31'],
  );
  check('in known footprints only', { '2016-03-01': ['QZ8'] }, []);
});
