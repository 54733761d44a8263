import { describe, expect, test } from '@jest/globals';
import { RowProblem } from '../../kit/import/row-problem.js';
import { csvSource } from './csv-source.js';
import { jsonSource } from './json-source.js';
import { parseGrant } from './parse-grant.js';

const RECORD = {
  id: '360G-a-1',
  title: 'Title',
  description: 'Description',
  currency: 'GBP',
  amountAwarded: 10.5,
  awardDate: '2016-12-01',
  recipientOrganization: [{ id: 'GB-NHS-RXA', name: 'A trust' }],
  fundingOrganization: [{ id: 'GB-LAE-EXA', name: 'A council' }],
};

const CELLS: Readonly<Record<string, string>> = {
  identifier: '360G-a-1',
  title: 'Title',
  description: 'Description',
  currency: 'GBP',
  'amount awarded': '10.5',
  'award date': '2016-12-01',
  'recipient org:identifier': 'GB-NHS-RXA',
  'recipient org:name': 'A trust',
  'funding org:identifier': 'GB-LAE-EXA',
  'funding org:name': 'A council',
};

const fromJson = (change: object) => parseGrant(jsonSource({ ...RECORD, ...change }));
const fromCsv = (change: object) => {
  const cells: Readonly<Record<string, string>> = { ...CELLS, ...change };
  return parseGrant(csvSource((column) => cells[column] ?? ''));
};

function problemOf(parse: () => unknown): object {
  try {
    return { parsed: parse() };
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    return { column: error.column, value: error.value, reason: error.message };
  }
}

test('parseGrant() makes the same grant of a line and of an object', () => {
  expect(fromCsv({})).toEqual(fromJson({}));
  expect(fromJson({})).toMatchObject({ amountMinor: 1050, recipientOdsCode: 'RXA', funderOdsCode: null });
});

describe('parseGrant() takes', () => {
  const json = (title: string, change: object, wanted: object) =>
    test(title, () => {
      expect(fromJson(change)).toMatchObject(wanted);
    });
  const csv = (title: string, change: object, wanted: object) =>
    test(title, () => {
      expect(fromCsv(change)).toMatchObject(wanted);
    });

  json('the real total to the penny', { amountAwarded: 1291436.54 }, { amountMinor: 129143654 });
  json('the largest amount', { amountAwarded: 9999999999999.99 }, { amountMinor: 999999999999999 });
  json('a withdrawn grant', { amountAwarded: -0.05 }, { amountMinor: -5 });
  csv('zeros around an amount', { 'amount awarded': ' 0012.5000 ' }, { amountMinor: 1250 });
  csv('no pence at all', { 'amount awarded': '7.' }, { amountMinor: 700 });
  json('a moment as the day of the award', { awardDate: '2016-12-01T23:30:00-01:00' }, { awardDate: '2016-12-01' });
  json('a month and a year as planned', plan({ startDate: '2016-04', endDate: '2017' }), {
    plannedStart: '2016-04',
    plannedEnd: '2017',
  });
  json('half a month', plan({ duration: 5.5 }), { plannedDurationMonths: 5.5 });
  csv('half a month as text', { 'planned dates:duration (months)': '5.5' }, { plannedDurationMonths: 5.5 });
  json('no plans at all', { plannedDates: [] }, { plannedStart: null, plannedDurationMonths: null });
  json(
    'an individual',
    { recipientOrganization: undefined, recipientIndividual: { id: '360G-a-p1', name: 'Recipient' } },
    { recipientKind: 'INDIVIDUAL', recipientId: '360G-a-p1', recipientOdsCode: null },
  );
  json(
    'null where the schema allows it',
    { dataSource: null, grantProgramme: [{ code: 'A', title: null }] },
    {
      dataSource: null,
      grantProgrammeCode: 'A',
      grantProgrammeTitle: null,
    },
  );
  json('white space around text', { title: '  A\r\nB ' }, { title: 'A\nB' });
  json('a generated grant, still marked', { id: '360G-joinery-0000001' }, { synthetic: true });
  json('a real grant, not marked', {}, { synthetic: false });
  json('euros', { currency: 'EUR' }, { currency: 'EUR', amountMinor: 1050 });
});

describe('parseGrant() refuses', () => {
  const json = (title: string, change: object, problem: object) =>
    test(`${title} in JSON`, () => {
      expect(problemOf(() => fromJson(change))).toMatchObject(problem);
    });
  const csv = (title: string, change: object, problem: object) =>
    test(`${title} in CSV`, () => {
      expect(problemOf(() => fromCsv(change))).toMatchObject(problem);
    });

  for (const field of ['id', 'title', 'description', 'currency', 'awardDate', 'amountAwarded']) {
    json(`no ${field}`, { [field]: undefined }, { column: field, reason: 'must not be empty' });
  }
  csv('no identifier', { identifier: '' }, { column: 'Identifier', reason: 'must not be empty' });
  csv(
    'no recipient',
    { 'recipient org:identifier': '', 'recipient org:name': '' },
    { column: 'Recipient Org:Identifier' },
  );
  json('no recipient', { recipientOrganization: undefined }, { column: 'recipientOrganization/0/id' });
  json('no funder', { fundingOrganization: undefined }, { column: 'fundingOrganization/0/id' });
  json('a funder without a name', { fundingOrganization: [{ id: 'a' }] }, { column: 'fundingOrganization/0/name' });
  json('no funder in the list', { fundingOrganization: [] }, { reason: 'must have one item' });
  json(
    'two funders',
    { fundingOrganization: [party('a'), party('b')] },
    { column: 'fundingOrganization', reason: expect.stringMatching(/only one/) },
  );
  csv('two recipients', { 'recipient org:1:name': 'B' }, { column: 'Recipient Org:1:Name', value: 'B' });
  json(
    'a list that is none',
    { grantProgramme: {} },
    { column: 'grantProgramme', reason: 'must be a list of objects' },
  );
  json('an individual that is none', { recipientIndividual: 'x' }, { column: 'recipientIndividual', value: '"x"' });
  json('both kinds of recipient', { recipientIndividual: party('p') }, { column: 'recipientIndividual/id' });
  json('an amount as text', { amountAwarded: '10' }, { column: 'amountAwarded', value: '10' });
  json('an amount without end', { amountAwarded: 1e21 }, { reason: expect.stringMatching(/number without commas/) });
  csv('an amount with commas', { 'amount awarded': '1,000' }, { column: 'Amount Awarded', value: '1,000' });
  csv('an amount in pounds', { 'amount awarded': '£5' }, { reason: expect.stringMatching(/currency signs/) });
  csv('a third decimal', { 'amount awarded': '1.005' }, { reason: 'must have at most two decimals' });
  csv(
    'a million millions',
    { 'amount awarded': '12345678901234' },
    { reason: expect.stringMatching(/at most 13 digits/) },
  );
  json('a currency that is none', { currency: 'POUNDS' }, { reason: expect.stringMatching(/ISO 4217/) });
  json(
    'yen',
    { currency: 'JPY' },
    { column: 'currency', value: 'JPY', reason: 'must be a currency with two decimals' },
  );
  json('a day that does not exist', { awardDate: '2017-02-29' }, { column: 'awardDate', value: '2017-02-29' });
  csv('an English date', { 'award date': '01/12/2016' }, { column: 'Award Date', value: '01/12/2016' });
  json('a planned day that does not exist', plan({ endDate: '2017-13' }), { column: 'plannedDates/0/endDate' });
  json('a negative duration', plan({ duration: -1 }), { reason: 'must be a number that is not negative' });
  csv('a duration in words', { 'planned dates:duration (months)': 'six' }, { value: 'six' });
  json('an open call of another word', { fromOpenCall: 'yes' }, { reason: 'must be Yes or No' });
  json('a day for a moment', { dateModified: '2017-01-01' }, { column: 'dateModified' });
  json('a moment without a zone', { dateModified: '2017-01-01T10:00:00' }, { column: 'dateModified' });
  json('an hour that does not exist', { dateModified: '2017-01-01T25:00:00Z' }, { column: 'dateModified' });
  json('an address that is none', { dataSource: 'www example' }, { column: 'dataSource' });
  json(
    'a number as text',
    { recipientOrganization: [{ ...party('a'), charityNumber: 5 }] },
    {
      column: 'recipientOrganization/0/charityNumber',
      value: '5',
      reason: 'must be text',
    },
  );
  json('null for a title', { title: null }, { column: 'title', value: 'null', reason: 'must be text' });
  json('half a character', { title: 'a\ud800' }, { reason: 'must consist of Unicode characters' });
  json('a long identifier', { id: 'x'.repeat(201) }, { reason: 'must have at most 200 characters, and has 201' });
  json('a long description', { description: 'x'.repeat(16_001) }, { reason: expect.stringMatching(/at most 16000/) });

  test.each([['text'], [null], [[]], [5]])('the record %j', (record) => {
    expect(problemOf(() => jsonSource(record))).toMatchObject({ column: '', reason: 'must be an object' });
  });
});

test('records named like parts of an object are refused as any other', () => {
  const record = JSON.parse('{"__proto__": {"id": "x"}, "constructor": 1}') as object;
  expect(problemOf(() => parseGrant(jsonSource(record)))).toMatchObject({ column: 'id', reason: 'must not be empty' });
});

function plan(period: object): object {
  return { plannedDates: [period] };
}

function party(id: string): object {
  return { id, name: id };
}
