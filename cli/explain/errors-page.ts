import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../kit/package-root.js';

/** A section of `docs/errors.md` with its table. */
export interface Section {
  readonly title: string;
  /** Names of the columns after the code. */
  readonly columns: readonly string[];
  /** The cells after the code, by the code. */
  readonly rows: ReadonlyMap<string, readonly string[]>;
}

/** Reads the codes of `docs/errors.md`. */
export function readErrorsPage(): Section[] {
  const page = readFileSync(join(PACKAGE_ROOT, 'docs', 'errors.md'), 'utf8');
  return page
    .split(/^## /m)
    .map(sectionOf)
    .filter(({ rows }) => rows.size > 0);
}

function sectionOf(text: string): Section {
  const lines = text.split('\n');
  const head = lines.find((line) => line.startsWith('| code |'));
  const rows = lines.flatMap((line) => {
    const code = /^\| `([A-Z0-9_]+)` \|/.exec(line)?.[1];
    return code === undefined ? [] : [[code, cells(line).slice(1)] as const];
  });
  return { title: lines[0]!, columns: head === undefined ? [] : cells(head).slice(1), rows: new Map(rows) };
}

function cells(row: string): string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}
