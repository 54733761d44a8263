import { isGap, type Cell, type Row } from '../../../kit/table/cell.js';
import { numberOf, type CellKind } from '../../../kit/table/cell-kind.js';
import { compareNumbers, compareValues } from './cell-filter.js';
import type { GridColumn } from './use-grid.js';

/** A column to order by, and whether downwards. */
export interface Sort {
  readonly id: string;
  readonly desc: boolean;
}

/**
 * Puts rows into order by columns, the first one first; rows without a value come last either way. What a column's order
 * takes is reckoned once, so that turning it round, or ordering by it after another, costs little.
 */
export function createRowOrder(columns: readonly GridColumn[], rows: readonly Row[]) {
  const known = new Map<string, Int32Array>();
  const ranksOf = (column: GridColumn) => {
    const ranks = known.get(column.id) ?? rank(rows, column);
    known.set(column.id, ranks);
    return ranks;
  };
  return (sorting: readonly Sort[]): readonly Row[] => {
    const keys = sorting.flatMap(({ id, desc }) => {
      const column = columns.find((one) => one.id === id);
      return column ? [{ ranks: ranksOf(column), sign: desc ? -1 : 1 }] : [];
    });
    if (keys.length === 0) return rows;
    const order = Uint32Array.from(rows.keys()).sort((a, b) => {
      for (const { ranks, sign } of keys) {
        const difference = ranks[a]! - ranks[b]!;
        if (difference !== 0) return ranks[a] === NONE || ranks[b] === NONE ? -difference : sign * difference;
      }
      return a - b;
    });
    return Array.from(order, (index) => rows[index]!);
  };
}

const NONE = -1;

/** The place of each row's value among all that there are; the same for values that are told apart by nothing. */
function rank(rows: readonly Row[], { index, kind }: GridColumn): Int32Array {
  const values = rows.map((row) => valueOf(row[index] ?? null, kind));
  const compare = kind === 'number' ? compareNumbers : compareValues;
  const distinct = [...new Set(values)].filter((value) => value !== undefined).sort(compare);
  const ranks = new Map<unknown, number>([[undefined, NONE]]);
  let last = 0;
  distinct.forEach((value, at) => {
    if (at > 0 && compare(distinct[at - 1], value) !== 0) last++;
    ranks.set(value, last);
  });
  return Int32Array.from(values, (value) => ranks.get(value)!);
}

/** What a cell is ordered by; undefined where it holds no value. */
function valueOf(cell: Cell, kind: CellKind): string | number | undefined {
  if (cell === null || isGap(cell)) return undefined;
  if (kind === 'number') return numberOf(cell) ?? String(cell);
  return String(cell);
}
