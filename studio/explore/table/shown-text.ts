import { cellText, type Cell } from '../../../kit/table/cell.js';
import type { CellKind } from '../../../kit/table/cell-kind.js';
import { decimalOf } from './decimal.js';

/** How a cell reads in the page; exports keep the plain value. */
export function shownText(cell: Cell, kind: CellKind): string {
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (kind !== 'number' || cell === null) return cellText(cell);
  if (typeof cell === 'number') return NUMBERS.format(cell);
  // A number that came as text keeps all its digits, and zeros at its end.
  return typeof cell === 'string' && decimalOf(cell) ? withThousandsApart(cell) : cellText(cell);
}

/** How a number reads that was reckoned here: to hundredths, and a small one to three digits. */
export function figureText(figure: number): string {
  return FIGURES.format(figure);
}

const FIGURES = new Intl.NumberFormat('en-GB', {
  maximumFractionDigits: 2,
  maximumSignificantDigits: 3,
  roundingPriority: 'morePrecision',
});

const NUMBERS = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 20 });

function withThousandsApart(decimal: string): string {
  const [whole = '', ...fraction] = decimal.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...fraction].join('.');
}
