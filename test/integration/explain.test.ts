/** Every code that a partner can be told is explained, offline. */
import { ERRORS } from '@apollo/federation-internals';
import { HINTS } from '@apollo/composition/dist/hints.js';
import { describe, expect, test } from '@jest/globals';
import { EXPLANATIONS, explanationsOf } from '../../cli/explain/explanations.js';
import { readErrorsPage } from '../../cli/explain/errors-page.js';
import { CONFORM_CODES } from '../../partner/conform/codes.js';
import { runHere } from '../support/run-here.js';

const found = readErrorsPage().find(({ title }) => title === 'Found in a version');
const sources: readonly (readonly [string, readonly string[]])[] = [
  ['errors of composition', Object.values(ERRORS).map(({ code }) => code)],
  ['hints of composition', Object.values(HINTS).map(({ code }) => code)],
  ['findings of the registry', [...(found?.rows.keys() ?? [])]],
  ['checks of a running subgraph', Object.keys(CONFORM_CODES)],
];
const entries = Object.values(EXPLANATIONS).flatMap((explanations) => Object.entries(explanations));

test.each(sources)('all %s are explained', (_title, codes) => {
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter((code) => explanationsOf(code).length === 0)).toEqual([]);
});

test('no code of composition is explained that there is not', () => {
  const known = new Set(sources.flatMap(([, codes]) => codes));
  const composition = Object.entries(EXPLANATIONS).filter(([heading]) => heading.startsWith('composition'));
  const codes = composition.flatMap(([, explanations]) => Object.keys(explanations));
  expect(codes.filter((code) => !known.has(code))).toEqual([]);
});

test.each(entries)(
  '%s says who acts, what to do, and shows it in at most three lines of 80 columns',
  (_code, entry) => {
    expect(entry.acts).toMatch(/[Pp]artner|operator|Nobody/);
    expect(entry.fix).toMatch(/^[A-Z].*[^.]$/);
    expect(entry.example.length).toBeLessThanOrEqual(3);
    for (const line of entry.example) expect(line.length).toBeLessThanOrEqual(90);
  },
);

describe('joinery explain', () => {
  test('tells a code with an example of the fix', async () => {
    const { code, stdout } = await runHere(['explain', 'invalid_field_sharing']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^INVALID_FIELD_SHARING \(composition: schemas together\)\n {2}what is wrong: Several/);
    expect(stdout).toMatch(/\n {2}who must act: .+\n {2}what to do: .+\n(.+\n)* {2}for example:\n {4}type Person/);
  });

  test('tells a code of several places in each', async () => {
    const { stdout } = await runHere(['explain', 'CONTEXTUAL_ARGUMENT_NOT_CONTEXTUAL_IN_ALL_SUBGRAPHS']);
    expect(stdout.match(/^CONTEXTUAL/gm)).toHaveLength(2);
  });

  test('lists every code without one, and names the one that was likely meant', async () => {
    const { stdout } = await runHere(['explain']);
    for (const code of ['KEY_NEEDS_GRANT', 'SATISFIABILITY_ERROR', 'UNUSED_ENUM_TYPE', 'PORT_IN_USE'])
      expect(stdout).toContain(`\n  ${code}\n`);
    expect((await runHere(['explain', 'SATISFYABILITY_ERROR'])).stderr).toContain('did you mean SATISFIABILITY_ERROR?');
  });

  test('answers in JSON', async () => {
    const { stdout } = await runHere(['explain', 'EXTERNAL_UNUSED', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ json_version: 1, data: [{ code: 'EXTERNAL_UNUSED' }], error: null });
  });
});
