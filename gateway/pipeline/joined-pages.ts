import type { Tree } from '../execute/program.js';
import type { ErrorPath, ResponseError } from '../execute/graphql-error.js';
import type { MarkedPlace } from '../execute/suppression/marked-places.js';
import type { OperationAnswer } from './handle-operation.js';
import { requestError } from './request-error.js';
import { suppressedAnswer } from './suppressed-answer.js';

/** So many values are held at most until the last page is there. */
const VALUES_MAX = 500_000;

/** The pages of one list as a single answer, in which a small count of one page withholds its column on all of them. */
export class JoinedPages {
  /** Null before the first page. */
  answer: OperationAnswer | null = null;
  readonly #path: readonly string[];
  #place: MarkedPlace | null = null;
  #values = 0;

  /** Takes the keys from the root of an answer to the list, or to the connection that has it. */
  constructor(path: readonly string[]) {
    this.#path = path;
  }

  /** Adds a page, whose answer is changed. Throws `EXPORT_TOO_LARGE`. */
  add(page: OperationAnswer, place: MarkedPlace): void {
    this.#values += valuesIn(page.data, VALUES_MAX - this.#values);
    if (this.#values > VALUES_MAX) throw tooLarge();
    // After a new supergraph it is the newest that counts.
    this.#place = place;
    const { answer } = this;
    if (answer === null) return void (this.answer = page);
    const list = valueAt(answer.data, this.#path);
    const lists = listsOf(list);
    const errors = (page.errors ?? []).map((error) => this.#moved(error, lists));
    for (const [key, elements] of listsOf(valueAt(page.data, this.#path))) {
      const known = lists.get(key);
      if (known) for (const element of elements) known.push(element);
      else setOwn(list as Tree, key, elements);
    }
    const all = [...(answer.errors ?? []), ...errors];
    this.answer = all.length > 0 ? { ...answer, errors: all } : answer;
  }

  /** All of it without small numbers of people. */
  suppressed(): OperationAnswer {
    const { extensions, data, errors = [] } = this.answer!;
    const { extensions: told, ...answer } = suppressedAnswer(this.#place!, { data, errors });
    return { ...answer, extensions: { ...extensions, ...told } };
  }

  /** An error of a page where its element will stand. */
  #moved(error: ResponseError, lists: ReadonlyMap<string, readonly unknown[]>): ResponseError {
    const path: ErrorPath = error.path ?? [];
    const { length } = this.#path;
    if (!this.#path.every((key, place) => path[place] === key)) return error;
    const key = typeof path[length] === 'string' ? path[length] : '';
    const at = key === '' ? length : length + 1;
    const index = path[at];
    if (typeof index !== 'number') return error;
    return { ...error, path: path.with(at, index + (lists.get(key)?.length ?? 0)) };
  }
}

function valueAt(data: Tree | null, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Tree)[key] : null,
    data,
  );
}

/** A list itself, by an empty key; or those of a connection, by their keys. */
function listsOf(value: unknown): Map<string, unknown[]> {
  if (Array.isArray(value)) return new Map([['', value as unknown[]]]);
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map(entries.filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1])));
}

function setOwn(object: Tree, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}

/** How many values there are, counted up to a little more than a greatest number. */
function valuesIn(value: unknown, most: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  let sum = 1;
  for (const inner of Object.values(value)) {
    if (sum > most) return sum;
    sum += valuesIn(inner, most - sum);
  }
  return sum;
}

function tooLarge() {
  return requestError(
    413,
    'EXPORT_TOO_LARGE',
    'The table has figures that tell no small numbers, and too many rows to judge them together. Ask for fewer rows by its variables',
  );
}
