import { isDeepStrictEqual } from 'node:util';
import type { OperationAnswer } from '../pipeline/handle-operation.js';
import { requestError } from '../pipeline/request-error.js';
import type { CursorPaging, OffsetPaging, Paging } from './paged-document.js';

/**
 * How a table ended: null when all of it was read. `limited` where its query wants no more; `inner` where a list inside
 * another goes on.
 */
export type Shortfall = 'limited' | 'inner' | 'failed' | null;

/** A page after the first. */
export interface Page {
  readonly kind: 'page';
  /** The cursor of the page before, or how many elements were before it. */
  readonly start: string | number;
  /** The first element of the page before, where pages begin by number. */
  readonly first?: unknown;
}

export type Next = Page | { readonly kind: 'end'; readonly shortfall: Shortfall };

/** That a list is at its end, and all of it was read. */
export const END: Next = { kind: 'end', shortfall: null };

/** What follows an answer; `before` is where it began, null for the first. Throws `RequestError`. */
export function nextPage(answer: OperationAnswer, paging: Paging, before: Page | null): Next {
  return paging.kind === 'cursor' ? byCursor(answer, paging, before) : byOffset(answer, paging, before);
}

function byCursor({ data, errors }: OperationAnswer, { pageInfo, variable }: CursorPaging, before: Page | null): Next {
  const info = pageInfo.reduce<unknown>(ownValue, data);
  if (typeof info !== 'object' || info === null) return { kind: 'end', shortfall: errors ? 'failed' : null };
  const { hasNextPage, endCursor } = info as { readonly hasNextPage?: unknown; readonly endCursor?: unknown };
  if (hasNextPage !== true) return { kind: 'end', shortfall: hasNextPage === false ? null : 'failed' };
  if (variable === null) return { kind: 'end', shortfall: 'limited' };
  if (typeof endCursor !== 'string' || endCursor === before?.start)
    throw incomplete('it does not say where it goes on');
  return { kind: 'page', start: endCursor };
}

/** A plain list ends with a page that has no elements. */
function byOffset({ data, errors }: OperationAnswer, { list }: OffsetPaging, before: Page | null): Next {
  const elements = list.reduce<unknown>(ownValue, data);
  if (!Array.isArray(elements)) return { kind: 'end', shortfall: errors ? 'failed' : null };
  if (elements.length === 0) return END;
  const first: unknown = elements[0];
  if (before !== null && isDeepStrictEqual(first, before.first)) throw incomplete('it begins again on every page');
  return { kind: 'page', start: Number(before?.start ?? 0) + elements.length, first };
}

function incomplete(why: string) {
  return requestError(502, 'EXPORT_INCOMPLETE', `The list cannot be read to its end: ${why}`);
}

/** Whether any list at a path, which may lead through lists, has more pages. */
export function hasNextPageAt(value: unknown, path: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((element) => hasNextPageAt(element, path));
  const [key, ...rest] = path;
  return key === undefined ? ownValue(value, 'hasNextPage') === true : hasNextPageAt(ownValue(value, key), rest);
}

function ownValue(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : null;
}
