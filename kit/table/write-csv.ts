import { cellText, numberText, type Cell, type Row } from './cell.js';
import type { Column } from './plan-table.js';
import type { TableWriter } from './table-writer.js';

export interface CsvOptions {
  /** Whether a byte order mark comes first, by which Excel knows UTF-8. */
  readonly bom?: boolean;
}

const LINE_END = '\r\n';
const BOM = '\uFEFF';

/**
 * Writes CSV as RFC 4180 says, lines ending in CRLF. Text that a spreadsheet would take for a formula gets an apostrophe in
 * front: https://owasp.org/www-community/attacks/CSV_Injection. Numbers stay numbers.
 */
export function csvWriter(columns: readonly Column[], { bom = false }: CsvOptions = {}): TableWriter<string> {
  return {
    begin: () => (bom ? BOM : '') + csvLine(columns.map(({ name }) => name)),
    rows: (rows) => Array.from(rows, csvLine).join(''),
    end: ({ cutOff }) => (cutOff === null ? '' : csvLine([cutOff, ...columns.slice(1).map(() => null)])),
  };
}

/** One record with its line end. */
export function csvLine(cells: Row): string {
  const line = cells.map(field).join(',');
  // A single empty field would be an empty line, which readers skip.
  return (line === '' ? '""' : line) + LINE_END;
}

function field(cell: Cell): string {
  if (typeof cell === 'number') return numberText(cell);
  const text = harmless(cellText(cell));
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Where a formula could begin: at the start, and behind what a reader with other separators would split at. */
const FORMULA = /(^|[;\t\r\n])[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Text that no spreadsheet takes for a formula. */
export function harmless(text: string): string {
  if (!FORMULA.test(text) || NUMBER.test(text)) return text;
  return text
    .split(/([;\t\r\n])/)
    .map((part, index) => (index % 2 === 0 && isFormula(part) ? `'${part}` : part))
    .join('')
    .replace(/^(?=[\t\r])/, "'");
}

function isFormula(part: string): boolean {
  return FORMULA.test(part) && !NUMBER.test(part.trim());
}
