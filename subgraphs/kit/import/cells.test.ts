import { describe, expect, test } from '@jest/globals';
import { assertNotBefore, oneOf, optionalCode, optionalCompactDay, optionalText, requiredDay } from './cells.js';

const cell = (text: string) => () => text;

describe('optionalCompactDay()', () => {
  test.each([
    ['20160229', '2016-02-29'],
    ['', null],
  ])('of %j is %j', (text, day) => {
    expect(optionalCompactDay(cell(text), 'day')).toBe(day);
  });

  test.each(['20150229', '2015-02-28', '20151301', '00000101', ' 20150101', '2015011'])('rejects %j', (text) => {
    expect(() => optionalCompactDay(cell(text), 'day')).toThrow('must be a day that exists, written YYYYMMDD');
  });
});

describe('optionalCode()', () => {
  test.each(['A81001', '01H', 'ABCDEFGHIJKL'])('takes %s', (code) => {
    expect(optionalCode(cell(code), 'code')).toBe(code);
  });

  test.each(['a81001', 'A 1', 'A81001 ', 'ABCDEFGHIJKLM', "A'--", 'Ä1'])('rejects %j', (code) => {
    expect(() => optionalCode(cell(code), 'code')).toThrow('1 to 12 upper-case letters and digits');
  });
});

describe('optionalText()', () => {
  test('gives the text without blanks around it, and null for nothing', () => {
    expect(optionalText(cell('  =HYPERLINK("x") '), 'name', 20)).toBe('=HYPERLINK("x")');
    expect(optionalText(cell('  '), 'name', 20)).toBeNull();
  });

  test.each([
    ['x'.repeat(21), 'must have at most 20 characters, and has 21'],
    ['a\u0000b', 'must be one line without control characters'],
    ['a\nb', 'must be one line without control characters'],
  ])('rejects %j', (text, reason) => {
    expect(() => optionalText(cell(text), 'name', 20)).toThrow(reason);
  });
});

test('requiredDay() rejects a day that does not exist', () => {
  expect(requiredDay(cell('2017-01-10'), 'day')).toBe('2017-01-10');
  expect(() => requiredDay(cell('2017-02-30'), 'day')).toThrow('written YYYY-MM-DD');
});

test('oneOf() names all texts that it takes, and no inherited one', () => {
  expect(oneOf(cell('A'), 'status', { A: 1, C: 2 })).toBe(1);
  expect(() => oneOf(cell('constructor'), 'status', { A: 1, C: 2, D: 3 })).toThrow('must be A, C or D');
});

test('assertNotBefore() compares known days only', () => {
  expect(() => assertNotBefore('end', [null, '2016-01-01'], 'the start')).not.toThrow();
  expect(() => assertNotBefore('end', ['2016-01-01', '2016-01-01'], 'the start')).not.toThrow();
  expect(() => assertNotBefore('end', ['2016-01-02', '2016-01-01'], 'the start')).toThrow(
    'must not be before the start, 2016-01-02',
  );
});
