import { ApolloServer } from '@apollo/server';
import { handleWithApollo } from '../../kit/http/apollo-http-handler.js';
import { NOTHING_FROM_OUTSIDE } from '../../kit/http/apollo-plugins.js';
import { createHttpServer, type HttpHandler } from '../../kit/http/http-server.js';
import { sendError, sendJson } from '../../kit/http/send-json.js';
import type { Service } from '../../kit/life-cycle.js';
import type { MockSubgraph } from './mock-subgraph.js';

/** The gateway sends representations, hence more than a client would. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

export interface MockServerOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly mock: MockSubgraph;
  /** Answers instead while it returns true, as a subgraph that is unwell does. */
  readonly instead?: (...args: Parameters<HttpHandler>) => boolean;
  readonly onError: (error: unknown) => void;
}

export interface MockServer extends Service {
  /** `http://host:port/graphql`, known after `start`. */
  url(): string;
  /** Answers by another mock from now on. */
  replace(mock: MockSubgraph): Promise<void>;
}

/** A mock as a running subgraph. `start` throws `PORT_IN_USE` or `ADDRESS_UNAVAILABLE`. */
export function createMockServer({ host, port, mock, instead, onError }: MockServerOptions): MockServer {
  let apollo: ApolloServer | undefined;
  const http = createHttpServer({
    host,
    port,
    onError,
    handler: async (request, response) => {
      if (instead?.(request, response)) return;
      const path = (request.url ?? '/').split('?', 1)[0];
      if (path === '/health') return sendJson(response, 200, { status: 'ok' });
      if (path !== '/graphql') return sendError(response, 'NOT_FOUND', 'ask /graphql');
      const options = { server: apollo!, context: async () => ({}), bodyLimitBytes: BODY_LIMIT_BYTES };
      await handleWithApollo(options, request, response);
    },
  });
  const replace = async (next: MockSubgraph): Promise<void> => {
    const old = apollo;
    apollo = await opened(next);
    await old?.stop();
  };
  return {
    name: 'mock',
    url: () => `${http.url()}/graphql`,
    replace,
    async start() {
      await replace(mock);
      await http.start();
    },
    async stop() {
      await http.stop();
      await apollo?.stop();
    },
  };
}

async function opened({ schema, fieldResolver }: MockSubgraph): Promise<ApolloServer> {
  const apollo = new ApolloServer({
    schema,
    fieldResolver,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [...NOTHING_FROM_OUTSIDE],
  });
  await apollo.start();
  return apollo;
}
