/** docs/security.md names a test for each promise. */
import { expect, test } from '@jest/globals';
import { textOf } from './support/repository-files.js';

const page = textOf('docs/security.md') ?? '';
const rows = page.split('\n').filter((line) => /^\| (?!promise |-)/.test(line) && !line.startsWith('|---'));
const named = rows.map((row) => /\| `([^`]+)` "(.+)" \|$/.exec(row)?.slice(1) ?? [row, '']);

test('each promise has a test that there is', () => {
  const missing = named.filter(([file, name]) => name === '' || !(textOf(file!) ?? '').includes(name!));
  expect(missing).toEqual([]);
});
