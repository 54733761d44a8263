import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../kit/database/database.js';
import { sqliteDatabases } from '../../../test/support/databases.js';
import { importText, type Imported } from '../../../test/support/import-file.js';
import {
  dumpOrganisations,
  importFixture,
  openOrganisations,
  organisationsFormat,
} from '../../../test/support/organisations-database.js';

const openUrl = sqliteDatabases();
let database: Database;

beforeAll(async () => {
  database = await openOrganisations(await openUrl());
  await importFixture(database, 'footprints.csv');
});
afterAll(() => database.close());

/** The names of files by format, each with the day and kind that the format needs. */
const FILES: Readonly<Record<string, string>> = {
  'ods-practices': 'practices_2016-01-01.csv',
  'ods-trusts': 'trusts_2016.csv',
  'ods-ccgs': 'ccgs_2016.csv',
  'ods-authorities': 'authorities_2016.csv',
  footprints: 'footprints.csv',
  'footprint-ccgs': 'ccgs.csv',
  'footprint-members': 'members_trusts_2019.csv',
  'footprint-trusts': 'trusts_2017-18.csv',
  'cqc-inspections': 'inspections_2016.csv',
  'workforce-fte': 'workforce_2017.csv',
};

function importAs(format: string, text: string | Buffer, options: { skipRejected?: boolean; dryRun?: boolean } = {}) {
  return importText(database, organisationsFormat(format), { name: FILES[format]!, text, ...options });
}

/** A line of 27 columns of a practice that is right, with some columns changed. */
function practice(changed: Readonly<Record<number, string>> = {}): string {
  const right = {
    1: 'Z90001',
    2: 'INVENTED SURGERY',
    3: 'Y91',
    11: '19740401',
    13: 'A',
    15: '9Z1',
    16: '20130401',
    26: '4',
  };
  const cells: Readonly<Record<number, string>> = { ...right, ...changed };
  return Array.from({ length: 27 }, (_, index) => `"${cells[index + 1] ?? ''}"`).join(',') + '\r\n';
}

/** Imports lines of which the last one is wrong, and gives why; nothing of the file may have been written. */
async function reasonOf(format: string, text: string | Buffer): Promise<readonly unknown[]> {
  const before = await dumpOrganisations(database);
  const { outcome, rejections } = await importAs(format, text);
  expect(outcome).toBe('refused');
  expect(await dumpOrganisations(database)).toEqual(before);
  expect(rejections).toHaveLength(1);
  const { line, column, value, reason } = rejections[0]!;
  return [line, column, value, reason];
}

describe('a practice is rejected for', () => {
  const check = (
    title: string,
    changed: Readonly<Record<number, string>>,
    [column, value, reason]: readonly string[],
  ) =>
    test(title, async () => {
      const text = practice({ 1: 'Z90009' }) + practice(changed);
      expect(await reasonOf('ods-practices', text)).toEqual([2, column, value, reason]);
    });

  const code = 'must be a code of 1 to 12 upper-case letters and digits';
  const day = 'must be a day that exists, written YYYYMMDD';
  check('a code in lower case', { 1: 'z90001' }, ['1 code', 'z90001', code]);
  check('no code', { 1: '' }, ['1 code', '', 'must not be empty']);
  check('a code that was there before', { 1: 'Z90009' }, [
    '1 code',
    'Z90009',
    'must be in the file once, and was in it before',
  ]);
  check('no name', { 2: '' }, ['2 name', '', 'must not be empty']);
  check('a name that is too long', { 2: 'X'.repeat(201) }, [
    '2 name',
    `${'X'.repeat(79)}…`,
    'must have at most 200 characters, and has 201',
  ]);
  check('a day that does not exist', { 11: '20150229' }, ['11 open date', '20150229', day]);
  check('a day written otherwise', { 12: '2015-06-30' }, ['12 close date', '2015-06-30', day]);
  check('a close date before the open date', { 12: '19740331' }, [
    '12 close date',
    '1974-03-31',
    'must not be before the open date, 1974-04-01',
  ]);
  check('a left date before the join date', { 17: '20130331' }, [
    '17 left date',
    '2013-03-31',
    'must not be before the join date, 2013-04-01',
  ]);
  check('an unknown status', { 13: 'X' }, ['13 status', 'X', 'must be A, C, D or P']);
  check('no status', { 13: '' }, ['13 status', '', 'must be A, C, D or P']);
  check('a commissioner that is no code', { 15: '9Z?' }, ['15 commissioner', '9Z?', code]);
});

describe('a row is rejected for', () => {
  const check = (title: string, [format, text]: readonly [string, string], expected: readonly unknown[]) =>
    test(title, async () => {
      expect(await reasonOf(format, text)).toEqual(expected);
    });

  const members = 'stp_ods_code,partner_ods_code,partner_name\n';
  check(
    'a footprint that is not known',
    ['footprint-members', `${members}QZ1,RZ1,One\nQZ8,RZ1,One\n`],
    [3, 'stp_ods_code', 'QZ8', 'must be a known footprint: import the format footprints first'],
  );
  check(
    'a member named twice',
    ['footprint-members', `${members}QZ1,RZ1,One\nQZ1,RZ1,One\n`],
    [3, 'partner_ods_code', 'RZ1', 'must be in the file once for QZ1, and was in it before'],
  );
  check(
    'an ONS code that no footprint has',
    ['footprint-trusts', 'Trust,code,STP,STP_code\nOne,RZ1,Coast,E99000099\n'],
    [2, 'STP_code', 'E99000099', 'must be a known footprint: import the format footprints first'],
  );
  check(
    'a sub-type that is none',
    ['ods-ccgs', practice({ 1: '9Z1', 13: '', 14: 'C', 26: '' }) + practice({ 1: '9Z2', 13: '', 14: 'X', 26: '' })],
    [2, '14 sub-type', 'X', 'must be C or H'],
  );
  check(
    'a rating that is none',
    ['cqc-inspections', 'reportdate,overall,ownership,locationid\n2015-01-01,Fine,,1-2\n'],
    [2, 'overall', 'Fine', 'must be one of outstanding, good, requires improvement, inadequate, no published rating'],
  );

  const figures = 'Month,Organisation code,Organisation name,Staff group,FTE\n';
  const number = 'must be a number from 0 with at most two decimals';
  check(
    'three decimals',
    ['workforce-fte', `${figures}2017-SEP,RZ1,One,Managers,1.255\n`],
    [2, 'FTE', '1.255', number],
  );
  check('no number', ['workforce-fte', `${figures}2017-SEP,RZ1,One,Managers,*\n`], [2, 'FTE', '*', number]);
  check('a negative number', ['workforce-fte', `${figures}2017-SEP,RZ1,One,Managers,-1\n`], [2, 'FTE', '-1', number]);
  check(
    'a month that is none',
    ['workforce-fte', `${figures}2017-SEPT,RZ1,One,Managers,1\n`],
    [2, 'Month', '2017-SEPT', 'must be a month such as 2017-SEP'],
  );
  check(
    'a figure given twice',
    ['workforce-fte', `${figures}2017-SEP,RZ1,A,Managers,1\n2017-SEP,RZ1,A,Managers,2\n`],
    [3, 'Staff group', 'Managers', 'must be in the file once for each month and organisation, and was in it before'],
  );

  const footprints =
    'ods_code,ons_code_2016,ons_code_2017,name_2016,nhse_region_code_2016,lead_2016_03,ods_status_2019_04\n';
  check(
    'a status of a footprint that is none',
    ['footprints', `${footprints}QZ9,,,Nine,Y91,,closed\n`],
    [2, 'ods_status_2019_04', 'closed', 'must be current, or closed and a day after 2016-03-01, then -> and a code'],
  );
  check(
    'an ONS code that is none',
    ['footprints', `${footprints}QZ9,E12,,Nine,Y91,,current\n`],
    [2, 'ons_code_2016', 'E12', 'must be an ONS code: E, W, S, N or K and eight digits'],
  );
});

describe('runImport()', () => {
  const twoWrong =
    practice({ 1: 'Z90011' }) + practice({ 1: 'no' }) + practice({ 1: 'Z90012' }) + practice({ 13: '?' });
  const known = async () =>
    (
      await database.read.query<{ odsCode: string }[]>(
        "SELECT odsCode FROM organisation WHERE odsCode LIKE 'Z9001%' ORDER BY 1",
      )
    ).map(({ odsCode }) => odsCode);

  test('names every rejected row and writes none of the file', async () => {
    const { outcome, rejections, counts }: Imported = await importAs('ods-practices', twoWrong);
    expect([outcome, rejections.map(({ line }) => line)]).toEqual(['refused', [2, 4]]);
    expect(counts).toMatchObject({ read: 4, rejected: 2 });
    expect(await known()).toEqual([]);
  });

  test('writes nothing in a dry run, and says what it would have done', async () => {
    const { outcome, counts } = await importAs('ods-practices', practice({ 1: 'Z90011' }), { dryRun: true });
    expect([outcome, counts.inserted]).toEqual(['tried', 1]);
    expect(await known()).toEqual([]);
  });

  test('writes the other rows when rejected ones are to be skipped', async () => {
    const { outcome, counts } = await importAs('ods-practices', twoWrong, { skipRejected: true });
    expect(outcome).toBe('imported');
    expect(counts).toMatchObject({ read: 4, inserted: 2, rejected: 2 });
    expect(await known()).toEqual(['Z90011', 'Z90012']);
  });

  test('undoes everything when a file turns out to be unreadable in the middle', async () => {
    const before = await dumpOrganisations(database);
    const lines = Array.from({ length: 5_000 }, (_, index) => practice({ 1: `Z${100_000 + index}` })).join('');
    const text = Buffer.concat([Buffer.from(lines), Buffer.from(practice({ 1: 'Z99999', 2: 'CAF\xc9' }), 'latin1')]);
    await expect(importAs('ods-practices', text)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(await dumpOrganisations(database)).toEqual(before);
  });
});

test('the newest file about a figure has the say', async () => {
  const figure = (fte: string) => `Month,Organisation code,Staff group,FTE\n2017-SEP,RZ8,Managers,${fte}\n`;
  const stored = () => database.read.query("SELECT fteHundredths FROM workforce_figure WHERE organisationCode = 'RZ8'");
  const importOf = (year: number, fte: string) =>
    importText(database, organisationsFormat('workforce-fte'), { name: `fte_${year}.csv`, text: figure(fte) });
  expect((await importOf(2018, '2.5')).counts).toMatchObject({ inserted: 1 });
  expect((await importOf(2017, '1')).counts).toMatchObject({ notTakenOver: { 'a newer file is known': 1 } });
  expect(await stored()).toEqual([{ fteHundredths: 250 }]);
  expect((await importOf(2019, '3')).counts).toMatchObject({ updated: 1 });
  expect(await stored()).toEqual([{ fteHundredths: 300 }]);
});

describe('a file of another format is refused:', () => {
  const samples: Readonly<Record<string, string>> = {
    'ods-practices': practice(),
    'ods-trusts': practice({ 1: 'RZ1', 13: '', 15: '', 26: '' }),
    'ods-ccgs': practice({ 1: '9Z1', 13: '', 14: 'C', 26: '' }),
    'ods-authorities': practice({ 1: 'Q91', 13: '', 26: '' }),
    'footprint-ccgs': 'ods_stp_code,ccg_ods_code,ccg_name_2016\n',
    'footprint-members': 'stp_ods_code,partner_ods_code,partner_name\n',
    'footprint-trusts': 'NHS England Region,Trust,code,STP,STP_code\n',
    'cqc-inspections': '"","reportdate","overall","ownership","locationid"\n',
    'workforce-fte': 'Month,Organisation code,Organisation name,Staff group,FTE\n',
  };
  const names = Object.keys(samples);

  test.each(names)('%s is recognised as itself only', (name) => {
    expect(names.filter((other) => organisationsFormat(other).recognises(samples[name]!))).toEqual([name]);
  });

  test('one in UTF-16, with the advice to convert it', async () => {
    const text = Buffer.from(`\ufeff${practice()}`, 'utf16le');
    await expect(importAs('ods-practices', text)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringContaining('iconv -f UTF-16 -t UTF-8') as unknown,
    });
  });

  test('one of 26 columns, and an empty one', async () => {
    const short = practice().replace(/,""\r\n$/, '\r\n');
    await expect(importAs('ods-practices', short)).rejects.toMatchObject({ code: 'FILE_WRONG_FORMAT' });
    await expect(importAs('ods-practices', '\n')).rejects.toMatchObject({ code: 'FILE_WRONG_FORMAT' });
  });
});
