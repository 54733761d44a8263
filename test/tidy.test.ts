/** The code about the code: who may import whom, and how large and how named things may be. */
import { describe, expect, test } from '@jest/globals';
import { repositoryFiles, textOf } from './support/repository-files.js';
import { codeProblems } from './tidy/code-problems.js';
import { MAY_IMPORT, placesBelow } from './tidy/places.js';

const files = repositoryFiles('*.ts', '*.tsx');

test.each(files)('%s keeps the house rules', (file) => {
  expect(codeProblems(file, textOf(file) ?? '')).toEqual([]);
});

test.each(Object.keys(MAY_IMPORT))('nothing that %s imports leads back to it', (place) => {
  const reached = new Set<string>();
  const walk = (from: string): void =>
    placesBelow(from).forEach((next) => {
      if (reached.has(next)) return;
      reached.add(next);
      walk(next);
    });
  walk(place);
  expect([...reached]).not.toContain(place);
});

const long = (lines: number) => Array.from({ length: lines }, (_, i) => `f(${i});`).join('\n');

describe('codeProblems() finds', () => {
  const data = (lines: number) => `export const ROWS = [\n${'  1,\n'.repeat(lines)}];`;

  const check = (file: string, text: string, problem: RegExp) =>
    test(`${problem.source} in ${file}`, () => {
      expect(codeProblems(file, text)).toEqual([expect.stringMatching(problem)]);
    });

  check('elsewhere/a.ts', '', /^has no place/);
  check('kit/readEnv.ts', '', /not kebab-case/);
  check('kit/read_env.ts', '', /not kebab-case/);
  check('kit/utils.ts', '', /does not say/);
  check('gateway/plan/index.ts', '', /does not say/);
  check('kit/a.ts', `export function a() {}\n${long(300)}`, /file has 301 lines/);
  check('subgraphs/people/seed/names.ts', data(1000), /file has 1002 lines, more than 1000/);
  check('kit/a.ts', `export function a() {\n${long(70)}\n}`, /line 1: function of 72 lines/);
  check('kit/a.test.ts', `test('a', () => {\n${long(70)}\n});`, /function of 72 lines/);
  check('subgraphs/people/migrations/a.ts', `export function up() {\n${long(500)}\n}`, /function of 502 lines/);
  check('kit/a.ts', 'export const a = (b, c, d, e, f) => b;', /5 parameters, more than 4/);
  check('kit/a.ts', 'class A { constructor(b, c, d, e, f) {} }', /5 parameters/);
  check('kit/a.ts', '\nexport default 1;', /line 2: has a default export/);
  check('kit/a.ts', 'export default function a() {}', /has a default export/);
  check('kit/a.ts', "export * from './b.js';", /exports \*/);
  check('kit/a.ts', "export * as b from './b.js';", /exports \*/);
  check('kit/a.ts', 'class A extends B {}', /class extends B/);
  check('kit/a.ts', 'export const a = class extends b.C {};', /class extends b\.C/);
  check('kit/a.ts', 'export const a = process.env.A;', /reads process\.env/);
  check('kit/a.ts', 'export const { A } = process.env;', /reads process\.env/);
  check('kit/a.ts', "import { env } from 'node:process';", /imports the environment/);
  check('test/a.test.ts', "jest.mock('./b.js');", /jest\.mock\(\) mocks/);
  check('kit/a.test.ts', "jest.unstable_mockModule('./b.js', f);", /mocks a module/);

  check('kit/a.ts', "import { b } from '../gateway/b.js';", /kit must not import gateway\/b\.ts/);
  check('kit/a.ts', "import { b } from '../other/b.js';", /imports other\/b\.ts, which has no place/);
  check('kit/table/a.ts', "import { b } from '../log.js';", /kit\/table must not import kit\/log\.ts/);
  check('studio/a.tsx', "import { b } from '../kit/log.js';", /studio must not import kit/);
  check('subgraphs/kit/a.ts', "import { b } from '../people/b.js';", /subgraphs\/kit must not import/);
  check(
    'subgraphs/people/a.ts',
    "import type { B } from '../funding/b.js';",
    /people must not import subgraphs\/funding/,
  );
  check('subgraphs/people/a.ts', "export { b } from '../funding/b.js';", /people must not import subgraphs\/funding/);
  check('subgraphs/people/a.ts', "export const b = await import('../funding/b.js');", /people must not import/);
  check('subgraphs/people/a.ts', "export let b: import('../funding/b.js').B;", /people must not import/);
  check('gateway/a.ts', "import { b } from '../registry/b.js';", /gateway must not import registry/);
  check('gateway/a.ts', "import { b } from '../subgraphs/kit/b.js';", /gateway must not import subgraphs/);
  check('gateway/supergraph/a.ts', "import { b } from '../plan/b.js';", /gateway\/supergraph must not import/);
  check('gateway/plan/a.ts', "import { b } from '../execute/b.js';", /gateway\/plan must not import/);
  check('gateway/execute/a.ts', "import { b } from '../pipeline/b.js';", /gateway\/execute must not import/);
  check('gateway/server.ts', "import { b } from './execute/b.js';", /gateway\/server\.ts must not import/);
  check('deploy/a.ts', "import { b } from '../cli/b.js';", /deploy must not import cli/);
});

describe('codeProblems() lets pass', () => {
  const check = (title: string, file: string, text: string) =>
    test(title, () => {
      expect(codeProblems(file, text)).toEqual([]);
    });

  check('a long table of data', 'subgraphs/people/seed/names.ts', `export const ROWS = [\n${'  1,\n'.repeat(900)}];`);
  check('a class that extends an error', 'kit/a.ts', 'export class A extends TypeError {}');
  check('what catches errors of a page', 'studio/a.tsx', 'export class ErrorBoundary extends Component {}');
  check('the environment in config.ts', 'gateway/config.ts', 'export const a = process.env.A;');
  check('a variable set for a library', 'gateway/a.ts', "process.env.A = '1'; process.env['B'] = '1';");
  check('the environment named in a comment', 'kit/a.ts', '/** Not process.env. */ export const a = 1;');
  check('a switch with a default', 'kit/a.ts', 'switch (a) { default: b(); }');
  check('an import of a package', 'kit/a.ts', "import { pino } from 'pino';");
  check('an import of a neighbour', 'subgraphs/people/loaders/a.ts', "import { b } from '../entities/b.js';");
  check(
    'an import down the stack',
    'subgraphs/people/a.ts',
    "import { b } from '../kit/b.js'; import { c } from '../../kit/c.js';",
  );
  check('wiring in gateway.ts', 'gateway/gateway.ts', "import { b } from './execute/b.js';");
  check(
    'the command line starting everything',
    'cli/a.ts',
    "import { b } from '../deploy/local.js'; import { c } from '../gateway/gateway.js';",
  );
  check('a block of many tests', 'kit/a.test.ts', `each((db) => {\n${long(80)}\ntest('a', f);\n});`);
  check('a test beside its subject', 'kit/a.test.ts', "import { b } from '../test/support/b.js';");
});
