import { cellOf, cellText, type Cell, type Gap, type Row } from './cell.js';
import { gapAt, gapPlaces, stepInto, type AnswerError, type GapPlace } from './gap-places.js';
import { suppressedFigures } from './suppressed-figures.js';
import type { CellPlan, InnerList, TablePlan } from './plan-table.js';

/** An answer to the operation that a table was planned for. */
export interface TableAnswer {
  readonly data?: unknown;
  readonly errors?: readonly AnswerError[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** A value of an answer, and what is missing at and below its place. */
interface Found {
  readonly value: unknown;
  readonly places: readonly GapPlace[];
  /** Why the value is null, where that is known. */
  readonly gap: Gap | null;
}

interface Walking {
  readonly plan: TablePlan;
  /** The object of each level on the way to a row. */
  readonly objects: Found[];
  readonly cells: Cell[];
}

const SEPARATOR = '; ';
const NOTHING: Found = { value: null, places: [], gap: null };

/**
 * The rows of an answer, one after the other. A list that is missing because a subgraph failed gives one row whose cells say
 * so; one that is null for no known reason gives none.
 */
export function* tableRows(plan: TablePlan, { data, errors = [], extensions }: TableAnswer): Generator<Row, void> {
  const suppressed = suppressedFigures(extensions);
  const root = errors.length + suppressed.length > 0 ? gapPlaces(errors, suppressed) : null;
  const places = root ? [root] : [];
  const top = { value: data, places, gap: data == null ? gapAt(places) : null };
  if (data == null && top.gap === null) return;
  const cells: Cell[] = plan.columns.map(() => null);
  yield* rowsFrom(0, top, { plan, objects: [], cells });
}

function* rowsFrom(index: number, object: Found, walking: Walking): Generator<Row, void> {
  const { plan, objects, cells } = walking;
  enter(index, object, walking);
  const next = plan.levels[index + 1];
  if (!next) {
    yield cells.slice();
    return;
  }
  const list = follow(objects[next.from]!, next.steps);
  const isLast = index + 2 === plan.levels.length;
  let isEmpty = true;
  for (const element of elementsOf(list)) {
    isEmpty = false;
    if (isLast) {
      // A generator for each of very many rows would cost more than all the rest.
      enter(index + 1, element, walking);
      yield cells.slice();
    } else yield* rowsFrom(index + 1, element, walking);
  }
  if (isEmpty && (next.isOptional || list.gap)) yield* rowsFrom(index + 1, { ...NOTHING, gap: list.gap }, walking);
}

/** Takes the cells of a level from its object. */
function enter(index: number, object: Found, { plan, objects, cells }: Walking): void {
  objects[index] = object;
  for (const cell of plan.levels[index]!.cells) cells[cell.column] = cellAt(object, cell);
}

/** Goes from an object along keys. Where nothing is, the errors at that place say whether it is missing. */
function follow(from: Found, steps: readonly string[]): Found {
  let { value, places } = from;
  if (from.gap) return from;
  for (const step of steps) {
    value = value === null || value === undefined ? null : ownValue(value, step);
    places = stepInto(places, step);
    if (value === null || value === undefined) {
      const gap = gapAt(places);
      if (gap) return { value: null, places, gap };
      return NOTHING;
    }
  }
  return { value, places, gap: null };
}

/** The elements of a list, those of lists inside it too, one by one: a table may have very many. */
function* elementsOf({ value, places }: Found): Generator<Found, void> {
  if (!Array.isArray(value)) return;
  for (let index = 0; index < value.length; index++) {
    const element: unknown = value[index];
    const here = stepInto(places, index);
    const found = { value: element, places: here, gap: element == null ? gapAt(here) : null };
    if (Array.isArray(element)) yield* elementsOf(found);
    else yield found;
  }
}

function cellAt(object: Found, { steps, reason, list }: CellPlan): Cell {
  if (list === null && object.gap === null && object.places.length === 0) {
    const value = valueAt(object.value, steps);
    if (value !== null && value !== undefined) return cellOf(value);
    if (reason === null) return null;
  }
  const found = follow(object, steps);
  if (found.gap) return found.gap;
  if (list) return listCell(found, list);
  return valueCell(object, found, reason);
}

function valueCell(object: Found, { value, gap }: Found, reason: readonly string[] | null): Cell {
  if (gap) return gap;
  if (value !== null && value !== undefined) return cellOf(value);
  if (!reason) return null;
  const why = follow(object, reason).value;
  if (why === null || why === undefined || why === false) return null;
  return { kind: 'suppressed', reason: typeof why === 'string' ? why : 'SUPPRESSED' };
}

function listCell(found: Found, { mode, inner, reason }: InnerList): Cell {
  if (!Array.isArray(found.value)) return null;
  if (mode === 'count') return [...elementsOf(found)].length;
  const cells = innerCells(found, inner, reason);
  return cells.every((cell) => cell === null) ? null : cells.map(cellText).join(SEPARATOR);
}

function innerCells(list: Found, inner: readonly (readonly string[])[], reason: readonly string[] | null): Cell[] {
  const [steps = [], ...deeper] = inner;
  return [...elementsOf(list)].flatMap((element): Cell[] => {
    const found = follow(element, steps);
    if (deeper.length > 0 && !found.gap) return innerCells(found, deeper, reason);
    return [valueCell(element, found, reason)];
  });
}

/** What is at the end of some keys where no error is. */
function valueAt(from: unknown, steps: readonly string[]): unknown {
  let value = from;
  for (const step of steps) value = ownValue(value, step);
  return value;
}

function ownValue(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : null;
}
