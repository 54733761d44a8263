/** Documents keep their form, and say as much as the code does. */
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { repositoryFiles, textOf } from './support/repository-files.js';

const DECISION_LINES_MAX = 60;
const decisions = repositoryFiles('docs/decisions/*.md').filter((file) => !file.endsWith('/README.md'));

test.each(decisions)('%s has the form of a decision', (file) => {
  expect(decisionProblems(file, textOf(file) ?? '')).toEqual([]);
});

test('decisions are numbered without a gap', () => {
  const numbers = decisions.map((file) => Number(/\/(\d{4})-[^/]*$/.exec(file)?.[1]));
  expect(numbers).toEqual(decisions.map((_, i) => i + 1));
});

test('docs/decisions/README.md lists every decision under its title', () => {
  const readme = textOf('docs/decisions/README.md') ?? '';
  const rows = decisions.map((file) => {
    const [, number, title] = /^# (\d{4})\. (.*)$/m.exec(textOf(file) ?? '') ?? [];
    return `| [${number}](${file.slice('docs/decisions/'.length)}) | ${title} |`;
  });
  expect(readme.split('\n').filter((line) => line.startsWith('| ['))).toEqual(rows);
});

describe('decisionProblems() finds', () => {
  const page = (lines: readonly string[]) => lines.join('\n\n');
  const good = [
    '# 0007. Title',
    'Status: accepted, 2026-11-23',
    '## Context',
    'a',
    '## Decision',
    'b',
    '## Consequences',
    'c',
  ];
  const check = (title: string, lines: readonly string[], problems: string[]) =>
    test(title, () => {
      expect(decisionProblems('docs/decisions/0007-title.md', page(lines))).toEqual(problems);
    });

  check('nothing in a good page', good, []);
  check('nothing in a superseded page', good.with(1, 'Status: superseded by 0009, 2026-12-01'), []);
  check('another number than the file', good.with(0, '# 0008. Title'), ['does not start with "# 0007. Title"']);
  check('no status', good.with(1, 'Accepted.'), ['has no status with a date in its second paragraph']);
  check('sections out of order', good.with(2, '## Decision').with(4, '## Context'), [
    'has the sections Decision, Context, Consequences',
  ]);
  check('an empty section', good.with(3, ''), ['has nothing under Context']);
  check('a section too many', [...good, '## Notes', 'd'], ['has the sections Context, Decision, Consequences, Notes']);
  check('a long page', [...good, ...Array<string>(30).fill('d')], ['has 75 lines, more than 60']);
});

test('docs/errors.md has a row for every code in the tables of errors', () => {
  const documented = documentedCodes();
  const codes = repositoryFiles('errors.ts', '**/errors.ts').flatMap((file) =>
    errorCodes(textOf(file) ?? '').map((code) => `${code} of ${file}`),
  );
  expect(codes.filter((code) => !documented.has(code.split(' ')[0]!))).toEqual([]);
});

test('errorCodes() finds the keys of a table of errors', () => {
  const table = "{ NOT_FOUND: { message: 'm', DETAIL: 1 }, 'IN_QUOTES': {}, lower: {}, NUMBER: 1 }";
  expect(errorCodes(`export const ERRORS = ${table} as const;`)).toEqual(['NOT_FOUND', 'IN_QUOTES']);
  expect(errorCodes(`export const ERRORS = defineErrors(${table});`)).toEqual(['NOT_FOUND', 'IN_QUOTES']);
  expect(errorCodes(`export const ERRORS: Table = ${table} satisfies Table;`)).toEqual(['NOT_FOUND', 'IN_QUOTES']);
  expect(errorCodes('export const OTHER = { LIMIT: {} };')).toEqual([]);
});

function decisionProblems(file: string, text: string): string[] {
  const number = /\/(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1];
  const [title = '', status = ''] = text.split(/\n{2,}/);
  const sections = text.split(/^## /m).slice(1);
  const headings = sections.map((section) => section.split('\n', 1)[0]!);
  const lines = text.trimEnd().split('\n').length;
  const problems = [
    number === undefined && 'is not named NNNN-what-is-decided.md',
    !new RegExp(`^# ${number}\\. \\S`).test(title) && `does not start with "# ${number}. Title"`,
    !/^Status: (accepted|superseded by \d{4}), \d{4}-\d{2}-\d{2}$/.test(status) &&
      'has no status with a date in its second paragraph',
    headings.join() !== 'Context,Decision,Consequences' && `has the sections ${headings.join(', ')}`,
    ...sections.map((section, i) => !/\n\s*\S/.test(section) && `has nothing under ${headings[i]}`),
    lines > DECISION_LINES_MAX && `has ${lines} lines, more than ${DECISION_LINES_MAX}`,
  ];
  return problems.filter((problem) => typeof problem === 'string');
}

/** The upper-case keys, each with an object as value, of the tables called ERRORS. */
function errorCodes(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'ERRORS') {
      found.push(...keysOf(tableIn(node.initializer)));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('errors.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

/** The object literal itself, or the first one inside `… as const`, `… satisfies T` or a call. */
function tableIn(node: ts.Node | undefined): ts.ObjectLiteralExpression | undefined {
  if (node === undefined || ts.isObjectLiteralExpression(node)) return node;
  return ts.forEachChild(node, tableIn);
}

function keysOf(table: ts.ObjectLiteralExpression | undefined): string[] {
  return (table?.properties ?? [])
    .flatMap((property) => (ts.isPropertyAssignment(property) ? [property] : []))
    .filter(({ initializer }) => ts.isObjectLiteralExpression(initializer))
    .map(({ name }) => (ts.isStringLiteral(name) ? name.text : name.getText()))
    .filter((key) => /^[A-Z][A-Z0-9_]*$/.test(key));
}

/** The codes in the first column of the tables of docs/errors.md. */
function documentedCodes(): Set<string> {
  const page = repositoryFiles('docs/errors.md').map((file) => textOf(file) ?? '')[0] ?? '';
  return new Set([...page.matchAll(/^\| `([A-Z][A-Z0-9_]*)` \|/gm)].map(([, code]) => code!));
}
