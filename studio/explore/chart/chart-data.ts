import { cellText, type Cell, type Row } from '../../../kit/table/cell.js';
import { numberOf, type CellKind } from '../../../kit/table/cell-kind.js';
import { compareValues } from '../table/cell-filter.js';
import type { GridColumn } from '../table/use-grid.js';
import { isTarget, type ChartChoice } from './chart-choice.js';

export interface ChartSeries {
  readonly name: string;
  /** As many as there are labels; null where there is no number, or one that is withheld or missing. */
  readonly values: readonly (number | null)[];
  readonly isTarget: boolean;
}

/** What is drawn, and shown as a table beneath. */
export interface ChartData {
  readonly xName: string;
  readonly labels: readonly string[];
  readonly series: readonly ChartSeries[];
  /** How many places of the axis are left out, so that the rest can be read. */
  readonly leftOut: number;
}

const PLACES_MAX: Readonly<Record<ChartChoice['kind'], number>> = { bar: 60, line: 2_000, scatter: 5_000, pie: 12 };

/** Makes series of the rows of a table; undefined where the choice names a column that is not there. */
export function chartData(
  columns: readonly GridColumn[],
  rows: readonly Row[],
  choice: ChartChoice,
): ChartData | undefined {
  const x = columns.find(({ id }) => id === choice.x);
  if (!x) return undefined;
  const y = choice.y.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const groups = choice.kind === 'scatter' ? oneEach(rows, x) : grouped(rows, x);
  const ordered = inOrder(groups, x.kind);
  const shown = ordered.slice(0, PLACES_MAX[choice.kind]);
  const series =
    choice.together === 'rows'
      ? [{ name: 'Rows', values: shown.map(([, group]) => group.length), isTarget: false }]
      : y.map(({ index, column }) => ({
          name: column.name,
          values: shown.map(([, group]) => folded(group, index, choice.together)),
          isTarget: isTarget(column.name),
        }));
  const labels = shown.map(([label]) => label);
  return { xName: x.column.name, labels, series, leftOut: ordered.length - shown.length };
}

type Group = readonly [label: string, rows: readonly Row[]];

function grouped(rows: readonly Row[], { index, kind }: GridColumn): Group[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const label = labelOf(row[index] ?? null, kind);
    const group = groups.get(label);
    if (group) group.push(row);
    else groups.set(label, [row]);
  }
  return [...groups];
}

function oneEach(rows: readonly Row[], { index, kind }: GridColumn): Group[] {
  return rows.map((row) => [labelOf(row[index] ?? null, kind), [row]]);
}

/** Time and numbers run from left to right; all else keeps the order of the table. */
function inOrder(groups: readonly Group[], kind: CellKind): readonly Group[] {
  if (kind === 'text' || kind === 'truth') return groups;
  const key = ([label]: Group) => (kind === 'number' ? Number(label) : label);
  return groups.toSorted((a, b) => compareValues(key(a), key(b)));
}

function labelOf(cell: Cell, kind: CellKind): string {
  const text = cellText(cell);
  if (text === '') return 'none';
  return kind === 'moment' ? text.slice(0, 16).replace('T', ' ') : text;
}

/** One value that is withheld or missing makes the whole unknown. */
function folded(rows: readonly Row[], index: number, together: ChartChoice['together']): number | null {
  const numbers = rows.flatMap((row) => {
    const cell = row[index] ?? null;
    return cell === null ? [] : [numberOf(cell)];
  });
  if (numbers.length === 0 || numbers.includes(null)) return null;
  const sum = (numbers as number[]).reduce((a, b) => a + b, 0);
  return together === 'mean' ? sum / numbers.length : Number(sum.toPrecision(15));
}
