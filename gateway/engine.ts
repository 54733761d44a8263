import type { HttpHandler } from '../kit/http/http-server.js';
import type { Log } from '../kit/log.js';
import type { GatewayConfig } from './config.js';
import type { Supergraph } from './supergraph/supergraph.js';
import type { GatewayEvents } from './telemetry/events.js';

export interface EngineOptions {
  readonly config: GatewayConfig;
  readonly log: Log;
  readonly events: GatewayEvents;
}

/** A supergraph and where its subgraphs are. */
export interface RoutedSupergraph {
  readonly supergraph: Supergraph;
  /** The URL of each subgraph. */
  readonly routes: ReadonlyMap<string, string>;
}

/** What answers GraphQL requests. */
export interface Engine {
  /**
   * Answers by this supergraph from now on; requests that have begun keep the one they began with. Rejects with
   * `SUPERGRAPH_INVALID` or `CONFIG_INVALID`, and then goes on as before. Never called twice at once.
   */
  load(graph: RoutedSupergraph): Promise<void>;
  /** Answers a request to `/graphql`, whatever its method. A supergraph must have been loaded. */
  readonly handle: HttpHandler;
  /** Answers requests below `/data`; null when there is nothing. A supergraph must have been loaded. */
  readonly data: HttpHandler | null;
  /** Ends what has no end of its own, and begins no more of it, so that the server can stop. */
  endSubscriptions(): void;
  stop(): Promise<void>;
}
