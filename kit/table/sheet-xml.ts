import { cellText, isGap, numberText, type Cell } from './cell.js';
import { numberOf, type CellKind } from './cell-kind.js';

/** Styles of cells, by their place in `STYLES_XML`. */
export const STYLE = { plain: 0, head: 1, date: 2, moment: 3, gap: 4 } as const;

const TEXT_MAX = 32_767;
const DAY_MS = 86_400_000;
/** Day 0 of a sheet; days before March 1900 are counted in another way. */
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);
const FIRST_DAY = 61;

/** A cell of a sheet: https://www.iso.org/standard/71691.html, 18.3.1.4. Text is text, and never a formula. */
export function cellXml(cell: Cell, kind: CellKind): string {
  if (cell === null) return '<c/>';
  if (isGap(cell)) return textXml(cellText(cell), STYLE.gap);
  if (typeof cell === 'boolean') return `<c t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'number' || kind === 'number') {
    const number = numberOf(cell);
    if (number !== null) return `<c><v>${numberText(number)}</v></c>`;
  }
  if (typeof cell === 'string' && (kind === 'date' || kind === 'moment')) {
    const day = dayOf(cell, kind);
    if (day !== null) return `<c s="${kind === 'date' ? STYLE.date : STYLE.moment}"><v>${numberText(day)}</v></c>`;
  }
  return textXml(String(cell), STYLE.plain);
}

export function textXml(text: string, style: number): string {
  const whole = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text;
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(whole)}</t></is></c>`;
}

/** Text for XML; what XML cannot hold is written as sheets write it, `_x0001_`. */
export function escapeXml(text: string): string {
  if (!/[<>&"\0-\x08\x0B\x0C\x0D\x0E-\x1F\uFFFE\uFFFF\uD800-\uDFFF]|_x[0-9A-Fa-f]{4}_/.test(text)) return text;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[\0-\x08\x0B-\x0D\x0E-\x1F\uFFFE\uFFFF]/g, (sign) => `_x${hex(sign)}_`)
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function hex(sign: string): string {
  return sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}

/** The day of a sheet on which an ISO 8601 date or moment falls, in UTC; null where a sheet has none. */
function dayOf(text: string, kind: CellKind): number | null {
  if (!(kind === 'date' ? /^\d{4}-\d\d-\d\d$/ : /^\d{4}-\d\d-\d\dT[\d:.]+Z$/).test(text)) return null;
  const day = (Date.parse(text) - DAY_ZERO_MS) / DAY_MS;
  return day >= FIRST_DAY ? day : null;
}
