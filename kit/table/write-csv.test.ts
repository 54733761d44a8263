import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { Cell } from './cell.js';
import { csvLine, csvWriter, harmless } from './write-csv.js';

const column = (name: string) => ({ name, type: 'String', parentType: 'T', field: name, list: null });
const ending = { about: {} as never, cutOff: null };

describe('csvLine()', () => {
  const check = (title: string, cells: readonly Cell[], expected: string) =>
    test(title, () => expect(csvLine(cells)).toBe(`${expected}\r\n`));

  check('separates by commas', ['a', 'b', null, true], 'a,b,,true');
  check('quotes commas, quotes and line ends', ['a,b', 'say "x"', 'two\nlines'], '"a,b","say ""x""","two\nlines"');
  check('quotes what other readers would split at', ['a;b', 'a\tb'], '"a;b","a\tb"');
  check('quotes space at the ends', [' a', 'b '], '" a","b "');
  check('writes one empty cell as a line with a field', [null], '""');
  check('keeps numbers', [-5, 1e21, 0.1], '-5,1e+21,0.1');
  check(
    'marks gaps',
    [
      { kind: 'suppressed', reason: 'SMALL_NUMBER' },
      { kind: 'missing', subgraph: 'people', code: null },
      { kind: 'missing', subgraph: null, code: null },
    ],
    '*,missing (people),missing',
  );
});

describe('harmless()', () => {
  const check = (text: string, expected: string) =>
    test(JSON.stringify(text), () => expect(harmless(text)).toBe(expected));

  check('=1+1', "'=1+1");
  check('+1+1', "'+1+1");
  check('-1+1', "'-1+1");
  check('@SUM(A1)', "'@SUM(A1)");
  check(' =1', "' =1");
  check('\t=1', "'\t'=1");
  check('\rx', "'\rx");
  check('\tx', "'\tx");
  check('a;=1+1', "a;'=1+1");
  check('a\n=1+1', "a\n'=1+1");
  check('＝1+1', "'＝1+1");
  check('-12.50', '-12.50');
  check('+3', '+3');
  check('-1e5', '-1e5');
  check('-5; -3', '-5; -3');
  check('North - South', 'North - South');
  check('a=b', 'a=b');
  check('', '');
});

test('csvWriter() writes what a reader reads back', () => {
  const writer = csvWriter([column('a'), column('b')]);
  const rows = [
    ['x,"y"\r\nz', 'é'],
    ['', '5'],
  ];
  expect(parse(`${writer.begin()}${writer.rows(rows)}${writer.end(ending)}`)).toEqual([['a', 'b'], ...rows]);
});

test('csvWriter() begins with a byte order mark when asked to', () => {
  expect(csvWriter([column('a')], { bom: true }).begin()).toBe('\uFEFFa\r\n');
});

test('csvWriter() says in a last line that rows are left out', () => {
  const writer = csvWriter([column('a'), column('b')]);
  expect(writer.end({ ...ending, cutOff: 'Cut off after 5 rows' })).toBe('Cut off after 5 rows,\r\n');
});
