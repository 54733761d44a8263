import type { Caller } from '../request-context.js';
import type { Authenticator } from './authenticate.js';

/** Who asks, by the `Authorization` header; null for nobody in particular. Rejects with `RequestError`. */
export async function callerOf(
  authorization: string | null,
  authenticator: Authenticator | null,
): Promise<Caller | null> {
  if (!authenticator) return null;
  const known = authenticator.recall(authorization);
  return known === undefined ? authenticator.verify(authorization!) : known;
}
