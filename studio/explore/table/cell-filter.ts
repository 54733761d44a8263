import { cellText, type Cell } from '../../../kit/table/cell.js';
import { numberOf, type CellKind } from '../../../kit/table/cell-kind.js';

const COMPARISON = /^(<=|>=|<|>|=)\s*(.+)$/;
const RANGE = /^(.+?)\s*\.\.\s*(.+)$/;

/**
 * Whether a cell passes what is written into the filter of its column: a part of its text, or for numbers and dates also
 * `> 10`, `<= 5`, `= 3` and `10 .. 20`.
 */
export function cellPasses(cell: Cell, kind: CellKind, written: string): boolean {
  const wanted = written.trim();
  if (wanted === '') return true;
  if (kind === 'number' || kind === 'date' || kind === 'moment') {
    const range = RANGE.exec(wanted);
    if (range) return holds(cell, kind, '>=', range[1]!) && holds(cell, kind, '<=', range[2]!);
    const comparison = COMPARISON.exec(wanted);
    if (comparison) return holds(cell, kind, comparison[1]!, comparison[2]!);
  }
  return cellText(cell).toLowerCase().includes(wanted.toLowerCase());
}

/** Orders the values of a column: numbers by size, text as people do, and so that 10 follows 9. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return COLLATOR.compare(String(a), String(b));
}

const COLLATOR = new Intl.Collator('en-GB', { numeric: true });

function holds(cell: Cell, kind: CellKind, operator: string, text: string): boolean {
  if (kind === 'number') {
    const number = numberOf(cell);
    const bound = Number(text.replaceAll(',', ''));
    return number !== null && !Number.isNaN(bound) && compares(number - bound, operator);
  }
  if (typeof cell !== 'string') return false;
  // A date that is written in part, such as 2017-03, stands for all that begins with it.
  const order = cell.slice(0, text.length) < text ? -1 : cell.slice(0, text.length) > text ? 1 : 0;
  return compares(order, operator);
}

function compares(difference: number, operator: string): boolean {
  if (operator === '<') return difference < 0;
  if (operator === '>') return difference > 0;
  if (operator === '<=') return difference <= 0;
  return operator === '>=' ? difference >= 0 : difference === 0;
}
