import { describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import type { About } from './about.js';
import type { Cell, Row } from './cell.js';
import { cellXml, escapeXml } from './sheet-xml.js';
import { xlsxWriter } from './write-xlsx.js';

const about: About = {
  title: 'Trusts & others',
  question: null,
  query: 'trusts',
  text: '{ trusts }\n# <end>',
  variables: { first: 5 },
  fetchedAt: '2020-01-01T00:00:00.000Z',
  rows: 2,
  owners: ['CQC'],
  columns: [],
  warnings: ['Half of it'],
};
const column = (name: string, type = 'String') => ({ name, type, parentType: 'T', field: name, list: null });

function filesOf(rows: readonly Row[], sheetRows?: number): Record<string, string> {
  const writer = xlsxWriter([column('name'), column('beds', 'Int')], sheetRows === undefined ? {} : { sheetRows });
  const pieces = [writer.begin(), writer.rows(rows.slice(0, 1)), writer.rows(rows.slice(1))];
  pieces.push(writer.end({ about, cutOff: null }));
  const files = unzipSync(Buffer.concat(pieces));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

describe('cellXml()', () => {
  const check = (title: string, [cell, kind]: [Cell, Parameters<typeof cellXml>[1]], expected: RegExp) =>
    test(title, () => expect(cellXml(cell, kind)).toMatch(expected));

  check('writes numbers', [5.5, 'number'], /^<c><v>5.5<\/v><\/c>$/);
  check('writes decimal text as a number', ['1291436.54', 'number'], /^<c><v>1291436.54<\/v><\/c>$/);
  check(
    'keeps text that has more digits than a number',
    ['12345678901234567', 'number'],
    /t="inlineStr".*>12345678901234567</,
  );
  check('keeps digits with a leading zero as text', ['0012', 'number'], /t="inlineStr".*>0012</);
  check('keeps digits in a column of text', ['12', 'text'], /t="inlineStr".*>12</);
  check('writes dates as days', ['2016-12-01', 'date'], /^<c s="2"><v>42705<\/v><\/c>$/);
  check('writes moments as days', ['2016-12-01T12:00:00.000Z', 'moment'], /^<c s="3"><v>42705.5<\/v><\/c>$/);
  check('keeps dates before March 1900 as text', ['1850-01-01', 'date'], /t="inlineStr".*>1850-01-01</);
  check('writes truth values', [true, 'truth'], /^<c t="b"><v>1<\/v><\/c>$/);
  check('writes formulas as text', ['=1+1', 'text'], /t="inlineStr".*>=1\+1</);
  check('marks suppressed values', [{ kind: 'suppressed', reason: 'x' }, 'number'], /t="inlineStr".*>\*</);
  check('cuts text that no cell can hold', ['x'.repeat(40_000), 'text'], /x…</);
});

test('escapeXml() leaves nothing that XML cannot hold', () => {
  expect(escapeXml('a<b>&"\x01\r\uD800 _x0041_\t\n')).toBe(
    'a&lt;b&gt;&amp;&quot;_x0001__x000D_\uFFFD _x005F_x0041_\t\n',
  );
  expect(escapeXml('😀')).toBe('😀');
});

test('xlsxWriter() writes rows, about, and the parts of a workbook', () => {
  const files = filesOf([
    ['Alpha', 5],
    ['Beta', null],
  ]);
  expect(Object.keys(files).sort()).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/workbook.xml',
    'xl/worksheets/sheet1.xml',
    'xl/worksheets/sheet2.xml',
  ]);
  expect(files['xl/worksheets/sheet1.xml']!.match(/<row>/g)).toHaveLength(3);
  expect(files['xl/worksheets/sheet2.xml']).toMatch(/Trusts &amp; others.*Variable first.*Half of it.*# &lt;end&gt;/s);
});

test('xlsxWriter() goes on in another sheet where one is full', () => {
  const files = filesOf(
    [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ],
    2,
  );
  expect(files['xl/workbook.xml']).toMatch(/name="data".*name="data 2".*name="data 3".*name="about"/);
  expect(files['xl/worksheets/sheet3.xml']).toMatch(/name.*>c</);
});
