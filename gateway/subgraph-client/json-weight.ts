/** Bodies below this are parsed in a few milliseconds whatever they hold. */
const WEIGHED_BYTES = 256 * 1024;
const WEIGHTS = new Uint8Array(256);
WEIGHTS[','.charCodeAt(0)] = 1;
WEIGHTS['{'.charCodeAt(0)] = 3;
WEIGHTS['['.charCodeAt(0)] = 3;

/**
 * Whether a body would hold the event loop for long when parsed: the time goes by its values, not by its bytes. Counts
 * 3 for an object or list and 1 for a comma, those within strings too.
 */
export function isTooHeavy(body: Uint8Array, limit: number): boolean {
  if (body.length < WEIGHED_BYTES) return false;
  let weight = 0;
  for (let i = 0; i < body.length; i++) weight += WEIGHTS[body[i]!]!;
  return weight > limit;
}
