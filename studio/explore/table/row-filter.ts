import { cellText, type Cell, type Row } from '../../../kit/table/cell.js';
import { cellFilter } from './cell-filter.js';
import { shownText } from './shown-text.js';
import type { GridColumn } from './use-grid.js';

/** What is written into the filter of a column. */
export interface ColumnFilter {
  readonly id: string;
  readonly value: unknown;
}

/** Whether a row has a text in any of its cells, and passes the filters of its columns. */
export function rowFilter(
  columns: readonly GridColumn[],
  text: string,
  filters: readonly ColumnFilter[],
): (row: Row) => boolean {
  const wanted = wantedTexts(text.toLowerCase());
  const passes = filters.flatMap(({ id, value }) => {
    const column = columns.find((one) => one.id === id);
    return column ? [{ index: column.index, keeps: cellFilter(column.kind, String(value)) }] : [];
  });
  return (row) =>
    (text === '' || wanted.some((one) => textOf(row).includes(one))) &&
    passes.every(({ index, keeps }) => keeps(row[index] ?? null));
}

/** Numbers are shown with their thousands apart, and may be looked for so. */
function wantedTexts(wanted: string): readonly string[] {
  return THOUSANDS_APART.test(wanted) ? [wanted, wanted.replaceAll(',', '')] : [wanted];
}

const THOUSANDS_APART = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/;

/** Made once for each row, since each letter that is written asks for it again. */
const texts = new WeakMap<Row, string>();

function textOf(row: Row): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  // No cell's text goes on in the next one.
  const text = row.map(foundText).join('\u0000').toLowerCase();
  texts.set(row, text);
  return text;
}

/** Yes and no are found by what is shown of them, and by what is exported. */
function foundText(cell: Cell): string {
  return typeof cell === 'boolean' ? `${cell} ${shownText(cell, 'truth')}` : cellText(cell);
}
