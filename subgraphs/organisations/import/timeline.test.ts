import { describe, expect, test } from '@jest/globals';
import { addDays } from '../../../kit/dates.js';
import { between, chance, pick } from '../../../kit/random.js';
import { FOREVER } from '../entities/organisation-version.js';
import type { OrganisationStatement } from '../entities/organisation-statement.js';
import { historyOf } from './history.js';

/** A statement of a file that lists practices. */
function said(asOf: string, more: Partial<OrganisationStatement> = {}): OrganisationStatement {
  return {
    odsCode: 'Z90001',
    sourceKey: `file:ods-practices:${asOf}`,
    asOf,
    isListed: true,
    codeScheme: 'ODS',
    name: 'One',
    kind: 'GP_PRACTICE',
    status: 'ACTIVE',
    openedOn: '2000-01-01',
    closedOn: null,
    postcode: null,
    parentCode: null,
    parentFrom: null,
    parentTo: null,
    regionCode: null,
    ...more,
  };
}

/** The versions that follow, each as its first day, name, status and parent; what does not differ from `One`, open, is left out. */
function timeline(...statements: OrganisationStatement[]): string[] {
  return historyOf(statements).versions.map(({ validFrom, name, status, parentCode }) =>
    [validFrom, name === 'One' ? '' : name, status === 'ACTIVE' ? '' : status, parentCode ?? ''].join(' ').trim(),
  );
}

type Case = readonly [title: string, statements: readonly OrganisationStatement[], versions: readonly string[]];

test.each<Case>([
  ['from the open date', [said('2016-01-01')], ['2000-01-01']],
  ['from the file on without an open date', [said('2016-01-01', { openedOn: null })], ['2016-01-01']],
  ['from an open date after the file', [said('2016-01-01', { openedOn: '2016-04-01' })], ['2016-04-01']],
  [
    'that end with the close date',
    [said('2016-01-01', { closedOn: '2015-06-30' })],
    ['2000-01-01', '2015-06-30  CLOSED'],
  ],
  [
    'closed from the file on when the close date is not known',
    [said('2016-01-01', { status: 'CLOSED' })],
    ['2000-01-01', '2016-01-01  CLOSED'],
  ],
  ['closed on the day of opening', [said('2016-01-01', { closedOn: '2000-01-01' })], ['2000-01-01  CLOSED']],
  ['dormant, which is not closed', [said('2016-01-01', { status: 'DORMANT' })], ['2000-01-01  DORMANT']],
  [
    'with a parent from the join date to the left date',
    [said('2016-01-01', { parentCode: '9Z1', parentFrom: '2013-04-01', parentTo: '2015-04-01' })],
    ['2000-01-01', '2013-04-01   9Z1', '2015-04-01'],
  ],
  [
    'with a parent from the file on without a join date',
    [said('2016-01-01', { parentCode: '9Z1' })],
    ['2000-01-01', '2016-01-01   9Z1'],
  ],
  [
    'with a parent up to the closing',
    [said('2016-01-01', { parentCode: '9Z1', parentFrom: '2013-04-01', status: 'CLOSED', closedOn: '2015-06-30' })],
    ['2000-01-01', '2013-04-01   9Z1', '2015-06-30  CLOSED'],
  ],
  [
    'that change on the day of a file that says something different',
    [said('2016-01-01'), said('2017-01-01', { name: 'Two', status: 'DORMANT' })],
    ['2000-01-01', '2017-01-01 Two DORMANT'],
  ],
  [
    'that change on the day that a later file names, if the earlier one could not know',
    [said('2016-01-01'), said('2017-01-01', { closedOn: '2016-06-30' })],
    ['2000-01-01', '2016-06-30  CLOSED'],
  ],
  [
    'that do not take back what an earlier file said of its own day',
    [said('2016-01-01'), said('2017-01-01', { closedOn: '2015-06-30' })],
    ['2000-01-01', '2017-01-01  CLOSED'],
  ],
  [
    'with a new parent from its join date on',
    [
      said('2016-01-01', { parentCode: '9Z2', parentFrom: '2013-04-01' }),
      said('2017-01-01', { parentCode: '9Z1', parentFrom: '2016-07-01' }),
    ],
    ['2000-01-01', '2013-04-01   9Z2', '2016-07-01   9Z1'],
  ],
  [
    'that a file between two others can change for its time',
    [said('2016-01-01'), said('2017-01-01', { name: 'Two' }), said('2018-01-01')],
    ['2000-01-01', '2017-01-01 Two', '2018-01-01'],
  ],
  [
    'in which a later file opens what was proposed',
    [
      said('2016-01-01', { status: 'PROPOSED', openedOn: '2016-04-01' }),
      said('2017-01-01', { openedOn: '2016-04-01' }),
    ],
    ['2016-04-01'],
  ],
  [
    'in which a later file knows the open date',
    [said('2016-01-01', { openedOn: null }), said('2017-01-01')],
    ['2000-01-01'],
  ],
  [
    'without what a file only mentions, where another lists it',
    [
      said('2016-01-01'),
      said('2019-04-01', { name: 'Mentioned', isListed: false, sourceKey: 'file:footprint-members:2019-04-01' }),
    ],
    ['2000-01-01'],
  ],
  [
    'of what files only mention',
    [said('2019-04-01', { name: 'Mentioned', isListed: false, openedOn: null })],
    ['2019-04-01 Mentioned'],
  ],
])('historyOf() gives versions %s', (_, statements, versions) => {
  expect(timeline(...statements)).toEqual(versions);
  expect(timeline(...[...statements].reverse())).toEqual(versions);
});

test('historyOf() gives as the organisation what holds on the newest day', () => {
  const { organisation } = historyOf([
    said('2016-01-01', { parentCode: '9Z1', regionCode: 'Y91' }),
    said('2018-01-01', { name: 'Two', closedOn: '2019-01-01' }),
  ]);
  expect(organisation).toMatchObject({ name: 'Two', nameSearch: 'two', status: 'ACTIVE', closedOn: null });
  expect(organisation).toMatchObject({
    parentCode: null,
    regionCode: null,
    sourceKey: 'file:ods-practices:2018-01-01',
  });
});

describe('historyOf() of any statements', () => {
  const days = Array.from({ length: 6 }, (_, index) => addDays('2015-01-01', index * 200));
  const dayOrNull = (...key: (string | number)[]) => (chance(0.5, 'known', ...key) ? pick(days, 'day', ...key) : null);
  const anyStatement = (round: number, index: number) =>
    said(days[index]!, {
      name: pick(['One', 'Two'], 'name', round, index),
      status: pick(['ACTIVE', 'DORMANT', 'PROPOSED', 'CLOSED'] as const, 'status', round, index),
      openedOn: dayOrNull('opened', round, index),
      closedOn: dayOrNull('closed', round, index),
      parentCode: pick(['9Z1', '9Z2', null], 'parent', round, index),
      parentFrom: dayOrNull('from', round, index),
      parentTo: dayOrNull('to', round, index),
      isListed: chance(0.8, 'listed', round, index),
    });

  test('is the same in any order, with versions that follow each other and differ', () => {
    for (let round = 0; round < 2_000; round++) {
      const statements = days.map((_, index) => anyStatement(round, index)).slice(between(0, 5, 'first', round));
      const { versions, organisation } = historyOf(statements);
      const shuffled = [...statements].sort((a, b) => between(-1, 1, 'order', round, a.asOf, b.asOf));
      expect(historyOf(shuffled)).toEqual({ versions, organisation });
      expect(versions.length).toBeGreaterThan(0);
      expect(versions.at(-1)!.validTo).toBe(FOREVER);
      versions.forEach((version, index) => {
        expect(version.validFrom < version.validTo).toBe(true);
        const next = versions[index + 1];
        if (next) expect(next.validFrom).toBe(version.validTo);
        const what = ({ name, status, parentCode }: typeof version) => [name, status, parentCode];
        if (next) expect(what(next)).not.toEqual(what(version));
      });
    }
  });
});
