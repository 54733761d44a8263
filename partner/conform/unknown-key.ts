import type { Representation } from './known-entities.js';

/** A representation of the same form whose key nobody has; `salt` makes it differ from others. */
export function unknownKey({ __typename, ...key }: Representation, salt = 0): Representation {
  return { ...(unlike(key, salt) as Record<string, unknown>), __typename };
}

function unlike(value: unknown, salt: number): unknown {
  if (typeof value === 'number') return 2_147_480_000 + salt;
  if (typeof value === 'string') return unlikeText(value, salt);
  if (Array.isArray(value)) return value.map((item) => unlike(item, salt));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unlike(inner, salt)]));
}

/** The same signs by their kind, so that a scalar that checks its form takes it; dates and enums are left as they are. */
function unlikeText(text: string, salt: number): string {
  if (/^\d{4}-\d{2}-\d{2}/.test(text) || /^[A-Z]+(_[A-Z]+)+$/.test(text)) return text;
  const changed = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text)
    ? `${'f'.repeat(8)}-ffff-4fff-bfff-${'f'.repeat(12)}`
    : text.replaceAll(/[0-9]/g, '9').replaceAll(/[A-Z]/g, 'Q').replaceAll(/[a-z]/g, 'q');
  const digits = String(salt);
  return salt > 0 && changed.length > digits.length ? `${changed.slice(0, -digits.length)}${digits}` : changed;
}
