/** docs/configuration.md names every environment variable that the code reads, and no other. */
import { expect, test } from '@jest/globals';
import { repositoryFiles, textOf } from './support/repository-files.js';

/** How the tests tell their own workers why there is no server. */
const INTERNAL = new Set(['JOINERY_TEST_MYSQL_MISSING']);

const sources = repositoryFiles('*.ts', '*.js', 'docker-compose.yml').filter(
  (file) => !/\.test\.ts$|\/seed\//.test(file),
);
const used = namesIn(sources.map((file) => textOf(file) ?? '').join('\n'));
const documented = namesIn(
  textOf('docs/configuration.md')
    ?.match(/^\| `.*/gm)
    ?.join('\n') ?? '',
);

test('docs/configuration.md has every variable of the code', () => {
  expect([...used].filter((name) => !documented.has(name) && !INTERNAL.has(name))).toEqual([]);
});

test('docs/configuration.md has no variable that nothing reads', () => {
  expect([...documented].filter((name) => !used.has(name))).toEqual([]);
});

/** Names of variables; the part of a name that stands for a subgraph becomes `<NAME>`. */
function namesIn(text: string): Set<string> {
  const names = text.match(/JOINERY_(?:[A-Z0-9_]|\$\{[^}]+\}|<NAME>|\(\.\+\))+/g) ?? [];
  return new Set(
    names
      .map((name) => name.replace(/\$\{[^}]+\}|\(\.\+\)|ORGANISATIONS|PEOPLE|PROGRAMMES|FUNDING/, '<NAME>'))
      .filter((name) => !name.endsWith('_')),
  );
}
