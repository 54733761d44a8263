import type { RequestContext } from '../request-context.js';

/**
 * The headers, as names and values in turn, that tell a client that it uses what is deprecated: `deprecation` (RFC 9745)
 * with the moment since when, and `sunset` (RFC 8594) with the one at which it goes, if that is known.
 */
export function deprecationHeaders({ deprecation }: Pick<RequestContext, 'deprecation'>): readonly string[] {
  if (deprecation === null) return NONE;
  const { sinceMs, sunsetMs } = deprecation;
  const since = ['deprecation', `@${Math.floor(sinceMs / 1_000)}`];
  return sunsetMs === null ? since : [...since, 'sunset', new Date(sunsetMs).toUTCString()];
}

const NONE: readonly string[] = [];
