import type { Row } from '../../../kit/table/cell.js';
import { isGap } from '../../../kit/table/cell.js';
import { numberOf } from '../../../kit/table/cell-kind.js';
import type { GridColumn } from './use-grid.js';

/** What stands in the last line of a table, for the rows that are shown. */
export type Total = 'none' | 'sum' | 'mean' | 'least' | 'most' | 'count';

export const TOTALS: readonly { readonly id: Total; readonly title: string }[] = [
  { id: 'none', title: 'No totals' },
  { id: 'sum', title: 'Sum' },
  { id: 'mean', title: 'Mean' },
  { id: 'least', title: 'Least' },
  { id: 'most', title: 'Most' },
  { id: 'count', title: 'Values' },
];

/**
 * The total of a column; null where there is none. A sum or a mean over withheld or missing values would be wrong, and
 * could give away what is withheld, so it is `undefined`.
 */
export function totalOf(rows: readonly Row[], { index, kind }: GridColumn, total: Total): number | null | undefined {
  if (total === 'none') return null;
  if (total === 'count')
    return rows.filter((row) => (row[index] ?? null) !== null && !isGap(row[index] ?? null)).length;
  if (kind !== 'number') return null;
  if (rows.some((row) => isGap(row[index] ?? null))) return undefined;
  const numbers = rows.flatMap((row) => numberOf(row[index] ?? null) ?? []);
  return numbers.length === 0 ? null : FOLDS[total](numbers);
}

const FOLDS: Readonly<Record<Exclude<Total, 'none' | 'count'>, (numbers: readonly number[]) => number>> = {
  sum,
  mean: (numbers) => sum(numbers) / numbers.length,
  least: (numbers) => numbers.reduce((a, b) => Math.min(a, b)),
  most: (numbers) => numbers.reduce((a, b) => Math.max(a, b)),
};

function sum(numbers: readonly number[]): number {
  // Tenths and pence add up as they do on paper.
  return Number(numbers.reduce((a, b) => a + b, 0).toPrecision(15));
}
