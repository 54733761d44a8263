import type { EntityPart, Fetch, Tree } from './program.js';

/** The objects that one fetch is for. */
export interface FetchTargets {
  readonly fetch: Fetch;
  readonly targets: readonly Tree[];
  /** For each of the targets which of the representations stands for it; `NO_ROW` where it has none. */
  readonly rows: readonly number[];
}

export const NO_ROW = -1;
/** Among so many a value is sought one by one: a table of them would cost more. */
const FEW = 16;

/** Distinct representations of objects, in the order in which they came, and the objects for which they stand. */
export class Representations {
  /** As JSON. */
  readonly texts: string[] = [];
  readonly places: FetchTargets[] = [];
  readonly #part: EntityPart;
  /** The object from which each was made, and its value of the input that tells most objects apart. */
  readonly #madeFrom: Tree[] = [];
  readonly #marks: unknown[] = [];
  /** The last row for such a value; undefined while there are few. */
  #rowOfMark: Map<unknown, number> | undefined = undefined;
  #rowOfText: Map<string, number> | undefined = undefined;

  constructor(part: EntityPart) {
    this.#part = part;
  }

  /** Adds the objects that a fetch is for. What only the fetch may fill of them is emptied. */
  add(fetch: Fetch, targets: readonly Tree[]): void {
    const rows = new Array<number>(targets.length);
    for (let i = 0; i < targets.length; i++) {
      const target = targets[i]!;
      fetch.clear(target);
      // Most objects are equal to one before, and then need no text.
      const known = this.#rowOfSame(target);
      rows[i] = known === NO_ROW ? this.#rowOf(target) : known;
    }
    this.places.push({ fetch, targets, rows });
  }

  #rowOfSame(target: Tree): number {
    const { mark, areSame } = this.#part.inputs;
    const value = mark(target);
    const row = this.#rowOfMark ? (this.#rowOfMark.get(value) ?? NO_ROW) : lastPlace(this.#marks, value);
    return row !== NO_ROW && areSame(target, this.#madeFrom[row]!) ? row : NO_ROW;
  }

  #rowOf(target: Tree): number {
    const text = this.#part.represent(target);
    if (text === null) return NO_ROW;
    const known = this.#rowOfText ? (this.#rowOfText.get(text) ?? NO_ROW) : this.texts.indexOf(text);
    if (known !== NO_ROW) return known;
    const row = this.texts.push(text) - 1;
    this.#madeFrom.push(target);
    this.#marks.push(this.#part.inputs.mark(target));
    if (this.#rowOfMark) this.#note(row);
    else if (this.texts.length > FEW) this.#makeTables();
    return row;
  }

  #makeTables(): void {
    this.#rowOfMark = new Map();
    this.#rowOfText = new Map();
    for (const row of this.texts.keys()) this.#note(row);
  }

  #note(row: number): void {
    this.#rowOfMark!.set(this.#marks[row], row);
    this.#rowOfText!.set(this.texts[row]!, row);
  }
}

/** As `lastIndexOf`, which takes much longer to compare texts. */
function lastPlace(values: readonly unknown[], value: unknown): number {
  let place = values.length - 1;
  while (place >= 0 && values[place] !== value) place--;
  return place;
}
