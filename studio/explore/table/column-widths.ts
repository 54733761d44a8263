import type { Row } from '../../../kit/table/cell.js';
import { shownText } from './shown-text.js';
import type { GridColumn } from './use-grid.js';

const SAMPLED_ROWS = 200;
const LETTER_PX = 8.8;
const PADDING_PX = 26;
/** The name of a column takes no more lines than this, where there is room. */
const HEAD_LINES = 3;
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
    const longest = sample.reduce((most, row) => Math.max(most, letters(shownText(row[index] ?? null, kind))), 0);
    const head = Math.max(column.name.length / HEAD_LINES, ...column.name.split('.').map((part) => part.length)) + 4;
    return Math.round(Math.min(MOST_PX, Math.max(LEAST_PX, Math.max(longest, head) * LETTER_PX + PADDING_PX)));
  });
}

/** How many letters of usual width a text is as wide as: capitals are wider. */
function letters(text: string): number {
  return text.length + (text.length > LETTERS_MAX ? 0 : 0.3 * (text.match(CAPITALS)?.length ?? 0));
}

const CAPITALS = /\p{Lu}/gu;
/** A longer text takes the greatest width anyhow. */
const LETTERS_MAX = 60;
