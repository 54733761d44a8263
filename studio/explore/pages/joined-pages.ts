import type { SuppressedFigure } from '../../../kit/table/gap-places.js';
import { suppressedFigures } from '../../../kit/table/suppressed-figures.js';
import type { Answer, AnswerError } from '../../kit/ask.js';
import { isRecord } from '../../kit/is-record.js';

type Data = Readonly<Record<string, unknown>>;

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: unknown;
  /** How many elements there are on all pages; null when the answer does not say. */
  readonly total: number | null;
}

/** What a connection says of its pages. */
export function pageInfoIn(data: unknown, path: readonly string[]): PageInfo {
  const connection = valueAt(data, path);
  const record = isRecord(connection) ? connection : {};
  const info = isRecord(record['pageInfo']) ? record['pageInfo'] : {};
  const { totalCount } = record;
  return {
    hasNextPage: info['hasNextPage'] === true,
    endCursor: info['endCursor'] ?? null,
    total: typeof totalCount === 'number' ? totalCount : null,
  };
}

/** The elements of the list, or of the connection, at a place; undefined when there are none. */
export function listIn(data: unknown, path: readonly string[]): readonly unknown[] | undefined {
  const value = valueAt(data, path);
  if (Array.isArray(value)) return value as readonly unknown[];
  return isRecord(value) ? elementLists(value)[0]?.[1] : undefined;
}

/** An answer with the elements of its next page behind its own, errors at the places where their elements now are. */
export function appendPage(joined: Answer, page: Answer, path: readonly string[]): Answer {
  const before = listIn(joined.data, path)?.length ?? 0;
  const data = replacedAt(joined.data, path, joinedValue(valueAt(joined.data, path), valueAt(page.data, path))) as Data;
  const errors = page.errors.map((error) => shifted(error, path, before));
  return {
    data,
    errors: [...joined.errors, ...errors],
    extensions: joinedExtensions(joined, page, (figure) => shifted(figure, path, before)),
    durationMs: joined.durationMs + page.durationMs,
  };
}

/** With all that is withheld, each at the place where it now is, and all warnings. */
function joinedExtensions(
  { extensions }: Answer,
  page: Answer,
  shift: (figure: SuppressedFigure) => SuppressedFigure,
): Answer['extensions'] {
  const suppressed = [...suppressedFigures(extensions), ...suppressedFigures(page.extensions).map(shift)];
  const warnings = [extensions['warnings'], page.extensions['warnings']].filter((told) => Array.isArray(told)).flat();
  return {
    ...extensions,
    ...(suppressed.length > 0 ? { suppressed } : {}),
    ...(warnings.length > 0 ? { warnings } : {}),
  };
}

function joinedValue(before: unknown, after: unknown): unknown {
  if (Array.isArray(before)) return [...(before as unknown[]), ...(Array.isArray(after) ? (after as unknown[]) : [])];
  if (!isRecord(before) || !isRecord(after)) return before;
  const lists = elementLists(before).map(([key, list]) => {
    const more = after[key];
    return [key, [...list, ...(Array.isArray(more) ? (more as unknown[]) : [])]] as const;
  });
  return { ...before, ...after, ...Object.fromEntries(lists) };
}

/** `nodes` and `edges`, by whatever key they stand in the answer. */
function elementLists(connection: Data): (readonly [string, readonly unknown[]])[] {
  return Object.entries(connection).flatMap(([key, value]) =>
    Array.isArray(value) ? [[key, value as readonly unknown[]] as const] : [],
  );
}

function shifted<Placed extends Pick<AnswerError, 'path'>>(
  placed: Placed,
  path: readonly string[],
  by: number,
): Placed {
  const place = placed.path;
  if (!place || !path.every((key, index) => place[index] === key)) return placed;
  // The first index behind the list's path counts elements of the page.
  const at = place.findIndex((step, index) => index >= path.length && typeof step === 'number');
  if (at < 0) return placed;
  return { ...placed, path: place.with(at, (place[at] as number) + by) };
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), data);
}

function replacedAt(data: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const record = isRecord(data) ? data : {};
  return { ...record, [key]: replacedAt(record[key], rest, value) };
}
