import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { API_KEY_SCHEME, requestIdOf, type ClientIdentity, type RequestContext } from '../request-context.js';

const IDENTITY_LENGTH_MAX = 128;

/** One request with its response. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * Reads what belongs to a request from its headers; `forward` names those for subgraphs, in lower case. Where callers are
 * counted it holds their address too.
 */
export function readContext(
  { request, response }: Exchange,
  forward: readonly string[],
  isCounted = false,
): RequestContext {
  const { headers } = request;
  const requestId = requestIdOf(headers['x-request-id']);
  const forwarded: Record<string, string> = { 'x-request-id': requestId };
  for (const name of forward) {
    const value = headers[name];
    if (typeof value === 'string' && name !== 'x-request-id') forwarded[name] = value;
  }
  return {
    requestId,
    headers: Object.freeze(forwarded),
    authorization: headers.authorization ?? apiKey(headers['x-api-key']),
    purpose: identity(headers['x-purpose-of-use']),
    address: isCounted ? (request.socket.remoteAddress ?? null) : null,
    answerHeaders: isCounted ? [] : null,
    client: clientIdentity(headers),
    signal: new Presence(response),
    deprecation: null,
  };
}

function clientIdentity(headers: IncomingHttpHeaders): ClientIdentity {
  return {
    name: identity(headers['apollographql-client-name'] ?? headers['graphql-client-name']),
    version: identity(headers['apollographql-client-version'] ?? headers['graphql-client-version']),
  };
}

/** A key is what an `Authorization` header would say. */
function apiKey(value: string | string[] | undefined): string | null {
  return typeof value === 'string' ? `${API_KEY_SCHEME} ${value}` : null;
}

function identity(value: string | string[] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, IDENTITY_LENGTH_MAX) : null;
}

/** Knows whether the client is still there, at no cost until it is asked. */
class Presence {
  readonly #response: ServerResponse;

  constructor(response: ServerResponse) {
    this.#response = response;
  }

  get aborted(): boolean {
    return this.#response.destroyed;
  }
}
