import type { GraphQLSchema } from 'graphql';
import type { HttpHandler } from '../kit/http/http-server.js';
import type { Log } from '../kit/log.js';
import type { GatewayConfig } from './config.js';
import type { Caller } from './request-context.js';
import type { TokenIssuer } from './token-issuer.js';
import type { Supergraph } from './supergraph/supergraph.js';
import type { GatewayEvents } from './telemetry/events.js';

export interface EngineOptions {
  readonly config: GatewayConfig;
  readonly log: Log;
  readonly events: GatewayEvents;
  /** Trusted besides those that the settings name. */
  readonly ownIssuer?: TokenIssuer | null;
}

/** A supergraph and where its subgraphs are. */
export interface RoutedSupergraph {
  readonly supergraph: Supergraph;
  /** The URL of each subgraph. */
  readonly routes: ReadonlyMap<string, string>;
}

/** A supergraph in use, with what clients see of it. */
export interface LoadedGraph {
  readonly supergraph: Supergraph;
  readonly schema: GraphQLSchema;
  readonly loadedAt: Date;
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
  /** Answers requests to `/cache/invalidate`; null when nothing is kept, or nobody has a key. */
  readonly invalidate: HttpHandler | null;
  /** What was loaded last; null where the engine does not tell. */
  loaded(): LoadedGraph | null;
  /** Who asks, by the `Authorization` header; null for nobody in particular. Rejects with `RequestError`. */
  callerOf(authorization: string | null): Promise<Caller | null>;
  /** Rejects with `RequestError` unless a caller may read the schema, by the `Authorization` header. */
  assertMayIntrospect(authorization: string | null): Promise<void>;
  /** Ends what has no end of its own, and begins no more of it, so that the server can stop. */
  endSubscriptions(): void;
  stop(): Promise<void>;
}
