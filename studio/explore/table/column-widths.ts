import type { Row } from '../../../kit/table/cell.js';
import { shownText } from './cell-view.js';
import type { GridColumn } from './use-grid.js';

const SAMPLED_ROWS = 200;
const LETTER_PX = 8.8;
const PADDING_PX = 26;
const LEAST_PX = 90;
const MOST_PX = 360;

/**
 * The width of each column in pixels, by the text of some of its cells: a table that measured the rows in sight would
 * change under whoever scrolls it.
 */
export function columnWidths(columns: readonly GridColumn[], rows: readonly Row[]): number[] {
  const step = Math.max(1, Math.floor(rows.length / SAMPLED_ROWS));
  const sample = rows.filter((_row, index) => index % step === 0);
  return columns.map(({ index, kind, column }) => {
    const longest = sample.reduce((most, row) => Math.max(most, shownText(row[index] ?? null, kind).length), 0);
    const head = Math.max(...column.name.split('.').map((part) => part.length)) + 4;
    return Math.round(Math.min(MOST_PX, Math.max(LEAST_PX, Math.max(longest, head) * LETTER_PX + PADDING_PX)));
  });
}
