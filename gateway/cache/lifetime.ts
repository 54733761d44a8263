import type { Freshness } from '../subgraph-client/freshness.js';
import type { PartCaching } from './part-caching.js';

/** How long an answer counts from now, in seconds. */
export interface Lifetime {
  readonly maxAgeSeconds: number;
  readonly staleIfErrorSeconds: number;
  readonly isPrivate: boolean;
}

const SILENT: Freshness = { maxAgeSeconds: null, isPrivate: false, staleIfErrorSeconds: null };

/** The shortest of what the schema, the subgraph and the operator say of an answer. */
export function lifetimeOf(
  { policy, settings, longestSeconds }: Pick<PartCaching, 'policy' | 'settings' | 'longestSeconds'>,
  freshness: Freshness = SILENT,
): Lifetime {
  const said = freshness.maxAgeSeconds ?? policy.maxAgeSeconds ?? settings.maxAgeSeconds;
  const isUsable = settings.enabled && !policy.isGuarded;
  const limits = [said, policy.maxAgeSeconds ?? Infinity, policy.atMostSeconds, longestSeconds];
  return {
    maxAgeSeconds: isUsable ? Math.min(...limits) : 0,
    staleIfErrorSeconds: Math.min(settings.staleIfErrorSeconds, freshness.staleIfErrorSeconds ?? Infinity),
    isPrivate: policy.isPrivate || freshness.isPrivate,
  };
}
