import { ApolloServer } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { handleWithApollo } from '../../kit/http/apollo-http-handler.js';
import { NOTHING_FROM_OUTSIDE } from '../../kit/http/apollo-plugins.js';
import { createHttpServer } from '../../kit/http/http-server.js';
import { sendError, sendJson } from '../../kit/http/send-json.js';
import type { Service } from '../../kit/life-cycle.js';
import type { Log } from '../../kit/log.js';
import type { SigningKey } from '../../kit/request-signature.js';
import { tracedHandler } from '../../kit/tracing/traced-handler.js';
import type { Tracing } from '../../kit/tracing/tracing.js';
import { bodySigning, type BodySigning } from './body-signing.js';
import { withoutValue } from './without-value.js';

/** The gateway sends entity representations, hence more than a client would. */
const BODY_LIMIT_BYTES = 8 * 1024 * 1024;

export interface GraphqlServiceOptions<Context extends object> {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  /** Made when it starts. */
  readonly schema: () => GraphQLSchema;
  /** What resolvers receive; made for each request. */
  readonly context: () => Promise<Context>;
  readonly isReady: () => Promise<boolean>;
  /** Keys of the gateways that may ask; none lets everybody. */
  readonly signingKeys?: readonly SigningKey[] | undefined;
  /** Null while nothing is traced. */
  readonly tracing?: () => Tracing | null;
}

/** A service that answers GraphQL. */
export interface GraphqlService extends Service {
  /** `http://host:port/graphql`, known after `start`. */
  url(): string;
}

/** A schema as a running service: GraphQL at `/graphql`, health paths, errors that tell nothing of the inside. */
export function createGraphqlService<Context extends object>(options: GraphqlServiceOptions<Context>): GraphqlService {
  const { name, host, port, log, context, tracing = () => null } = options;
  let apollo: ApolloServer<Context> | undefined;
  const signing = bodySigning(name, options.signingKeys ?? [], log);
  const isReady = async () => !http.stopping() && options.isReady();
  const http = createHttpServer({
    host,
    port,
    handler: tracedHandler(tracing, '/graphql', (request, response) =>
      route(request, response, { apollo: apollo!, context, signing, isReady }),
    ),
    onError: (error) => log.error({ err: error }, 'Request failed'),
  });
  return {
    name,
    url: () => `${http.url()}/graphql`,
    async start() {
      apollo = createApollo<Context>(options.schema(), log);
      await apollo.start();
      await http.start();
    },
    async stop() {
      await http.stop();
      await apollo?.stop();
    },
  };
}

function createApollo<Context extends object>(schema: GraphQLSchema, log: Log): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    plugins: [...NOTHING_FROM_OUTSIDE],
    formatError: (formatted, error) => safeError(formatted, error, log),
    logger: log,
  });
}

/** Lets errors through that were made for the client; everything else is logged and becomes "Internal error". */
function safeError(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  if (original instanceof GraphQLError || formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') {
    return { ...formatted, message: withoutValue(formatted.message) };
  }
  log.error({ err: original, path: formatted.path }, 'Resolver failed');
  return { ...formatted, message: 'Internal error' };
}

interface Parts<Context extends object> {
  readonly apollo: ApolloServer<Context>;
  readonly context: () => Promise<Context>;
  readonly signing: BodySigning;
  readonly isReady: () => Promise<boolean>;
}

async function route<Context extends object>(
  request: IncomingMessage,
  response: ServerResponse,
  { apollo, context, signing, isReady }: Parts<Context>,
): Promise<void> {
  const path = (request.url ?? '/').split('?', 1)[0];
  switch (path) {
    case '/graphql':
      return handleWithApollo(
        { server: apollo, context, bodyLimitBytes: BODY_LIMIT_BYTES, checkBody: signing(request) },
        request,
        response,
      );
    case '/health':
    case '/health/live':
      return sendJson(response, 200, { status: 'ok' });
    case '/health/ready':
      return sendReadiness(response, await isReady());
    default:
      return sendError(response, 'NOT_FOUND', 'ask /graphql');
  }
}

function sendReadiness(response: ServerResponse, ready: boolean): void {
  sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
}
