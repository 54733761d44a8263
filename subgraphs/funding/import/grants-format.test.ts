import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../../kit/database/database.js';
import { PACKAGE_ROOT } from '../../../kit/package-root.js';
import { eachDatabase } from '../../../test/support/databases.js';
import { importFile, importText } from '../../../test/support/import-file.js';
import { sharedData, testWithSharedData } from '../../../test/support/shared-data.js';
import { lastRefresh, Refresh } from '../../kit/refresh.js';
import { Grant } from '../entities/grant.js';
import { funding } from '../funding.js';
import { grantsFormat } from './grants-format.js';

const FIXTURES = join(PACKAGE_ROOT, 'subgraphs/funding/import/fixtures');
const JSON_FILE = join(FIXTURES, 'grants.json');
const CSV_FILE = join(FIXTURES, 'grants.csv');

eachDatabase((openUrl) => {
  const databases: Database[] = [];
  let database: Database;

  beforeEach(async () => {
    const { name, entities, migrations } = funding;
    database = await openDatabase({ name, entities, migrations, url: await openUrl() });
    databases.push(database);
    await database.migrate();
  });
  afterAll(() => Promise.all(databases.map((each) => each.close())));

  const grants = () => database.read.getRepository(Grant).find({ order: { id: 'ASC' } });
  const importGrants = (records: readonly unknown[]) =>
    importText(database, grantsFormat, { name: 'grants.json', text: JSON.stringify(records) });

  test.each([
    ['JSON', 'CSV', JSON_FILE, CSV_FILE],
    ['CSV', 'JSON', CSV_FILE, JSON_FILE],
  ])('%s is imported whole; the same again changes nothing, nor do the same grants as %s', async (...given) => {
    const [, , first, second] = given;
    const imported = await importFile(database, grantsFormat, { path: first });
    expect(imported.rejections).toEqual([]);
    expect(imported).toMatchObject({ outcome: 'imported', counts: { read: 3, inserted: 3 } });
    const before = await grants();
    const refreshed = await lastRefresh(database);
    expect(before.map(({ id, amountMinor, currency }) => [id, amountMinor, currency])).toEqual([
      ['360G-example-001', 129154, 'GBP'],
      ['360G-example-002', 2500000, 'GBP'],
      ['360G-example-003', 10, 'EUR'],
    ]);
    for (const path of [first, second]) {
      const again = await importFile(database, grantsFormat, { path });
      expect(again.counts).toMatchObject({ read: 3, inserted: 0, updated: 0, unchanged: 3 });
    }
    expect(await grants()).toEqual(before);
    expect(await lastRefresh(database)).toEqual(refreshed);
  });

  test('everything of a record is kept, with the day on which it was modified as its source', async () => {
    await importFile(database, grantsFormat, { path: CSV_FILE, asOf: '2019-01-01' });
    const [garden, ward, bursary] = await grants();
    expect(garden).toMatchObject({
      description: 'Beds, tools and seeds,\nand a "grand" opening',
      plannedStart: '2017-01-01',
      plannedEnd: '2017-12-31',
      plannedDurationMonths: 12,
      recipientCharityNumber: '1000001',
      recipientOdsCode: null,
      grantProgrammeCode: 'GREEN',
      fromOpenCall: 'Yes',
      dateModified: new Date('2017-02-03T10:00:00Z'),
      dataSource: 'https://example.org/grants',
      synthetic: false,
      sourceKey: 'file:360giving:2017-02-03',
    });
    expect(ward).toMatchObject({
      plannedStart: '2017-05',
      plannedEnd: '2018',
      plannedDurationMonths: 17.5,
      recipientOdsCode: 'RXA',
      sourceKey: 'file:360giving:2019-01-01',
    });
    expect(bursary).toMatchObject({
      recipientKind: 'INDIVIDUAL',
      recipientId: '360G-example-person-1',
      funderCompanyNumber: '01234567',
      dateModified: new Date('2018-02-28T23:30:00Z'),
    });
  });

  test('of two records of a grant the one that was modified later is kept, whichever comes first', async () => {
    const old = { ...RECORD, title: 'Old', dateModified: '2017-01-01T00:00:00Z' };
    const late = { ...RECORD, title: 'Late', dateModified: '2018-01-01T00:00:00Z' };
    await importGrants([old]);
    expect((await importGrants([late])).counts).toMatchObject({ updated: 1 });
    expect((await importGrants([old])).counts).toMatchObject({
      updated: 0,
      notTakenOver: { 'a newer record is known': 1 },
    });
    expect((await grants()).map(({ title }) => title)).toEqual(['Late']);
  });

  test('a file with one wrong row changes nothing, and tells of each by line or number, column and value', async () => {
    const before = await importGrants([RECORD]);
    expect(before.counts.inserted).toBe(1);
    const text = `${HEADER}\n1,T,"D\nE",GBP,5,2016-12-01,a,A,b,B\n2,T,D,GBP,5,2016-13-01,a,A,b,B\n3,T,D,GBP\n1,T,D,GBP,5,2016-12-01,a,A,b,B\n`;
    const csv = await importText(database, grantsFormat, { name: 'grants.csv', text });
    expect(csv.outcome).toBe('refused');
    expect(csv.rejections.map(({ line, column, value }) => [line, column, value])).toEqual([
      [4, 'Award Date', '2016-13-01'],
      [5, '', '3,T,D,GBP'],
      [6, 'Identifier', '1'],
    ]);
    const json = await importGrants([{ ...RECORD, id: '2' }, { ...RECORD, id: '3', currency: 'x' }, 5]);
    expect(json.outcome).toBe('refused');
    expect(json.rejections.map(({ line, column, value }) => [line, column, value])).toEqual([
      [2, 'currency', 'x'],
      [3, '', '5'],
    ]);
    expect((await grants()).map(({ id }) => id)).toEqual([RECORD.id]);
  });

  test('titles of columns are read in any order and case, with places in lists, beside columns that are not kept', async () => {
    const text =
      'Award date, Funding Org:0:Name,FUNDING ORG:IDENTIFIER,Identifier,Title,Description,Currency,amount  awarded,Recipient Org:0:Identifier,Recipient Org:0:Name,,\n' +
      '2016-12-01,B,b,1,T,D,GBP,5,a,A,x,y\n';
    const { counts } = await importText(database, grantsFormat, { name: 'grants.csv', text });
    expect(counts.inserted).toBe(1);
    expect((await grants())[0]).toMatchObject({ funderName: 'B', recipientId: 'a', amountMinor: 500 });
  });

  test('a package, a list, white space and a byte order mark before JSON, whatever the file is called', async () => {
    for (const text of [` \n{"grants": [${JSON.stringify(RECORD)}]}`, `\ufeff[${JSON.stringify(RECORD)}]`]) {
      const { counts } = await importText(database, grantsFormat, { name: 'grants.data', text });
      expect(counts.read).toBe(1);
    }
  });

  test.each([
    ['JSON that is none', '{"grants": [\n{]}', 'FILE_UNREADABLE', /no JSON from line 2/],
    ['a package without a list', '{"grants": {}}', 'FILE_WRONG_FORMAT', /list/],
    ['other JSON', '{"other": 1}', 'FILE_WRONG_FORMAT', /not of the format 360giving/],
    ['other CSV', 'Identifier,Title\n1,2\n', 'FILE_WRONG_FORMAT', /not of the format 360giving/],
    ['nothing', '', 'FILE_WRONG_FORMAT', /empty/],
    ['Latin-1', Buffer.from('[{"grants": "\xe9"}]', 'latin1'), 'FILE_UNREADABLE', /UTF-8/],
  ])('a file with %s is refused as a whole', async (_, text, code, message) => {
    const work = importText(database, grantsFormat, { name: 'grants', text });
    await expect(work).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  testWithSharedData(
    'the 555 real grants of Trafford are £1,291,436.54; the same again, as JSON or CSV, changes no row',
    ['funding/trafford_360_grants.json', 'funding/trafford_360_grants.csv', 'funding/360-giving-schema.json'],
    async () => {
      const strict = await grantsFormat.withSchema!(sharedData('funding/360-giving-schema.json'));
      const files = ['json', 'csv'].map((type) => sharedData(`funding/trafford_360_grants.${type}`));
      const first = await importFile(database, grantsFormat, { path: files[0]! });
      expect(first.counts).toMatchObject({ read: 555, inserted: 555, rejected: 0 });
      const pence = (await grants()).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      expect(pence).toBe(129_143_654);
      for (const format of [grantsFormat, strict]) {
        for (const path of files) {
          const again = await importFile(database, format, { path });
          expect(again.counts).toMatchObject({ inserted: 0, updated: 0, unchanged: 555, rejected: 0 });
        }
      }
      expect(await database.read.getRepository(Refresh).find()).toMatchObject([
        { kind: 'import 360giving', detail: 'trafford_360_grants.json' },
      ]);
    },
  );
});

const HEADER =
  'Identifier,Title,Description,Currency,Amount Awarded,Award Date,Recipient Org:Identifier,Recipient Org:Name,Funding Org:Identifier,Funding Org:Name';

const RECORD = {
  id: '1',
  title: 'T',
  description: 'D',
  currency: 'GBP',
  amountAwarded: 5,
  awardDate: '2016-12-01',
  recipientOrganization: [{ id: 'a', name: 'A' }],
  fundingOrganization: [{ id: 'b', name: 'B' }],
};
