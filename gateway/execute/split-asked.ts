import type { AskedPart } from './build-request.js';
import { NO_ROW } from './representations.js';

/** The same part, asking for some of its rows alone; a part of the root has one row. Null when there are none. */
export function withRows(asked: AskedPart, rows: readonly number[]): AskedPart | null {
  if (rows.length === 0) return null;
  if (asked.key === null || rows.length === asked.count) return asked;
  const place = new Map(rows.map((row, index) => [row, index]));
  return {
    ...asked,
    count: rows.length,
    texts: rows.map((row) => asked.texts[row]!),
    places: asked.places.map((one) => ({ ...one, rows: one.rows.map((row) => place.get(row) ?? NO_ROW) })),
  };
}
