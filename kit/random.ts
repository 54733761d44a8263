/**
 * Chance without state: the same parts always give the same number, so that a generated record does not depend on which
 * others were generated before it. FNV-1a over the parts, then the finaliser of MurmurHash3.
 */
export function hash(...parts: readonly (string | number)[]): number {
  let state = 0x811c9dc5;
  for (const part of parts) {
    const text = `${part}|`;
    for (let index = 0; index < text.length; index++) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** A whole number from `min` to `max`, both included. */
export function between(min: number, max: number, ...parts: readonly (string | number)[]): number {
  return min + (hash(...parts) % (max - min + 1));
}

/** True in about `share` of all cases, 0 to 1. */
export function chance(share: number, ...parts: readonly (string | number)[]): boolean {
  return hash(...parts) < share * 0x1_0000_0000;
}

/** One item of a list that is not empty. */
export function pick<Item>(list: readonly Item[], ...parts: readonly (string | number)[]): Item {
  return list[hash(...parts) % list.length]!;
}
