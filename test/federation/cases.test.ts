import { expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

test('every federation case is checked by one test file', () => {
  const folder = 'test/federation';
  const read = (paths: readonly string[]) => paths.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n');
  const tests = read(readdirSync(folder).filter((name) => /^federation-.*\.test\.ts$/.test(name)));
  const cases = read(readdirSync(join(folder, 'cases')).map((name) => join('cases', name)));
  const names = [...cases.matchAll(/^export const (\w+_CASES)\b/gm)].map(([, name]) => name!);
  const checked = [...tests.matchAll(/\.\.\.(\w+)/g)].map(([, name]) => name!);
  expect(checked.toSorted()).toEqual(names.toSorted());
});
