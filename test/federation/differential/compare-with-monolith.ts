import type { ExecutionResult } from 'graphql';
import type { Row } from '../support/subgraph-fixture.js';

/** What counts of an answer: its data, and where an error made something null. */
export interface ComparableAnswer {
  readonly data: unknown;
  readonly nullsByError: readonly string[];
}

/**
 * Below a null, engines may report or leave out further errors, and none says which is right; so errors are compared by
 * the null that they made.
 */
export function comparable({ data, errors }: ExecutionResult | Row, isOrdered: boolean): ComparableAnswer {
  const plain: unknown = JSON.parse(JSON.stringify(data ?? null));
  const paths = ((errors ?? []) as readonly { readonly path?: readonly (string | number)[] }[]).map(({ path }) => path);
  const nulls = paths.map((path) => (path ? nullAbove(plain, path).join('.') : 'nowhere'));
  return { data: isOrdered ? JSON.stringify(plain, null, 1) : sorted(plain), nullsByError: [...new Set(nulls)].sort() };
}

/** The path down to the null on its way, or the whole path. */
function nullAbove(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null) return path.slice(0, depth);
    value = typeof value === 'object' && Object.hasOwn(value, key) ? (value as Row)[key] : undefined;
  }
  return path;
}

function sorted(data: unknown): string {
  return JSON.stringify(
    data,
    (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    1,
  );
}
