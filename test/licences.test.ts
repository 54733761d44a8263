/** Every dependency has a licence that docs/licences.md lists, and the page tells the truth about each. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { directDependencies, installedLicence, packageCopies } from './support/lock-file.js';

const page = readFileSync('docs/licences.md', 'utf8');
const copies = packageCopies();

test('docs/licences.md lists the licence of every package', () => {
  const listed = tableUnder('Licences in use').map(([licence]) => licence);
  const unlisted = copies.filter(({ licence }) => licence === undefined || !listed.includes(licence));
  expect(unlisted).toEqual([]);
});

test('docs/licences.md lists no licence that no package has', () => {
  const used = new Set(copies.map(({ licence }) => licence));
  expect(tableUnder('Licences in use').filter(([licence]) => !used.has(licence))).toEqual([]);
});

test('the lock file and the installed packages state the same licences', () => {
  const stated = copies.map((copy) => ({ place: copy.place, licence: installedLicence(copy) ?? copy.licence }));
  expect(stated).toEqual(copies.map(({ place, licence }) => ({ place, licence })));
});

test('docs/licences.md names exactly the packages under Elastic-2.0', () => {
  const elastic = copies.filter(({ licence }) => licence === 'Elastic-2.0').map(({ name }) => name);
  expect(tableUnder('What you may not do').map(([name]) => name)).toEqual([...new Set(elastic)].sort());
});

test('docs/licences.md names exactly the direct dependencies, with their licences', () => {
  const rows = tableUnder('What the project itself depends on').map(([name, licence]) => ({ name, licence }));
  const actual = directDependencies().map((name) => ({
    name,
    licence: copies.find(({ place }) => place === `node_modules/${name}`)?.licence,
  }));
  expect(rows.sort((a, b) => (a.name! < b.name! ? -1 : 1))).toEqual(actual);
});

test('LICENSE is the MIT licence that package.json states', () => {
  expect(readFileSync('LICENSE', 'utf8')).toMatch(/^MIT License\n\nCopyright \(c\) 2026 Joinery contributors\n/);
  expect(readFileSync('package.json', 'utf8')).toContain('"license": "MIT"');
});

/** The rows of the table under a heading of the page, without its head; backticks taken off. */
function tableUnder(heading: string): string[][] {
  const section = page.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.slice(2).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')),
  );
}
