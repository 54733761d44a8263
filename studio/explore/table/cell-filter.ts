import { cellText, type Cell } from '../../../kit/table/cell.js';
import { numberOf, type CellKind } from '../../../kit/table/cell-kind.js';
import { compareDecimals, decimalOf } from './decimal.js';
import { shownText } from './shown-text.js';

const COMPARISON = /^(<=|>=|<|>|=)\s*(.+)$/;
const RANGE = /^(.+?)\s*\.\.\s*(.+)$/;

/**
 * Reads what is written into the filter of a column, and tells whether a cell passes it: by a part of its text, or for
 * numbers and dates also by `> 10`, `<= 5`, `= 3` and `10 .. 20`.
 */
export function cellFilter(kind: CellKind, written: string): (cell: Cell) => boolean {
  const wanted = written.trim().toLowerCase();
  if (wanted === '') return () => true;
  if (kind === 'number' || kind === 'date' || kind === 'moment') {
    const bounds = boundsIn(written.trim());
    if (bounds.length > 0) return (cell) => bounds.every(({ operator, text }) => holds(cell, kind, operator, text));
  }
  return (cell) => [cellText(cell), shownText(cell, kind)].some((text) => text.toLowerCase().includes(wanted));
}

interface Bound {
  readonly operator: string;
  readonly text: string;
}

function boundsIn(written: string): readonly Bound[] {
  const range = RANGE.exec(written);
  if (range) return [bound('>=', range[1]!), bound('<=', range[2]!)];
  const comparison = COMPARISON.exec(written);
  return comparison ? [bound(comparison[1]!, comparison[2]!)] : [];
}

function bound(operator: string, text: string): Bound {
  return { operator, text };
}

/** Orders the values of a column: numbers by size, text as people do, and so that 10 follows 9. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return COLLATOR.compare(String(a), String(b));
}

/** Orders the values of a column of numbers, also those with more digits than a double holds. */
export function compareNumbers(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [decimalOf(String(a)), decimalOf(String(b))];
  return left && right ? compareDecimals(left, right) : compareValues(a, b);
}

const COLLATOR = new Intl.Collator('en-GB', { numeric: true });

function holds(cell: Cell, kind: CellKind, operator: string, text: string): boolean {
  if (kind === 'number') {
    const number = numberOf(cell);
    const bound = text.replaceAll(',', '');
    if (number !== null) return !Number.isNaN(Number(bound)) && compares(number - Number(bound), operator);
    const decimals = [decimalOf(cellText(cell)), decimalOf(bound)] as const;
    return !!decimals[0] && !!decimals[1] && compares(compareDecimals(decimals[0], decimals[1]), operator);
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
