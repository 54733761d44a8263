import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { parse } from 'graphql';
import type { IncomingHttpHeaders } from 'node:http';
import { handleWithApollo } from '../../kit/http/apollo-http-handler.js';
import { NOTHING_FROM_OUTSIDE } from '../../kit/http/apollo-plugins.js';
import { createHttpServer, type HttpHandler } from '../../kit/http/http-server.js';

export interface SdlSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers?: GraphQLResolverMap<unknown>;
  /** Answers instead of GraphQL while it returns true. */
  readonly instead?: (...args: Parameters<HttpHandler>) => boolean;
}

export interface StartedSdlSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  /** The headers of every request so far. */
  readonly requests: readonly IncomingHttpHeaders[];
  stop(): Promise<void>;
}

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';

/** Starts a subgraph without a database on a free port: its SDL (without the link to federation) and resolvers. */
export async function startSdlSubgraph({
  name,
  sdl,
  resolvers = {},
  instead,
}: SdlSubgraph): Promise<StartedSdlSubgraph> {
  const requests: IncomingHttpHeaders[] = [];
  const typeDefs = parse(`${LINK}\n${sdl}`);
  const apollo = new ApolloServer({
    schema: buildSubgraphSchema([{ typeDefs, resolvers }]),
    plugins: [...NOTHING_FROM_OUTSIDE],
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: true,
  });
  await apollo.start();
  const http = createHttpServer({
    host: '127.0.0.1',
    port: 0,
    handler: async (request, response) => {
      requests.push(request.headers);
      if (instead?.(request, response)) return;
      await handleWithApollo(
        { server: apollo, context: async () => ({}), bodyLimitBytes: 1_000_000 },
        request,
        response,
      );
    },
    onError: () => undefined,
  });
  await http.start();
  return {
    name,
    sdl: `${LINK}\n${sdl}`,
    url: `${http.url()}/graphql`,
    requests,
    async stop() {
      await http.stop();
      await apollo.stop();
    },
  };
}
