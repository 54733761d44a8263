import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../kit/database/database.js';
import { createCountry } from '../../kit/country/country.js';
import { silentProgress } from '../../../kit/progress.js';
import { eachDatabase, sqliteDatabases } from '../../../test/support/databases.js';
import {
  dumpOrganisations,
  FIXTURES,
  importFixture,
  openOrganisations,
  type Fixture,
} from '../../../test/support/organisations-database.js';
import { pick } from '../../../kit/random.js';
import { Refresh } from '../../kit/refresh.js';
import { dumpTables } from '../../../test/support/dump-tables.js';
import { organisations } from '../organisations.js';

const ALL = Object.keys(FIXTURES) as Fixture[];

async function importAll(database: Database, names: readonly Fixture[] = ALL) {
  const counts = [];
  for (const name of names) {
    const { outcome, rejections, counts: one } = await importFixture(database, name);
    expect([name, outcome, rejections]).toEqual([name, 'imported', []]);
    counts.push(one);
  }
  return counts;
}

/** The rows of a statement as texts, their values between blanks. */
async function lines(database: Database, sql: string): Promise<string[]> {
  const rows = await database.read.query<object[]>(sql);
  return rows.map((row) => Object.values(row).join(' '));
}

const versionsOf = (code: string) =>
  `SELECT validFrom, validTo, name, status, COALESCE(parentCode, '-') AS parent
   FROM organisation_version WHERE odsCode = '${code}' ORDER BY validFrom`;

const membershipsOf = (code: string) =>
  `SELECT footprintCode, validFrom, validTo, kind, COALESCE(throughCode, '-') AS through
   FROM membership WHERE organisationCode = '${code}' ORDER BY footprintCode, validFrom`;

/** What the database holds after all files were imported. */
const WHAT_FOLLOWS: readonly (readonly [title: string, sql: string, rows: readonly string[]])[] = [
  [
    'gives a practice that was renamed and named back',
    versionsOf('Z90001'),
    [
      '1974-04-01 2013-04-01 INVENTED SURGERY ONE ACTIVE -',
      '2013-04-01 2017-01-01 INVENTED SURGERY ONE ACTIVE 9Z1',
      '2017-01-01 2018-01-01 INVENTED SURGERY ONE, RENAMED ACTIVE 9Z1',
      '2018-01-01 9999-12-31 INVENTED SURGERY ONE ACTIVE 9Z1',
    ],
  ],
  [
    'gives a practice that changed its commissioner and became dormant',
    versionsOf('Z90002'),
    [
      '1974-04-01 2013-04-01 INVENTED SURGERY TWO ACTIVE -',
      '2013-04-01 2016-07-01 INVENTED SURGERY TWO ACTIVE 9Z2',
      '2016-07-01 2018-01-01 INVENTED SURGERY TWO ACTIVE 9Z1',
      '2018-01-01 9999-12-31 INVENTED SURGERY TWO DORMANT 9Z1',
    ],
  ],
  [
    'gives a trust that closed',
    versionsOf('RZ2'),
    ['2001-04-01 2017-10-01 INVENTED CLOSED TRUST ACTIVE -', '2017-10-01 9999-12-31 INVENTED CLOSED TRUST CLOSED -'],
  ],
  [
    'gives a trust a parent from the day of the file on',
    versionsOf('RZ1'),
    [
      '2001-04-01 2020-01-01 INVENTED FOUNDATION TRUST ACTIVE -',
      '2020-01-01 9999-12-31 INVENTED FOUNDATION TRUST ACTIVE QZ9',
    ],
  ],
  [
    'gives commissioners, hubs and councils',
    `SELECT odsCode, kind, status, COALESCE(regionCode, '-') FROM organisation WHERE odsCode LIKE '9%' ORDER BY odsCode`,
    [
      '991 LOCAL_AUTHORITY ACTIVE -',
      '9H1 COMMISSIONING_HUB ACTIVE Y91',
      '9Z1 CCG ACTIVE Y91',
      '9Z2 CCG ACTIVE Y91',
      '9Z3 CCG CLOSED Y91',
    ],
  ],
  ['gives regions', 'SELECT code, name FROM region', ['Y91 INVENTED COMMISSIONING REGION']],
  [
    'tells practices from other prescribing centres, and takes what looks like a formula as text',
    `SELECT name, kind FROM organisation WHERE odsCode IN ('Z90006', 'Z90007') ORDER BY odsCode`,
    ['INVENTED WALK-IN CENTRE PRESCRIBING_CENTRE', '=INVENTED(SURGERY) SEVEN GP_PRACTICE'],
  ],
  [
    'gives footprints, and those that took over from them',
    `SELECT odsCode, name, openedOn, COALESCE(closedOn, '-'), COALESCE(successorCode, '-'), COALESCE(publishedLead, '-')
       FROM footprint ORDER BY odsCode`,
    [
      'QZ1 Invented Coast 2016-03-01 - - Invented Person (Chief Officer, Invented North CCG)',
      'QZ2 Invented Hills, Dales 2016-03-01 2018-06-07 QZ3 -',
      'QZ3 QZ3 2018-06-07 - - -',
    ],
  ],
  [
    'gives members of several footprints',
    membershipsOf('9Z2'),
    ['QZ1 2016-03-01 2019-04-01 CCG -', 'QZ2 2016-03-01 2018-06-07 CCG -', 'QZ3 2019-04-01 9999-12-31 CCG -'],
  ],
  [
    'gives members that several files name',
    membershipsOf('RZ1'),
    ['QZ1 2017-04-01 9999-12-31 TRUST -', 'QZ3 2019-04-01 9999-12-31 TRUST -'],
  ],
  ['gives members of a footprint that had closed', membershipsOf('RZ3'), ['QZ2 2018-06-06 2018-06-07 TRUST -']],
  [
    'gives a practice through renamings one membership',
    membershipsOf('Z90001'),
    ['QZ1 2016-03-01 9999-12-31 GP_PRACTICE 9Z1'],
  ],
  [
    'gives a practice the memberships of its commissioners',
    membershipsOf('Z90002'),
    [
      'QZ1 2016-03-01 2016-07-01 GP_PRACTICE 9Z2',
      'QZ1 2016-07-01 2018-01-01 GP_PRACTICE 9Z1',
      'QZ2 2016-03-01 2016-07-01 GP_PRACTICE 9Z2',
    ],
  ],
  ['gives a practice none while it is dormant', membershipsOf('Z90003'), ['QZ1 2017-01-01 9999-12-31 GP_PRACTICE 9Z1']],
  ['gives a practice that had closed none', membershipsOf('Z90004'), []],
  [
    'gives other prescribing centres only what files say',
    membershipsOf('Z90006'),
    ['QZ1 2019-04-01 9999-12-31 PRESCRIBING_CENTRE -'],
  ],
  [
    'gives members without an ODS code one by their name',
    `SELECT o.codeScheme, o.name, COUNT(*) FROM organisation o JOIN membership m ON m.organisationCode = o.odsCode
       WHERE o.kind = 'OTHER' GROUP BY o.odsCode, o.codeScheme, o.name ORDER BY o.name`,
    ['LOCAL Invented Charity’s Hospice 2', 'ODS Invented Community Company 1', 'LOCAL Invented Network 1'],
  ],
  [
    'gives ratings to the trusts of their locations',
    `SELECT id, COALESCE(organisationCode, '-'), overall FROM rating ORDER BY id`,
    [
      'cqc.1-9000000004.2015-07-09 - REQUIRES_IMPROVEMENT',
      'cqc.1-9000000004.2015-07-09.2 - INADEQUATE',
      'cqc.1-9000000004.2015-07-09.3 - INADEQUATE',
      'cqc.RZ1.2015-08-09 RZ1 OUTSTANDING',
      'cqc.RZ1G9.2015-06-09 RZ1 GOOD',
      'cqc.RZ3A1.2015-08-09 RZ3 GOOD',
    ],
  ],
  [
    'gives full-time equivalents exactly',
    'SELECT organisationCode, month, fteHundredths FROM workforce_figure ORDER BY fteHundredths',
    ['9Z1 2017-09-01 700', 'RZ1 2017-09-01 4290', 'RZ1 2017-09-01 527204'],
  ],
];

eachDatabase((openUrl) => {
  describe('importing the invented files', () => {
    let database: Database;

    beforeAll(async () => {
      database = await openOrganisations(await openUrl());
      await importAll(database);
    });
    afterAll(() => database.close());

    test.each(WHAT_FOLLOWS)('%s', async (_, sql, expected) => {
      expect(await lines(database, sql)).toEqual(expected);
    });
  });

  describe('the tally of an import', () => {
    test('counts what became of the rows, and changes no row the second time', async () => {
      const database = await openOrganisations(await openUrl());
      const first = await importAll(database);
      expect(first[0]).toMatchObject({
        read: 4,
        inserted: 2,
        notTakenOver: { 'government office regions and Welsh bodies are not kept': 2 },
      });
      expect(first[3]).toMatchObject({ read: 8, inserted: 8, updated: 0, unchanged: 0, rejected: 0 });
      expect(first[4]).toMatchObject({ read: 6, inserted: 1, updated: 5 });
      const before = await dumpOrganisations(database);
      for (const { read, inserted, updated, unchanged, notTakenOver, derived } of await importAll(database)) {
        const left = Object.values(notTakenOver).reduce((sum, count) => sum + count, 0);
        expect([inserted, updated, derived, unchanged + left]).toEqual([0, 0, {}, read]);
      }
      expect(await dumpOrganisations(database)).toEqual(before);
      await database.close();
    });

    test('replaces generated organisations of the same code, and leaves the others as they are', async () => {
      const database = await openOrganisations(await openUrl());
      const country = createCountry({ practices: 50, people: 10 });
      const { signal } = new AbortController();
      await organisations.seed(database, { country, progress: silentProgress, signal });
      await database.write((manager) =>
        manager.query(`UPDATE organisation SET odsCode = 'Z90001' WHERE odsCode = '${country.practice(0).odsCode}'`),
      );
      const generated = `SELECT COUNT(*) AS n FROM membership m JOIN organisation o ON o.odsCode = m.organisationCode WHERE o.synthetic = 1 AND o.odsCode <> 'Z90001'`;
      const before = await lines(database, generated);
      await importAll(database);
      expect(await lines(database, `SELECT name, synthetic FROM organisation WHERE odsCode = 'Z90001'`)).toEqual([
        'INVENTED SURGERY ONE 0',
      ]);
      expect(await lines(database, versionsOf('Z90001'))).toHaveLength(4);
      expect(await lines(database, generated)).toEqual(before);
      await database.close();
    });
  });
});

describe('the order of imports', () => {
  const openUrl = sqliteDatabases();

  /** Everything but when it was imported. */
  const TOLD = organisations.entities.filter((entity) => entity !== Refresh);

  /** Footprints come first, because members are refused without them. */
  function shuffled(round: number): Fixture[] {
    const left = ALL.filter((name) => name !== 'footprints.csv');
    const order: Fixture[] = ['footprints.csv'];
    while (left.length > 0) {
      const next = pick(left, 'next', round, left.length);
      order.push(next);
      left.splice(left.indexOf(next), 1);
    }
    return order;
  }

  test('makes no difference in the end', async () => {
    const database = await openOrganisations(await openUrl());
    await importAll(database);
    const expected = await dumpTables(database, TOLD);
    await database.close();
    for (let round = 0; round < 12; round++) {
      const other = await openOrganisations(await openUrl());
      const order = shuffled(round);
      await importAll(other, order);
      const dump = await dumpTables(other, TOLD);
      expect({ order, dump }).toEqual({ order, dump: expected });
      await other.close();
    }
  });
});
