const PLACEHOLDER = /\{\$(\w+)((?:\.\w+)*)\}/g;

/** The values that a placeholder may name: those of `{$key.…}` or of `{$args.…}`. */
export interface TagValues {
  readonly name: 'key' | 'args';
  readonly values: unknown;
}

/** A tag of `@cacheTag(format:)` with its values in it; null where a value is missing, or is no single one. */
export function filledTag(format: string, { name, values }: TagValues): string | null {
  let isWhole = true;
  const tag = format.replaceAll(PLACEHOLDER, (_, from: string, path: string) => {
    const value = from === name ? valueAt(values, path.split('.').slice(1)) : undefined;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
    isWhole = false;
    return '';
  });
  return isWhole ? tag : null;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (within, key) =>
      typeof within === 'object' && within !== null && Object.hasOwn(within, key)
        ? (within as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}
