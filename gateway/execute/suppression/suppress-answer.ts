import type { ErrorPath, ResponseError } from '../graphql-error.js';
import type { Tree } from '../program.js';
import type { CountSuppression } from '../../supergraph/suppression/suppression.js';
import type { MarkedField, MarkedPlace } from './marked-places.js';

/** Counts up to this, but 0, are withheld. */
const SMALL_MAX = 7;
const ROUND_TO = 5;

/** A figure that is null because it is withheld: that it, or what it would give away, is about few people. */
export interface SuppressedFigure {
  readonly path: ErrorPath;
  readonly reason: SuppressionReason;
}

/**
 * `COUNT_NOT_SELECTED`: the counts from which it comes are not in the answer, under the same arguments.
 * `KEY_OF_SEVERAL_FIELDS`: its key stands for several fields, of which not the same is said.
 */
export type SuppressionReason = 'SMALL_NUMBER' | 'COUNT_NOT_SELECTED' | 'KEY_OF_SEVERAL_FIELDS';

/** A figure where it stands in the answer. */
interface Cell {
  readonly field: MarkedField;
  readonly object: Tree;
  readonly path: ErrorPath;
}

interface CountCell extends Cell {
  readonly suppression: CountSuppression;
  readonly row: Row;
}

/** A row of the innermost list around a figure. */
interface Row {
  /** Where in the operation the list is asked for, and with which arguments. */
  readonly written: string;
  /** The groups of which a count in it is small. */
  readonly small: Set<string>;
}

/** Where the counts of one group are small. */
interface SmallCounts {
  /** Whether they are so where rows are the parts of one whole. */
  isPart: boolean;
  readonly written: Set<string>;
}

/**
 * Keeps small numbers of people out of an answer, which is changed in place; `docs/decisions/0018` has the rule. Gives what
 * is withheld. What is shown of rates, means and totals follows from the counts as they are shown, and from nothing else.
 */
export function suppressAnswer(
  root: MarkedPlace,
  data: Tree | null,
  errors: readonly ResponseError[],
): SuppressedFigure[] {
  const figures = new Figures(errors);
  figures.visit(root, data, { path: [], row: rowAt(root) });
  return figures.suppress();
}

/** Where a visit stands. */
interface Visit {
  readonly path: ErrorPath;
  readonly row: Row;
}

function rowAt({ written }: MarkedPlace): Row {
  return { written, small: new Set() };
}

class Figures {
  /** Where errors are told, as JSON. */
  readonly #failed: ReadonlySet<string>;
  readonly #counts: CountCell[] = [];
  readonly #others: Cell[] = [];
  readonly #small = new Map<string, SmallCounts>();
  readonly #suppressed: SuppressedFigure[] = [];

  constructor(errors: readonly ResponseError[]) {
    this.#failed = new Set(errors.flatMap(({ path }) => (path ? [JSON.stringify(path)] : [])));
  }

  visit(place: MarkedPlace, value: unknown, { path, row }: Visit): void {
    if (Array.isArray(value)) {
      value.forEach((item, index) => this.visit(place, item, { path: [...path, index], row: rowAt(place) }));
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const object = value as Tree;
    for (const field of place.fields) {
      const cell = { field, object, path: [...path, field.key] };
      if (Object.hasOwn(object, field.key) && !this.#isLost(cell)) this.#add(cell, row);
    }
    for (const { key, place: below } of place.below)
      if (Object.hasOwn(object, key)) this.visit(below, object[key], { path: [...path, key], row });
  }

  suppress(): SuppressedFigure[] {
    for (const cell of this.#counts) {
      const isTold = cell.suppression.groups.some((group) => this.#tellsSmall(group, cell));
      this.#show(cell, isTold ? null : rounded(valueOf(cell) as number));
    }
    for (const cell of this.#others) this.#showOther(cell);
    return this.#suppressed;
  }

  /** A null that an error explains tells nothing. Of very many errors not all are told, and the others explain nothing. */
  #isLost({ field, object, path }: Cell): boolean {
    return this.#failed.size > 0 && object[field.key] === null && this.#failed.has(JSON.stringify(path));
  }

  #add(cell: Cell, row: Row): void {
    const { suppression } = cell.field;
    if (suppression.kind !== 'count') return void this.#others.push(cell);
    this.#counts.push({ ...cell, suppression, row });
    if (!isSmall(cell)) return;
    for (const group of suppression.groups) {
      const small = this.#small.get(group) ?? { isPart: false, written: new Set() };
      this.#small.set(group, small);
      small.isPart ||= !suppression.isAlone;
      small.written.add(row.written);
      row.small.add(group);
    }
  }

  /** Whether a count of a group could tell a small one: where rows are judged alone, one of its own row or of another place. */
  #tellsSmall(group: string, { suppression, row }: CountCell): boolean {
    const small = this.#small.get(group);
    if (!small) return false;
    return (
      !suppression.isAlone ||
      small.isPart ||
      row.small.has(group) ||
      small.written.size > 1 ||
      !small.written.has(row.written)
    );
  }

  #showOther(cell: Cell): void {
    const { field, object } = cell;
    const { suppression, counts } = field;
    switch (suppression.kind) {
      case 'count':
        return;
      case 'unclear':
        return this.#withhold(cell, 'KEY_OF_SEVERAL_FIELDS');
      case 'rate': {
        const [numerator, denominator] = counts.map((way) => countAt(object, way));
        if (numerator === undefined || denominator === undefined) return this.#withhold(cell, 'COUNT_NOT_SELECTED');
        if (numerator === null || denominator === null) return this.#withhold(cell, 'SMALL_NUMBER');
        const rate = denominator === 0 ? null : (numerator / denominator) * suppression.per;
        return setOwn(object, field.key, rate === null ? null : figureOf(rate, field));
      }
      case 'mean': {
        const count = countAt(object, counts[0]);
        if (count === undefined) return this.#withhold(cell, 'COUNT_NOT_SELECTED');
        return count === null || count === 0 ? this.#withhold(cell, 'SMALL_NUMBER') : undefined;
      }
      case 'total': {
        const all = counts[0] && countsAt(object, counts[0]);
        if (!all) return this.#withhold(cell, 'COUNT_NOT_SELECTED');
        const shown = all.filter((count) => count !== null);
        if (shown.length === 0 && all.length > 0) return this.#withhold(cell, 'SMALL_NUMBER');
        const sum = shown.reduce((total, count) => total + count, 0);
        return setOwn(object, field.key, sum);
      }
    }
  }

  #withhold({ field, object, path }: Cell, reason: SuppressionReason): void {
    setOwn(object, field.key, null);
    this.#suppressed.push({ path, reason });
  }

  #show(cell: Cell, value: number | null): void {
    if (value === null) this.#withhold(cell, 'SMALL_NUMBER');
    else setOwn(cell.object, cell.field.key, value);
  }
}

/** Also what its owner has withheld already, and what is no count. */
function isSmall(cell: Cell): boolean {
  const value = valueOf(cell);
  return typeof value !== 'number' || !(value === 0 || value >= SMALL_MAX + 1);
}

function valueOf({ field, object }: Cell): unknown {
  return object[field.key];
}

function rounded(count: number): number {
  return Math.round(count / ROUND_TO) * ROUND_TO;
}

/** A count of the same object as it is shown; undefined when the object has none. */
function countAt(object: Tree, way: readonly string[] | null | undefined): number | null | undefined {
  return way ? countsAt(object, way)?.[0] : undefined;
}

/** The counts that keys lead to, as they are shown; undefined where an object on the way has none. */
function countsAt(value: unknown, way: readonly string[]): (number | null)[] | undefined {
  if (Array.isArray(value)) {
    const all = value.filter((item) => item !== null).map((item) => countsAt(item, way));
    return all.includes(undefined) ? undefined : all.flatMap((counts) => counts!);
  }
  const [key = '', ...rest] = way;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  const found = (value as Tree)[key];
  return rest.length === 0 ? [found as number | null] : countsAt(found, rest);
}

/** With one decimal, but where the type has none. */
function figureOf(rate: number, { form }: MarkedField): number | string {
  if (form === 'Int') return Math.round(rate);
  return form === 'Float' ? Math.round(rate * 10) / 10 : rate.toFixed(1);
}

function setOwn(object: Tree, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
