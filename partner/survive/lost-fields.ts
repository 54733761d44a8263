/** What an answer loses. */
export type Loss =
  | { readonly kind: 'nothing' }
  /** Paths of response names, without positions in lists; what is below them is lost too. */
  | { readonly kind: 'fields'; readonly fields: readonly string[] }
  | { readonly kind: 'everything' };

/** What of an answer is missing in another one to the same operation. Nothing is left when only names of types are. */
export function lossBetween(whole: unknown, rest: unknown): Loss {
  const lost = new Set<string>();
  compare(whole, rest, [], lost);
  if (lost.size === 0) return { kind: 'nothing' };
  return hasValue(rest) ? { kind: 'fields', fields: [...lost].sort() } : { kind: 'everything' };
}

/** What is lost in either case. */
export function joinLosses(one: Loss, other: Loss): Loss {
  if (one.kind === 'everything' || other.kind === 'nothing') return one;
  if (other.kind === 'everything' || one.kind === 'nothing') return other;
  const all = [...new Set([...one.fields, ...other.fields])].sort();
  return { kind: 'fields', fields: all.filter((field) => !all.some((above) => field.startsWith(`${above}.`))) };
}

function compare(whole: unknown, rest: unknown, path: readonly string[], lost: Set<string>): void {
  if (whole === null || whole === undefined) return;
  if (rest === null || rest === undefined) {
    lost.add(path.join('.'));
  } else if (Array.isArray(whole)) {
    const items = Array.isArray(rest) ? rest : [];
    if (items.length < whole.length) lost.add(path.join('.'));
    else whole.forEach((item, i) => compare(item, items[i], path, lost));
  } else if (typeof whole === 'object') {
    for (const [name, value] of Object.entries(whole))
      compare(value, (rest as Record<string, unknown>)[name], [...path, name], lost);
  }
}

function hasValue(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (Array.isArray(value)) return value.some(hasValue);
  if (typeof value !== 'object') return true;
  return Object.entries(value).some(([name, inner]) => name !== '__typename' && hasValue(inner));
}
