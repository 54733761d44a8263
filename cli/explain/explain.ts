import type { Style } from '../output/style.js';
import { wrap } from '../output/wrap.js';
import { readErrorsPage, type Section } from './errors-page.js';
import { EXPLANATIONS, explanationsOf } from './explanations.js';

/** What is told of a code in one place. */
export interface Explained {
  readonly code: string;
  readonly where: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly example: readonly string[];
  readonly text: (style: Style) => string;
}

/** The codes of one place. */
export interface Listed {
  readonly where: string;
  readonly codes: readonly string[];
  readonly text: (style: Style) => string;
}

/** What a code means in every place that gives it; empty for one that there is not. */
export function explain(code: string): Explained[] {
  const told = explanationsOf(code).map(([heading, { means, acts, fix, example }]) =>
    explained({
      code,
      where: heading,
      facts: { 'what is wrong': means, 'who must act': acts, 'what to do': fix },
      example,
    }),
  );
  return [...told, ...fromPage(code, told.length > 0)];
}

/** All codes, under the places that give them. */
export function listCodes(): Listed[] {
  const page = readErrorsPage().map(({ title, rows }) => [title.toLowerCase(), [...rows.keys()]] as const);
  const findings = Object.entries(EXPLANATIONS).map(([where, codes]) => [where, Object.keys(codes).sort()] as const);
  const told = new Set(findings.flatMap(([, codes]) => codes));
  const others = page
    .map(([where, codes]) => [where, codes.filter((code) => !told.has(code))] as const)
    .filter(([, codes]) => codes.length > 0);
  return [...findings, ...others].map(([where, codes]) => ({
    where,
    codes,
    text: (style) => listText(where, codes, style),
  }));
}

/** `docs/errors.md` on findings says in short what the explanations say at length. */
function fromPage(code: string, isTold: boolean): Explained[] {
  return readErrorsPage()
    .filter(({ rows, title }) => rows.has(code) && !(isTold && title === 'Found in a version'))
    .map((section) =>
      explained({ code, where: section.title.toLowerCase(), facts: factsOf(section, code), example: [] }),
    );
}

function factsOf({ columns, rows }: Section, code: string): Record<string, string> {
  return Object.fromEntries(rows.get(code)!.map((cell, i) => [columns[i] ?? '', cell]));
}

function explained(given: Omit<Explained, 'text'>): Explained {
  return { ...given, text: (style) => explainedText(given, style) };
}

function explainedText({ code, where, facts, example }: Omit<Explained, 'text'>, { width, paint }: Style): string {
  const lines = Object.entries(facts).map(([name, fact]) => wrap(fact, { first: `  ${name}: `, rest: '    ', width }));
  const shown = example.length === 0 ? '' : `  for example:\n${example.map((line) => `    ${line}\n`).join('')}`;
  return `${paint('bold', code)} (${where})\n${lines.join('')}${shown}`;
}

function listText(where: string, codes: readonly string[], { paint }: Style): string {
  return `${paint('bold', `${where} (${codes.length})`)}\n${codes.map((code) => `  ${code}\n`).join('')}`;
}
