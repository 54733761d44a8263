import type { buildConnector } from 'undici';
import type { SigningKey } from '../../kit/request-signature.js';
import { createConnector } from './connector.js';
import { isNotLinkLocal } from '../../kit/outbound-address.js';
import { readEndpoint, type Endpoint } from './endpoint.js';
import { DEFAULT_LIMITS, type SubgraphLimits } from './limits.js';
import type { SubgraphClientOptions } from './options.js';

/** Where a subgraph is, how to connect to it, and what it may use. */
export interface Route {
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly limits: SubgraphLimits;
  readonly connector: buildConnector.connector;
  /** Signs every request; null for none. */
  readonly signingKey: SigningKey | null;
}

/** A route for each subgraph. Throws `CONFIG_INVALID` for a URL that is not http or https. */
export function readRoutes({ subgraphs, ...options }: SubgraphClientOptions): Route[] {
  const { isAddressAllowed: isAllowed = isNotLinkLocal, tls, proxy = null } = options;
  return subgraphs.map((target) => {
    const limits = { ...DEFAULT_LIMITS, ...options.limits, ...target.limits };
    const timeoutMs = limits.connectTimeoutMs;
    const endpoint = readEndpoint(target.name, target.url);
    const isAddressAllowed = (address: string) => isAllowed(address, endpoint.host);
    const connector = createConnector({ timeoutMs, isAddressAllowed, proxy, ...(tls && { tls }) });
    return { name: target.name, endpoint, limits, connector, signingKey: target.signingKey ?? null };
  });
}
