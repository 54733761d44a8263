import type { AnswerError } from '../../kit/ask.js';
import { isRecord } from '../../kit/is-record.js';

/** What has come of an answer so far. */
export interface AnswerSoFar {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly AnswerError[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** A whole answer, the first part of one, or a later part: `deferSpec=20220824` of Apollo's clients. */
export interface AnswerPart extends Partial<AnswerSoFar> {
  readonly incremental?: readonly DeferredPart[];
  readonly hasNext?: boolean;
}

interface DeferredPart {
  /** Keys and indices from the root to the object that it adds to. */
  readonly path?: readonly (string | number)[];
  readonly data?: unknown;
  readonly errors?: readonly AnswerError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** The answer with one more part; a part that is a whole answer takes the place of what was there. */
export function joinPart(soFar: AnswerSoFar | null, part: AnswerPart): AnswerSoFar {
  if (soFar === null || part.hasNext === undefined)
    return { data: part.data ?? null, errors: part.errors ?? [], extensions: part.extensions ?? {} };
  const deferred = part.incremental ?? [];
  return {
    data: deferred.reduce<unknown>(
      (data, { path = [], data: more }) => mergedAt(data, path, more),
      soFar.data,
    ) as AnswerSoFar['data'],
    errors: [...soFar.errors, ...(part.errors ?? []), ...deferred.flatMap(({ errors = [] }) => errors)],
    extensions: { ...soFar.extensions, ...part.extensions, ...Object.fromEntries(deferred.flatMap(entriesOf)) },
  };
}

function mergedAt(value: unknown, [step, ...rest]: readonly (string | number)[], more: unknown): unknown {
  if (step === undefined) return merged(value, more);
  if (Array.isArray(value) && typeof step === 'number')
    return withElement(value as readonly unknown[], step, (element) => mergedAt(element, rest, more));
  return isRecord(value) ? { ...value, [step]: mergedAt(value[step], rest, more) } : value;
}

function withElement(list: readonly unknown[], index: number, change: (element: unknown) => unknown) {
  return index < list.length ? list.with(index, change(list[index])) : list;
}

function merged(value: unknown, more: unknown): unknown {
  if (more === undefined || more === null) return value;
  if (Array.isArray(value) && Array.isArray(more))
    return (value as unknown[]).map((one, index) => merged(one, (more as unknown[])[index]));
  if (!isRecord(value) || !isRecord(more)) return more;
  const both = Object.entries(more).map(([key, one]) => [key, merged(value[key], one)] as const);
  return { ...value, ...Object.fromEntries(both) };
}

function entriesOf({ extensions = {} }: DeferredPart): [string, unknown][] {
  return Object.entries(extensions);
}
