import { isGap, type Row } from '../../../kit/table/cell.js';
import { numberOf } from '../../../kit/table/cell-kind.js';
import type { GridColumn } from '../table/use-grid.js';

export type ChartKind = 'bar' | 'line' | 'scatter' | 'pie';

/** What becomes of several rows at one place of the horizontal axis. */
export type Together = 'sum' | 'mean' | 'rows';

/** What a chart shows. Columns are told by their ids. */
export interface ChartChoice {
  readonly kind: ChartKind;
  readonly x: string;
  /** Columns of numbers, a series each; unused where rows are counted. */
  readonly y: readonly string[];
  readonly together: Together;
}

/** A pie of more parts says nothing. */
const PIE_MAX = 8;
const SERIES_MAX = 8;
const SAMPLE = 500;

/** The columns that numbers can be read of, and that have one. */
export function numberColumns(columns: readonly GridColumn[], rows: readonly Row[]): GridColumn[] {
  return columns.filter(
    ({ kind, index }) =>
      kind === 'number' && rows.slice(0, SAMPLE).some((row) => numberOf(row[index] ?? null) !== null),
  );
}

/** The chart that fits a table best: a line over time, else bars over what tells the rows apart. */
export function fittingChoice(columns: readonly GridColumn[], rows: readonly Row[]): ChartChoice | null {
  const first = columns[0];
  if (!first || rows.length === 0) return null;
  const numbers = countedOnce(numberColumns(columns, rows));
  const time = columns.find(({ kind, index }) => isTime(kind) && differs(rows, index));
  const x = time ?? columns.find((column) => column.kind === 'text' && differs(rows, column.index)) ?? first;
  const y = numbers.filter(({ id, index }) => id !== x.id && differs(rows, index));
  const fitting = preferred(y.length > 0 ? y : numbers.filter(({ id }) => id !== x.id));
  const together = fitting.length === 0 ? 'rows' : fitting.some(isNeverAdded) ? 'mean' : 'sum';
  return { kind: time ? 'line' : 'bar', x: x.id, y: fitting.map(({ id }) => id), together };
}

/** The kinds of chart that a choice can be shown as. */
export function fittingKinds(choice: ChartChoice, columns: readonly GridColumn[], places: number): ChartKind[] {
  const x = columns.find(({ id }) => id === choice.x);
  const kinds: ChartKind[] = ['bar', 'line'];
  if (x?.kind === 'number' && choice.together !== 'rows') kinds.push('scatter');
  if (places > 1 && places <= PIE_MAX && choice.y.length <= 1) kinds.push('pie');
  return kinds;
}

/** The columns that can be added up, where there are any. */
function countedOnce(columns: readonly GridColumn[]): readonly GridColumn[] {
  const once = columns.filter(({ isRepeated }) => !isRepeated);
  return once.length > 0 ? once : columns;
}

/** What the values of the chosen columns can be put together as: repeated ones are not added up. */
export function fittingTogether(choice: ChartChoice, columns: readonly GridColumn[]): Together[] {
  const isSummable = columns.every(({ id, isRepeated }) => !isRepeated || !choice.y.includes(id));
  return isSummable ? ['sum', 'mean', 'rows'] : ['mean', 'rows'];
}

function isNeverAdded({ column, isRepeated }: GridColumn): boolean {
  return isRepeated || isRate(column.name);
}

/** Where numbers run up to a target, the chart is about the two of them. */
function preferred(columns: readonly GridColumn[]): readonly GridColumn[] {
  const target = columns.find(({ column }) => isTarget(column.name));
  const running = columns.find(({ column }) => /(^|\.)cumulative$/i.test(column.name));
  if (target && running) return [running, target];
  // Series of one kind can share an axis.
  const kindOf = ({ column }: GridColumn) => isRate(column.name);
  return columns.filter((column) => kindOf(column) === kindOf(columns[0]!)).slice(0, SERIES_MAX);
}

/** Whether a column is what others are to reach: it is drawn as a line of dashes. */
export function isTarget(name: string): boolean {
  return /(^|\.)target$/i.test(name);
}

function isRate(name: string): boolean {
  return /(rate|percent|share|ratio|average|mean)$/i.test(name);
}

function isTime(kind: GridColumn['kind']): boolean {
  return kind === 'date' || kind === 'moment';
}

function differs(rows: readonly Row[], index: number): boolean {
  const first = rows[0]?.[index];
  return rows.length === 1 || rows.slice(0, SAMPLE).some((row) => !isSame(row[index], first));
}

function isSame(a: Row[number] | undefined, b: Row[number] | undefined): boolean {
  return a === b || (isGapOrNone(a) && isGapOrNone(b));
}

function isGapOrNone(cell: Row[number] | undefined): boolean {
  return cell === undefined || cell === null || isGap(cell);
}
