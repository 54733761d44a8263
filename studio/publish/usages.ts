import { askRegistry } from './registry.js';

/** What was used by whom in these days, as the registry adds it up. */
export const USAGE_DAYS = 30;

/** More are not asked about at once. */
export const USAGES_MAX = 100;

/** How often a client asked. */
export interface UsingClient {
  /** Null for one that does not say. */
  readonly name: string | null;
  readonly version: string | null;
  readonly requests: number;
  readonly lastSeen: string;
}

/**
 * Asks the registry in one request how much each of some coordinates was used, at most `USAGES_MAX`, in their order; with
 * a selection of the registry's type `Usage`. Rejects with `RegistryError`.
 */
export async function askUsages<Usage>(
  coordinates: readonly string[],
  selection: string,
  signal: AbortSignal,
): Promise<readonly Usage[]> {
  const query = `query ($coordinates: [String!]!, $days: Int!) {
    usagesOf(coordinates: $coordinates, days: $days) ${selection} }`;
  const variables = { coordinates: coordinates.slice(0, USAGES_MAX), days: USAGE_DAYS };
  return (await askRegistry<{ readonly usagesOf: readonly Usage[] }>(query, variables, signal)).usagesOf;
}
