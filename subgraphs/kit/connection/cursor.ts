import { refuse } from '../errors.js';

export type CursorValue = string | number;

/** An opaque cursor: the order it belongs to and the values of the row's order columns. */
export function encodeCursor(order: string, values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString('base64url');
}

/** The values in a cursor. Throws `INVALID_CURSOR` when it is damaged or belongs to another order. */
export function decodeCursor(order: string, columns: number, cursor: string): readonly CursorValue[] {
  const parts = parse(cursor);
  const [name, ...values] = parts;
  const isOurs = name === order && values.length === columns && values.every(isValue);
  if (!isOurs)
    throw refuse('INVALID_CURSOR', 'The cursor is damaged or was made for another order. Start again without it');
  return values;
}

function parse(cursor: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parsed) ? parsed : [];
  } catch {
    return [];
  }
}

function isValue(value: unknown): value is CursorValue {
  return typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
}
