import { expect, test } from '@jest/globals';
import { textOf } from './repository-files.js';

/** Tests that each promise of a page names a test that there is: its row ends in a file in backticks and words of the test in quotes. */
export function checkPromises(page: string): void {
  test('each promise has a test that there is', () => {
    const tables = (textOf(page) ?? '').match(/^\| promise +\| test +\|\n(\|.*\n)+/gm) ?? [];
    const rows = tables.flatMap((table) => table.trimEnd().split('\n').slice(2));
    const named = rows.map((row) => /\| `([^`]+)` "(.+)" \|$/.exec(row)?.slice(1) ?? [row, '']);
    const missing = named.filter(([file, name]) => name === '' || !(textOf(file!) ?? '').includes(name!));
    expect(missing).toEqual([]);
    expect(named.length).toBeGreaterThan(0);
  });
}
