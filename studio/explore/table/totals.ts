import { cellText, isGap, type Row } from '../../../kit/table/cell.js';
import { numberOf } from '../../../kit/table/cell-kind.js';
import type { ChoiceOption } from '../../kit/choice.js';
import { compareDecimals, decimalOf, sumOfDecimals, writtenOut, type Decimal } from './decimal.js';
import { figureText, shownText } from './shown-text.js';
import type { GridColumn } from './use-grid.js';

/** What stands in the last line of a table, for the rows that are shown. */
export type Total = 'none' | 'sum' | 'mean' | 'least' | 'most' | 'count';

export const TOTALS: readonly ChoiceOption<Total>[] = [
  { value: 'none', title: 'No totals' },
  { value: 'sum', title: 'Sum' },
  { value: 'mean', title: 'Mean' },
  { value: 'least', title: 'Least' },
  { value: 'most', title: 'Most' },
  { value: 'count', title: 'Values' },
];

/**
 * The total of a column as it is shown; empty where there is none. A total over withheld or missing values would be wrong,
 * and could give away what is withheld, and one over repeated values would count them several times: it says so instead.
 */
export function totalText(rows: readonly Row[], { index, kind, isRepeated }: GridColumn, total: Total): string {
  if (total === 'none') return '';
  const values = rows.map((row) => row[index] ?? null).filter((cell) => cell !== null);
  const isExtreme = total === 'least' || total === 'most';
  if (isRepeated && values.length > 0 && !isExtreme && (kind === 'number' || total === 'count')) return 'repeated';
  if (total === 'count') return figureText(values.filter((cell) => !isGap(cell)).length);
  if (kind !== 'number' || values.length === 0) return '';
  if (values.some(isGap)) return 'not told';
  const numbers = values.map(numberOf);
  if (!numbers.includes(null)) return figureText(NUMBER_FOLDS[total](numbers as number[]));
  const decimals = values.map((cell) => decimalOf(cellText(cell)));
  return decimals.includes(undefined) ? 'not told' : DECIMAL_FOLDS[total](decimals as Decimal[]);
}

type Fold = Exclude<Total, 'none' | 'count'>;

const NUMBER_FOLDS: Readonly<Record<Fold, (numbers: readonly number[]) => number>> = {
  sum,
  mean: (numbers) => sum(numbers) / numbers.length,
  least: (numbers) => numbers.reduce((a, b) => Math.min(a, b)),
  most: (numbers) => numbers.reduce((a, b) => Math.max(a, b)),
};

/** Where a number would lose digits. */
const DECIMAL_FOLDS: Readonly<Record<Fold, (decimals: readonly Decimal[]) => string>> = {
  sum: (decimals) => shownText(sumOfDecimals(decimals), 'number'),
  mean: (decimals) => figureText(Number(sumOfDecimals(decimals)) / decimals.length),
  least: (decimals) => shownText(writtenOut(decimals.reduce((a, b) => (compareDecimals(a, b) <= 0 ? a : b))), 'number'),
  most: (decimals) => shownText(writtenOut(decimals.reduce((a, b) => (compareDecimals(a, b) >= 0 ? a : b))), 'number'),
};

function sum(numbers: readonly number[]): number {
  // Tenths and pence add up as they do on paper.
  return Number(numbers.reduce((a, b) => a + b, 0).toPrecision(15));
}
