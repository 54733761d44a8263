import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { EngineUnderTest } from './engine.js';

const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** `ApolloGateway` behind `ApolloServer`, as they come. */
export const stockEngine: EngineUnderTest = {
  name: 'stock',
  async start(supergraphSdl, urls) {
    // Read by the constructor.
    process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
    const gateway = new ApolloGateway({
      supergraphSdl,
      buildService: ({ name }) => new RemoteGraphQLDataSource({ url: urls.get(name) ?? '' }),
      logger: SILENT,
    });
    const server = new ApolloServer({
      gateway,
      introspection: true,
      includeStacktraceInErrorResponses: false,
      stopOnTerminationSignals: false,
      logger: SILENT,
    });
    const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
    return { url, stop: () => server.stop() };
  },
};

function ignore(): void {}
