/** Values nested deeper become text by a recursion that ends at a few thousand levels, in an error for all of an answer. */
const LEVELS_MAX = 500;

/** Whether lists and objects of parsed JSON are nested deeper than anything that a subgraph has to say. */
export function isTooDeep(value: unknown, levels = LEVELS_MAX): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const item of Array.isArray(value) ? value : Object.values(value)) if (isTooDeep(item, levels - 1)) return true;
  return false;
}
