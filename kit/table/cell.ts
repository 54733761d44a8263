/** One value of a table. Where there is none for a reason that is known, a gap says why; null is a value that is not there. */
export type Cell = string | number | boolean | null | Gap;

export type Row = readonly Cell[];

/** Why a cell has no value. */
export type Gap = SuppressedGap | MissingGap;

/** The owner withholds the value, for example because it is a small number. */
export interface SuppressedGap {
  readonly kind: 'suppressed';
  readonly reason: string;
}

/** The value could not be fetched. */
export interface MissingGap {
  readonly kind: 'missing';
  /** Whose subgraph failed; null when the answer does not say. */
  readonly subgraph: string | null;
  readonly code: string | null;
}

export function isGap(cell: Cell): cell is Gap {
  return typeof cell === 'object' && cell !== null;
}

/** What a cell reads as: `*` where it is suppressed, `missing (people)` where subgraph people failed, nothing for null. */
export function cellText(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (cell === null) return '';
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return String(cell);
  if (cell.kind === 'suppressed') return '*';
  return cell.subgraph === null ? 'missing' : `missing (${cell.subgraph})`;
}

/** A finite number as text. `String` would keep the texts of the last thousands of numbers in memory. */
export function numberText(value: number): string {
  return JSON.stringify(value);
}

/** A value as a cell; objects of custom scalars become JSON. */
export function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value) ?? null;
}
