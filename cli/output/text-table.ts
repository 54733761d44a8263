import { printable } from './printable.js';
import type { Style } from './style.js';

/** Rows under a head, in columns as wide as they need; the last column ends where its text does. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[], { paint }: Style): string {
  const cells = rows.map((row) => row.map((cell) => printable(cell).replaceAll(/\s+/g, ' ')));
  const widths = head.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd();
  return [paint('bold', line(head)), ...cells.map(line)].map((text) => `${text}\n`).join('');
}
