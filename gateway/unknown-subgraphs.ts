import type { Log } from '../kit/log.js';
import type { GatewayConfig } from './config.js';

/**
 * Tells in the log of settings for subgraphs that the graph does not have, which may be misspelt: once, until others are.
 * Those of `subgraphUrls` are checked where they are used.
 */
export function createUnknownSubgraphsTeller(
  config: GatewayConfig,
  log: Log,
): (routes: ReadonlyMap<string, string>) => void {
  const named = namedSubgraphs(config);
  let told = '';
  return (routes) => {
    const settings = named.filter(({ subgraph }) => !routes.has(subgraph)).map(({ setting }) => setting);
    if (settings.join() === told) return;
    told = settings.join();
    if (settings.length > 0) log.warn({ settings }, 'Settings name subgraphs that the graph does not have');
  };
}

function namedSubgraphs({ subgraphs, cost, cache }: GatewayConfig) {
  const keyed = { subgraphs, 'cost.subgraphs': cost.subgraphs, 'cache.subgraphs': cache.subgraphs };
  const inKeys = cache.invalidationKeys.flatMap((key) => key.subgraphs).filter((name) => name !== '*');
  return [
    ...Object.entries(keyed).flatMap(([setting, of]) =>
      Object.keys(of).map((subgraph) => ({ setting: `${setting}.${subgraph}`, subgraph })),
    ),
    ...inKeys.map((subgraph) => ({ setting: `cache.invalidationKeys: ${subgraph}`, subgraph })),
  ];
}
