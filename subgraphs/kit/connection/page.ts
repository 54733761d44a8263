import { refuse } from '../errors.js';

export const PAGE_DEFAULT = 50;
export const PAGE_MAX = 500;

export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

/** Which rows a page wants: `size` of them, from the start or, `backwards`, from the end, between two cursors. */
export interface Page {
  readonly size: number;
  readonly backwards: boolean;
  readonly after: string | null;
  readonly before: string | null;
}

/** Checks paging arguments. Throws `BAD_USER_INPUT` for both `first` and `last`, or a size outside 0 to 500. */
export function pageOf({ first, after, last, before }: PageArgs): Page {
  if (first != null && last != null) throw refuse('BAD_USER_INPUT', 'Give first or last, not both', 'last');
  return {
    size: first != null ? checked('first', first) : last != null ? checked('last', last) : PAGE_DEFAULT,
    backwards: last != null,
    after: after ?? null,
    before: before ?? null,
  };
}

function checked(name: 'first' | 'last', size: number): number {
  if (size >= 0 && size <= PAGE_MAX) return size;
  throw refuse('BAD_USER_INPUT', `${name} must be between 0 and ${PAGE_MAX}, and is ${size}`, name);
}
