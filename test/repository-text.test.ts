/** Nothing in the repository depends on, or tells about, the machine and the process it was written with. */
import { describe, expect, test } from '@jest/globals';
import { repositoryFiles, textOf } from './support/repository-files.js';

interface Pattern {
  readonly what: string;
  readonly pattern: RegExp;
}

/** Where an absolute path begins: not in the middle of a longer path or of another URL than `file:`. */
const START = String.raw`(?:(?<![\w.$})\]/~-])|(?<=file://))`;

const FORBIDDEN: readonly Pattern[] = [
  { what: 'a path of one machine', pattern: new RegExp(`${START}/(work|root)/\\S`) },
  { what: 'a home folder', pattern: new RegExp(`${START}/(home|Users)/[a-z][\\w.-]*/`) },
  { what: 'a drive of one machine', pattern: /\b[A-Z]:\\Users\\/ },
  { what: 'how the text was made', pattern: /\b(help[e]r|wor[k]er) session\b|\bsub-?[a]gents?\b|\bAI[ -]generated\b/i },
  { what: 'an author who is no person', pattern: /^(co-)?author(ed-by)?:.*\b(bot|agent|assistant|AI)\b/im },
];

/** Integrity sums and addresses made by npm: nothing in it is written by hand. */
const files = repositoryFiles().filter(
  (file) => file !== 'package-lock.json' && file !== 'test/repository-text.test.ts',
);

test('no file names a machine or how it was made', () => {
  const found = files.flatMap((file) => forbiddenIn(textOf(file) ?? '').map((problem) => `${file}:${problem}`));
  expect(found).toEqual([]);
});

describe('forbiddenIn() finds', () => {
  const check = (text: string, problems: string[]) =>
    test(text, () => {
      expect(forbiddenIn(text)).toEqual(problems);
    });

  check('cd /work/main', ['1: a path of one machine']);
  check('"/root/.npmrc"', ['1: a path of one machine']);
  check('file:///root/x', ['1: a path of one machine']);
  check('\n\n/home/jo/joinery', ['3: a home folder']);
  check('/Users/jo/joinery', ['1: a home folder']);
  check('C:\\Users\\jo', ['1: a drive of one machine']);
  check('made by a sub-agent', ['1: how the text was made']);
  check('Co-authored-by: Some Assistant <a@example.org>', ['1: an author who is no person']);
  check('social/work/report', []);
  check('https://example.org/work/report', []);
  check('the header User-Agent', []);
  check('${folder}/work/x and ./work/x', []);
});

/** The first place of each forbidden thing: `line: what`. */
function forbiddenIn(text: string): string[] {
  return FORBIDDEN.flatMap(({ what, pattern }) => {
    const match = pattern.exec(text);
    return match === null ? [] : [`${text.slice(0, match.index).split('\n').length}: ${what}`];
  });
}
