import { plainHost } from '../kit/outbound-address.js';
import type { GatewayConfig } from './config.js';
import type { EngineOptions } from './engine.js';
import { publishedAddresses } from './subgraph-client/published-addresses.js';
import type { SubgraphClientOptions } from './subgraph-client/subgraph-client.js';
import { subgraphTlsOf } from './subgraph-client/subgraph-tls.js';

/** Headers in which requests of the same meaning differ. */
export const HEADERS_OF_ONE_REQUEST = ['x-request-id', 'traceparent', 'tracestate', 'baggage'];

/** How subgraphs are asked that are at these addresses, as the settings have it. */
export function subgraphClientOptions({
  config,
  events,
}: Pick<EngineOptions, 'config' | 'events'>): (routes: ReadonlyMap<string, string>) => SubgraphClientOptions {
  const { subgraphDefaults, subgraphs, dedupe, proxy, subgraphSigning } = config;
  const tls = subgraphTlsOf(config.subgraphTls);
  const { url: proxyUrl, bypass } = proxy;
  return (routes) => ({
    subgraphs: [...routes].map(([name, url]) => ({
      name,
      url,
      limits: subgraphs[name] ?? {},
      signingKey: (subgraphSigning.subgraphs[name] ?? subgraphSigning.keys)?.[0] ?? null,
    })),
    limits: subgraphDefaults,
    dedupe: dedupe.fetches,
    readsFreshness: config.cache.enabled,
    dedupeIgnoresHeaders: HEADERS_OF_ONE_REQUEST,
    proxy: proxyUrl === null ? null : { url: proxyUrl, bypass },
    ...(tls && { tls }),
    ...(config.registry.url !== null && { isAddressAllowed: publishedAddresses(hostsOf(config)) }),
    onEvent: events.subgraphEvent,
  });
}

/** Hosts and networks that the operator names: to be allowed, or as where a subgraph is. */
function hostsOf({ registry, subgraphUrls }: GatewayConfig): string[] {
  return [...registry.allowedHosts, ...Object.values(subgraphUrls).map((url) => plainHost(new URL(url)))];
}
