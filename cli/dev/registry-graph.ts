import type { LiveGraph } from '../../partner/dev/live-graph.js';
import { LIVE_SUBGRAPHS } from '../registry-client/operations.js';
import type { RegistryClient } from '../registry-client/registry-client.js';

interface LiveSubgraphs {
  readonly subgraphs: readonly {
    readonly name: string;
    readonly live: { readonly number: number; readonly sdl: string; readonly routingUrl: string } | null;
  }[];
}

const POLL_MS = 5_000;

/** The graph that a registry has live, with the schemas as they were published. */
export function liveGraphOfRegistry(registry: RegistryClient): LiveGraph {
  return {
    source: registry.config.url,
    pollMs: POLL_MS,
    async read() {
      const { subgraphs } = await registry.ask<LiveSubgraphs>(LIVE_SUBGRAPHS);
      return subgraphs.flatMap(({ name, live }) =>
        live === null
          ? []
          : [{ name, url: live.routingUrl, sdl: live.sdl, source: `${name} (live, version ${live.number})` }],
      );
    },
  };
}
