import type { Country } from '../../kit/country/country.js';
import { between } from '../../../kit/random.js';
import type { WorkforceFigure } from '../entities/workforce-figure.js';

const MONTHS = ['2017-09-01', '2018-06-01'];
/** Staff groups with the range of their full-time equivalents at a trust, in tenths. */
const STAFF_GROUPS: readonly [string, number, number][] = [
  ['HCHS doctors', 1_000, 9_000],
  ['Nurses & health visitors', 4_000, 25_000],
  ['Managers', 200, 2_000],
  ['Senior managers', 50, 900],
  ['Central functions', 500, 6_000],
];

/** Full-time equivalents of each generated trust open in a month. */
export function workforceRows(country: Country): WorkforceFigure[] {
  return country.trusts.flatMap((trust) =>
    MONTHS.filter((month) => trust.openedOn <= month && (trust.closedOn === null || trust.closedOn > month)).flatMap(
      (month) =>
        STAFF_GROUPS.map(([staffGroup, low, high]) => ({
          organisationCode: trust.odsCode,
          month,
          staffGroup,
          fteHundredths:
            10 * Math.round(between(low, high, 'fte', trust.odsCode, staffGroup) * (month === MONTHS[0] ? 1 : 1.01)),
          sourceKey: 'generated',
        })),
    ),
  );
}
