import { isDate } from '../scalars.js';
import { RowProblem } from './row-problem.js';

/** The text of a row's cell by its column's name. */
export type Cells = (column: string) => string;

const CODE = /^[A-Z0-9]{1,12}$/;

/** A text of up to `length` characters, or null for an empty cell. Throws `RowProblem`. */
export function optionalText(cells: Cells, column: string, length: number): string | null {
  const text = cells(column).trim();
  if (text === '') return null;
  if (text.length > length) {
    throw new RowProblem(column, text, `must have at most ${length} characters, and has ${text.length}`);
  }
  if (hasControlCharacter(text)) throw new RowProblem(column, text, 'must be one line without control characters');
  return text;
}

/** A text of 1 to `length` characters. Throws `RowProblem`. */
export function requiredText(cells: Cells, column: string, length: number): string {
  const text = optionalText(cells, column, length);
  if (text === null) throw new RowProblem(column, '', 'must not be empty');
  return text;
}

/** An ODS code, or null for an empty cell. Throws `RowProblem`. */
export function optionalCode(cells: Cells, column: string): string | null {
  const text = cells(column);
  if (text === '') return null;
  if (!CODE.test(text)) throw new RowProblem(column, text, 'must be a code of 1 to 12 upper-case letters and digits');
  return text;
}

/** An ODS code. Throws `RowProblem`. */
export function requiredCode(cells: Cells, column: string): string {
  const code = optionalCode(cells, column);
  if (code === null) throw new RowProblem(column, '', 'must not be empty');
  return code;
}

/** A day written `YYYYMMDD` as `YYYY-MM-DD`, or null for an empty cell. Throws `RowProblem`. */
export function optionalCompactDay(cells: Cells, column: string): string | null {
  const text = cells(column);
  if (text === '') return null;
  const day = /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : '';
  if (!isDate(day)) throw new RowProblem(column, text, 'must be a day that exists, written YYYYMMDD');
  return day;
}

/** A day written `YYYY-MM-DD`. Throws `RowProblem`. */
export function requiredDay(cells: Cells, column: string): string {
  const text = cells(column);
  if (!isDate(text)) throw new RowProblem(column, text, 'must be a day that exists, written YYYY-MM-DD');
  return text;
}

/** What one of the known texts stands for. Throws `RowProblem` for any other. */
export function oneOf<Value>(cells: Cells, column: string, values: Readonly<Record<string, Value>>): Value {
  const text = cells(column);
  if (Object.hasOwn(values, text)) return values[text]!;
  const known = Object.keys(values).map((value) => value || 'empty');
  throw new RowProblem(column, text, `must be ${known.join(', ').replace(/, ([^,]*)$/, ' or $1')}`);
}

/** Throws `RowProblem` when the later day is before the earlier one; unknown days are not compared. */
export function assertNotBefore(
  column: string,
  [earlier, later]: readonly [string | null, string | null],
  what: string,
): void {
  if (earlier !== null && later !== null && later < earlier) {
    throw new RowProblem(column, later, `must not be before ${what}, ${earlier}`);
  }
}

function hasControlCharacter(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}
