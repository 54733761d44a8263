import type { Explanation } from './explanation.js';

/** Every code that a finding can have. */
export const EXPLANATIONS: ReadonlyMap<string, Explanation> = new Map();

/** What a code means; undefined for one that there is not. */
export function explanationOf(code: string): Explanation | undefined {
  return EXPLANATIONS.get(code);
}
