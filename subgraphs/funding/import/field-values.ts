import { isDate } from '../../kit/scalars.js';
import { RowProblem } from '../../kit/import/row-problem.js';
import type { GrantField, GrantSource } from './grant-fields.js';

const MOMENT = /^(\d{4}-\d{2}-\d{2})[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** Refuses the value of a field; `reason` says what would be right. */
export function wrong(source: GrantSource, field: GrantField, reason: string): RowProblem {
  const value = source.value(field);
  const shown = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return new RowProblem(source.nameOf(field), shown, reason);
}

/**
 * A text of up to `length` characters without white space around it, its lines ended by LF; null where there is none.
 * Throws `RowProblem`.
 */
export function textIn(source: GrantSource, field: GrantField, length: number): string | null {
  const value = source.value(field);
  if (value === undefined) return null;
  if (typeof value !== 'string') throw wrong(source, field, 'must be text');
  const text = value.replaceAll(/\r\n?/g, '\n').trim();
  if (text === '') return null;
  if (text.length > length) {
    throw wrong(source, field, `must have at most ${length} characters, and has ${text.length}`);
  }
  if (!text.isWellFormed() || text.includes('\0')) throw wrong(source, field, 'must consist of Unicode characters');
  return text;
}

/** As `textIn`, of a field that must not be empty. Throws `RowProblem`. */
export function requiredTextIn(source: GrantSource, field: GrantField, length: number): string {
  const text = textIn(source, field, length);
  if (text === null) throw wrong(source, field, 'must not be empty');
  return text;
}

/** A day; of a moment, the day as it is written. Throws `RowProblem`. */
export function requiredDayIn(source: GrantSource, field: GrantField): string {
  const day = dayOf(requiredTextIn(source, field, 40));
  if (day === null) throw wrong(source, field, 'must be a day that exists, written YYYY-MM-DD, or a moment');
  return day;
}

/** A day, or a month `YYYY-MM` or year `YYYY` where no more was published; null where there is none. Throws `RowProblem`. */
export function partialDayIn(source: GrantSource, field: GrantField): string | null {
  const text = textIn(source, field, 40);
  if (text === null) return null;
  if (/^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text)) return text;
  const day = dayOf(text);
  if (day === null) throw wrong(source, field, 'must be a day that exists, written YYYY-MM-DD, or YYYY-MM or YYYY');
  return day;
}

/** A moment with its distance from UTC; null where there is none. Throws `RowProblem`. */
export function momentIn(source: GrantSource, field: GrantField): Date | null {
  const text = textIn(source, field, 40);
  if (text === null) return null;
  const moment = new Date(text);
  if (dayOf(text) !== null && text.length > 10 && !Number.isNaN(moment.getTime())) return moment;
  throw wrong(source, field, 'must be a moment such as 2022-05-03T18:09:56Z');
}

/** A number that is not negative; null where there is none. Throws `RowProblem`. */
export function countIn(source: GrantSource, field: GrantField): number | null {
  if (source.value(field) === undefined) return null;
  const text = digitsIn(source, field);
  if (/^\d+(\.\d*)?$/.test(text)) return Number(text);
  throw wrong(source, field, 'must be a number that is not negative');
}

/** The text of a number, if it stands in the file as the file's type writes numbers; else an empty text. */
export function digitsIn(source: GrantSource, field: GrantField): string {
  const value = source.value(field);
  if (source.numbers === 'text') return typeof value === 'string' ? value.trim() : '';
  return typeof value === 'number' ? String(value) : '';
}

function dayOf(text: string): string | null {
  const day = MOMENT.exec(text)?.[1] ?? text;
  return isDate(day) ? day : null;
}
