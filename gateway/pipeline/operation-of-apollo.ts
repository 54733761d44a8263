import type { GatewayGraphQLRequestContext, GatewayHTTPRequest } from '@apollo/server-gateway-interface';
import { requestIdOf } from '../request-context.js';
import type { OperationRequest } from './operation-request.js';

/** Gives the headers for subgraphs from the `contextValue` and the client's request, if it came by HTTP. */
export type SubgraphHeaders<Context> = (request: {
  readonly context: Context;
  readonly http: GatewayHTTPRequest | undefined;
}) => Readonly<Record<string, string>>;

/** What `ApolloServer` asks the gateway to execute: one answer, whatever is deferred. */
export function operationOf<Context>(
  { request, source, operationName, context }: GatewayGraphQLRequestContext,
  headers: SubgraphHeaders<Context> | undefined,
): OperationRequest {
  const { http } = request;
  const requestId = requestIdOf(http?.headers.get('x-request-id'));
  const given = headers?.({ context: context as Context, http }) ?? {};
  const named = Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    parameters: {
      query: source,
      operationName,
      variables: request.variables ?? null,
      extensions: null,
      documentId: null,
    },
    readOnly: false,
    streams: { deferred: null, events: null },
    planAsked: null,
    trace: null,
    watch: null,
    context: {
      requestId,
      headers: Object.freeze(Object.fromEntries([['x-request-id', requestId], ...named]) as Record<string, string>),
      authorization: null,
      purpose: null,
      client: { name: null, version: null },
      signal: { aborted: false },
      deprecation: null,
    },
  };
}
