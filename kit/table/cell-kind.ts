import type { Cell } from './cell.js';

/** How the values of a column are shown and ordered. */
export type CellKind = 'number' | 'date' | 'moment' | 'truth' | 'text';

/** Scalars whose values are numbers, though some are sent as text so that no digit is lost. */
const NUMBERS = new Set(['Int', 'Float', 'Decimal', 'BigDecimal', 'BigInt', 'Long', 'Double', 'Short', 'Byte']);
const DATES = new Set(['Date', 'LocalDate']);
const MOMENTS = new Set(['DateTime', 'Timestamp', 'Instant']);
const CANONICAL = /^-?(0|[1-9]\d*)(\.\d+)?$/;
/** A double holds so many decimal digits. */
const DIGITS_MAX = 15;

/** What the name of a GraphQL type says of its values; the names of scalars are those in common use. */
export function kindOf({ type, list = null }: { readonly type: string; readonly list?: string | null }): CellKind {
  if (list === 'join') return 'text';
  if (NUMBERS.has(type)) return 'number';
  if (DATES.has(type)) return 'date';
  if (MOMENTS.has(type)) return 'moment';
  return type === 'Boolean' ? 'truth' : 'text';
}

/** The number of a cell in a column of numbers; null where there is none, or where a double would lose digits of it. */
export function numberOf(cell: Cell): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== 'string' || !CANONICAL.test(cell)) return null;
  return cell.replace(/\D/g, '').replace(/^0+/, '').length > DIGITS_MAX ? null : Number(cell);
}
