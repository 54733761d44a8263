import { HeaderMap, type ApolloServer, type BaseContext, type HTTPGraphQLResponse } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readJsonBody, type BodyCheck } from './read-json-body.js';
import { refuseBody } from './refuse-body.js';

export interface ApolloHttpOptions<Context extends BaseContext> {
  readonly server: ApolloServer<Context>;
  readonly context: (request: IncomingMessage) => Promise<Context>;
  readonly bodyLimitBytes: number;
  /** Default takes every body. */
  readonly checkBody?: BodyCheck;
}

/** Answers one request with an `ApolloServer`: reads the body under a limit, parses it, and streams what comes back. */
export async function handleWithApollo<Context extends BaseContext>(
  { server, context, bodyLimitBytes, checkBody }: ApolloHttpOptions<Context>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readJsonBody(request, bodyLimitBytes, checkBody);
  if (body.kind === 'refused') return refuseBody(request, response, body);
  const url = new URL(request.url ?? '/', 'http://localhost');
  const result = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: (request.method ?? 'GET').toUpperCase(),
      headers: headerMap(request),
      search: url.search,
      body: body.kind === 'json' ? body.value : undefined,
    },
    context: () => context(request),
  });
  await send(response, result);
}

function headerMap(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

async function send(response: ServerResponse, { status, headers, body }: HTTPGraphQLResponse): Promise<void> {
  for (const [name, value] of headers) response.setHeader(name, value);
  response.statusCode = status ?? 200;
  if (body.kind === 'complete') response.end(body.string);
  else await pipeline(Readable.from(body.asyncIterator), response);
}
