/** `joinery import` and `joinery export`, in processes of their own. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runJoinery, startJoinery } from '../support/joinery-command.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const fixture = (name: string) => join('test', 'fixtures', 'organisations', name);

/** A database of its own for each block. */
function environment(): { readonly JOINERY_DATA_DIR: string } {
  return { JOINERY_DATA_DIR: newFolder() };
}

function rowsOf({ JOINERY_DATA_DIR }: { JOINERY_DATA_DIR: string }, table: string): number {
  const database = new Sqlite(join(JOINERY_DATA_DIR, 'organisations.sqlite'), { readonly: true });
  const count = database.prepare(`SELECT COUNT(*) FROM ${table}`).pluck().get() as number;
  database.close();
  return count;
}

/** Practices in the published form, as many as wanted. */
function practices(count: number): string {
  const line = (index: number) => {
    const cells = Array.from({ length: 27 }, () => '');
    cells[0] = `Z${100_000 + index}`;
    cells[1] = `INVENTED SURGERY ${index}`;
    cells[10] = '19740401';
    cells[12] = 'A';
    cells[25] = '4';
    return `${cells.map((cell) => `"${cell}"`).join(',')}\r\n`;
  };
  return Array.from({ length: count }, (_, index) => line(index)).join('');
}

describe('joinery import', () => {
  const env = environment();

  test('lists the formats', async () => {
    const { code, stdout, stderr } = await runJoinery(['import', '--list'], { env });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^ods-practices +ODS epraccur: general practices/m);
    expect(stdout).toMatch(/^360giving +Grants/m);
  });

  test('imports several files into an empty database and says what became of each', async () => {
    const files = ['practices_2016-01-01.csv', 'practices_2017-01-01.csv'].map(fixture);
    const { code, stdout, stderr } = await runJoinery(['import', 'ods-practices', ...files], { env });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /practices_2016-01-01\.csv: ods-practices as of 2016-01-01, imported\n +8 {2}read\n +8 {2}inserted/,
    );
    expect(stdout).toMatch(
      /practices_2017-01-01\.csv: ods-practices as of 2017-01-01, imported\n +6 {2}read\n +1 {2}inserted/,
    );
    expect(stderr).toMatch(
      /^practices_2016-01-01\.csv imported in \d+\.\d s\npractices_2017-01-01\.csv imported in .* s\n$/,
    );
    expect(rowsOf(env, 'organisation')).toBe(9);
  });

  test('changes nothing the second time, and gives its counts as JSON', async () => {
    const args = ['import', 'ods-practices', fixture('practices_2016-01-01.csv'), '--json'];
    const { code, stdout } = await runJoinery(args, { env });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      json_version: 1,
      data: { files: [{ asOf: '2016-01-01', outcome: 'imported', counts: { read: 8, unchanged: 8, inserted: 0 } }] },
      error: null,
    });
  });

  test('imports into the database of a server that runs, which answers with it', async () => {
    const served = environment();
    const server = startJoinery(['serve', 'organisations'], { env: { ...served, JOINERY_ORGANISATIONS_PORT: '0' } });
    const [, url = ''] = await server.until(/listens on (\S+)/);
    const count = async () => {
      const body = JSON.stringify({ query: '{ organisations { totalCount } }' });
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return ((await answer.json()) as { data: { organisations: { totalCount: number } } }).data.organisations
        .totalCount;
    };
    expect(await count()).toBe(0);
    const { code } = await runJoinery(['import', 'ods-practices', fixture('practices_2016-01-01.csv')], {
      env: served,
    });
    expect([code, await count()]).toEqual([0, 8]);
    server.kill('SIGTERM');
    await server.ended();
  });
});

describe('joinery import refuses', () => {
  const env = environment();
  const folder = newFolder();
  const bad = join(folder, 'practices_2016-01-01.csv');

  beforeAll(() => {
    const text = practices(30);
    writeFileSync(bad, text.replaceAll('"19740401"', '"=1+1"') + practices(31).slice(text.length));
  });

  test('a file with rejected rows: exit code 1, the first 20 named, all in the report, nothing written', async () => {
    const report = join(folder, 'report.csv');
    const args = ['import', 'ods-practices', bad, '--report', report];
    const { code, stdout, stderr } = await runJoinery(args, { env });
    expect([code, rowsOf(env, 'organisation')]).toEqual([1, 0]);
    expect(stdout).toMatch(/, refused\n +31 {2}read\n(.*\n){3} +30 {2}rejected\n$/);
    expect(stderr).toContain(`${bad}:1: 11 open date "=1+1" must be a day that exists, written YYYYMMDD\n`);
    expect(stderr.split('\n').filter((line) => line.includes('must be a day'))).toHaveLength(20);
    expect(stderr).toMatch(/\nand 10 more; .*\nIMPORT_REFUSED: .* \(30 of 31 rows rejected\)\. .*--skip-rejected/);
    const lines = readFileSync(report, 'utf8').trimEnd().split('\r\n');
    expect(lines).toHaveLength(31);
    expect(lines[30]).toBe(`"${bad}","30","11 open date","'=1+1","must be a day that exists, written YYYYMMDD"`);
  });

  test('no row that is right, when rejected ones are to be skipped', async () => {
    const { code } = await runJoinery(['import', 'ods-practices', bad, '--skip-rejected'], { env });
    expect([code, rowsOf(env, 'organisation')]).toEqual([0, 1]);
  });

  test.each([
    ['no format', ['import'], /^CONFIG_INVALID: .*no format is named; there are ods-authorities, /],
    [
      'a format that is none',
      ['import', 'ods-weather', bad],
      /^CONFIG_INVALID: .*there is no format ods-weather; there are /,
    ],
    ['no file', ['import', 'ods-practices'], /^CONFIG_INVALID: .*no file is named/],
    [
      'a file that is not there',
      ['import', 'ods-practices', 'missing_2016.csv'],
      /^FILE_UNREADABLE: .*missing_2016\.csv \(there is none\)/,
    ],
    ['a folder', ['import', 'ods-practices', 'test'], /^FILE_UNREADABLE: .*test \(it is a folder\)/],
    [
      'a file of another format',
      ['import', 'ods-trusts', bad],
      /^FILE_WRONG_FORMAT: .*not of the format ods-trusts; it looks like ods-practices/,
    ],
    [
      'a day that is none',
      ['import', 'ods-practices', bad, '--as-of', '2016-02-30'],
      /^CONFIG_INVALID: .*--as-of must be a day/,
    ],
    [
      'a kind where there are none',
      ['import', 'ods-practices', bad, '--kind', 'trusts'],
      /^CONFIG_INVALID: .*--kind must be left out/,
    ],
    [
      'a schema where there is none',
      ['import', 'ods-practices', bad, '--schema', 'x'],
      /^CONFIG_INVALID: .*--schema must be left out/,
    ],
    [
      'a report that cannot be written',
      ['import', 'ods-practices', bad, '--report', '/nowhere/x.csv'],
      /^FILE_UNWRITABLE: .*\/nowhere\/x\.csv \(ENOENT\)/,
    ],
    [
      'an export that is none',
      ['export', 'ods-practices'],
      /^CONFIG_INVALID: .*there is no format ods-practices; there are 360giving/,
    ],
    [
      'a file type that is none',
      ['export', '360giving', '--type', 'xml'],
      /^CONFIG_INVALID: .*--type of 360giving must be json/,
    ],
  ])('%s in one line', async (_, args, line) => {
    const { code, stdout, stderr } = await runJoinery(args, { env });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('a file whose day is not said, as JSON too', async () => {
    const undated = join(folder, 'practices.csv');
    writeFileSync(undated, practices(1));
    const { code, stdout } = await runJoinery(['import', 'ods-practices', undated, '--json'], { env });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      json_version: 1,
      data: { files: [] },
      error: { code: 'CONFIG_INVALID', message: expect.stringContaining('Add --as-of YYYY-MM-DD') as unknown },
    });
  });
});

test('joinery import, stopped in the middle, writes nothing and ends with 130', async () => {
  const env = environment();
  const large = join(newFolder(), 'practices_2016-01-01.csv');
  writeFileSync(large, practices(400_000));
  const command = startJoinery(['import', 'ods-practices', large], { env });
  const journal = join(env.JOINERY_DATA_DIR, 'organisations.sqlite-wal');
  const grown = () => {
    try {
      return readFileSync(journal).length > 1024 * 1024;
    } catch {
      return false;
    }
  };
  while (!grown()) await new Promise((resolve) => setTimeout(resolve, 20));
  command.kill('SIGINT');
  const { code, stdout, stderr } = await command.ended();
  expect([code, stdout, stderr]).toEqual([130, '', 'STOPPED: Stopped before the end\n']);
  expect(rowsOf(env, 'organisation')).toBe(0);
});

test('joinery export ends quietly when its reader has seen enough', async () => {
  const env = environment();
  await runJoinery(['seed', 'funding', '--practices', '500'], { env });
  const command = startJoinery(['export', '360giving'], { env, stdoutMax: 1 });
  expect(await command.ended()).toMatchObject({ code: 0, stderr: '' });
});
