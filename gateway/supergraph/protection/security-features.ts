import { SUPPRESS_IDENTITY } from '../../../kit/suppress-specification.js';
import type { CoreFeature } from './core-features.js';

/** The specifications `for: SECURITY` that the gateway enforces, with the newest version it knows of each. */
const ENFORCED: Readonly<Record<string, { readonly major: number; readonly minor: number }>> = {
  'https://specs.apollo.dev/authenticated': { major: 0, minor: 1 },
  'https://specs.apollo.dev/requiresScopes': { major: 0, minor: 1 },
  'https://specs.apollo.dev/policy': { major: 0, minor: 1 },
  'https://specs.apollo.dev/inaccessible': { major: 0, minor: 2 },
  'https://specs.apollo.dev/context': { major: 0, minor: 1 },
  [SUPPRESS_IDENTITY]: { major: 1, minor: 0 },
};

/**
 * What a supergraph asks to be kept that the gateway does not know how to keep, in words; null when there is nothing. To
 * serve it all the same would show what it hides.
 */
export function unknownProtection(features: readonly CoreFeature[]): string | null {
  const unknown = features.filter((feature) => feature.purpose === 'SECURITY' && !isEnforced(feature));
  if (unknown.length === 0) return null;
  const names = unknown.map(({ identity, version }) => `${identity}/v${version.major}.${version.minor}`);
  return `it protects data by ${names.join(' and ')}, which this gateway does not enforce`;
}

function isEnforced({ identity, version }: CoreFeature): boolean {
  const known = Object.hasOwn(ENFORCED, identity) ? ENFORCED[identity] : undefined;
  return known?.major === version.major && version.minor <= known.minor;
}
