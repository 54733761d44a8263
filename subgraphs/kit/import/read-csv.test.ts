import { describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolders } from '../../../test/support/temporary-folder.js';
import { requiredText, type Cells } from './cells.js';
import { firstCells, readCsv, type CsvLayout } from './read-csv.js';

const newFolder = temporaryFolders();

const TITLED: CsvLayout = { hasHeader: true, columns: ['code', 'name'] };
const UNTITLED: CsvLayout = { hasHeader: false, columns: ['code', 'name'] };

interface Read {
  readonly rows: readonly (readonly [line: number, code: string, name: string])[];
  readonly rejected: readonly (readonly [line: number, column: string, reason: string])[];
}

/** Reads a text as a file; a row whose name is empty is wrong. */
async function read(text: string | Buffer, layout = TITLED): Promise<Read> {
  const path = join(newFolder(), 'list.csv');
  writeFileSync(path, text);
  const file = { path, kind: '', onRead: () => undefined, signal: new AbortController().signal };
  const rejected: [number, string, string][] = [];
  const rows: [number, string, string][] = [];
  const verdicts = {
    reject: (line: number, { column, message }: { column: string; message: string }) =>
      void rejected.push([line, column, message]),
    leaveOut: () => undefined,
  };
  const parse = (cells: Cells) => [cells('code'), requiredText(cells, 'name', 20)] as const;
  for await (const { line, row } of readCsv(file, verdicts, { ...layout, parse })) rows.push([line, ...row]);
  return { rows, rejected };
}

describe('readCsv()', () => {
  const rows = [
    [2, 'A', 'One'],
    [3, 'B', 'Two, and “more”'],
  ];

  test.each([
    ['LF', 'code,name\nA,One\nB,"Two, and “more”"\n'],
    ['CRLF', 'code,name\r\nA,One\r\nB,"Two, and “more”"\r\n'],
    ['both', 'code,name\r\nA,One\nB,"Two, and “more”"\r\n'],
    ['no line end after the last line', 'code,name\nA,One\nB,"Two, and “more”"'],
    ['a byte order mark', '\ufeffcode,name\nA,One\nB,"Two, and “more”"\n'],
    ['other columns in another order', 'more,name,code\n1,One,A\n2,"Two, and “more”",B\n'],
  ])('reads lines with %s', async (_, text) => {
    expect(await read(text)).toEqual({ rows, rejected: [] });
  });

  test('reads a file without a first line of titles', async () => {
    expect((await read('A,One\nB,Two\n', UNTITLED)).rows).toEqual([
      [1, 'A', 'One'],
      [2, 'B', 'Two'],
    ]);
  });

  test.each(['\n', '\r\n'])('counts lines through empty lines and texts of several lines, ended by %j', async (end) => {
    const text = ['code,name', '', 'A,"One', 'half"', '', '', 'B,', 'C,Three', ''].join(end);
    expect(await read(text)).toEqual({
      rows: [[8, 'C', 'Three']],
      rejected: [
        [3, 'name', 'must be one line without control characters'],
        [7, 'name', 'must not be empty'],
      ],
    });
  });

  test('takes what looks like a formula as text', async () => {
    expect((await read('code,name\n=1+1,@SUM(A1)\n')).rows).toEqual([[2, '=1+1', '@SUM(A1)']]);
  });

  test('rejects a line with too few or too many columns', async () => {
    expect((await read('code,name\nA\nB,Two,3\nC,Three\n')).rejected).toEqual([
      [2, '', 'must have 2 columns, and has 1'],
      [3, '', 'must have 2 columns, and has 3'],
    ]);
  });

  test('reads characters that are cut by the pieces in which a file is read', async () => {
    const name = 'Żółć…😀';
    const text = `code,name\n${Array.from({ length: 60_000 }, (_, index) => `${index},${name}\n`).join('')}`;
    const { rows, rejected } = await read(text);
    expect([rows.length, rejected]).toEqual([60_000, []]);
    expect(rows.every((row) => row[2] === name)).toBe(true);
  });

  test.each([
    ['a byte of Windows-1252', Buffer.from('code,name\nA,One\nB,Caf\xe9\n', 'latin1'), /line 3 .*0xe9.*WINDOWS-1252/i],
    ['a character cut off at the end', Buffer.from([...Buffer.from('code,name\nA,'), 0xe2, 0x80]), /line 2 .*0xe2/],
    ['a quotation mark that is not closed', 'code,name\nA,One\nB,"Two\nC,Three\n', /no CSV from line 3 .*NOT_CLOSED/],
    ['a quotation mark inside a text', 'code,name\nA,One\nB,T"w"o\n', /no CSV from line 3 .*OPENING_QUOTE/],
  ])('throws FILE_UNREADABLE for %s', async (_, text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      message: expect.stringMatching(message) as unknown,
    });
  });
});

describe('firstCells()', () => {
  test('gives the cells of a first line of the layout', () => {
    expect(firstCells('"A","One"\r\n"B"', UNTITLED)?.('name')).toBe('One');
    expect(firstCells('more,name,code', TITLED)).not.toBeNull();
  });

  test('gives null for a first line of another layout', () => {
    expect(firstCells('A,One,1\n', UNTITLED)).toBeNull();
    expect(firstCells('code,title\n', TITLED)).toBeNull();
    expect(firstCells('', TITLED)).toBeNull();
  });
});
