export function oneOf<T>(values: readonly T[], seed: number): T | undefined {
  return values[seed % values.length];
}

/** FNV-1a, 31 bits. */
export function hash(...parts: readonly string[]): number {
  let value = 0x811c9dc5;
  for (const char of parts.join('\u0000')) value = Math.imul(value ^ char.codePointAt(0)!, 0x01000193);
  return (value ^ (value >>> 15)) & 0x7fffffff;
}
