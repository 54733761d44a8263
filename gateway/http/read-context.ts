import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressOf } from './client-address.js';
import type { BegunTrace } from '../../kit/tracing/tracing.js';
import { API_KEY_SCHEME, requestIdOf, type ClientIdentity, type RequestContext } from '../request-context.js';

const IDENTITY_LENGTH_MAX = 128;

/** One request with its response. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface ContextOptions {
  /** Headers to forward to subgraphs, in lower case. */
  readonly forwardedHeaders: readonly string[];
  /** Whether what callers use is counted. */
  readonly countsCallers: () => boolean;
  /** Whether what is asked of subgraphs is counted for each request. */
  readonly countsSubgraphs: boolean;
  /** Whether addresses are told where callers are not counted. */
  readonly tellsAddress: boolean;
  readonly addressOf: AddressOf;
}

/** Reads what belongs to a request from its headers. */
export function readContext(
  { request, response }: Exchange,
  { forwardedHeaders, countsSubgraphs, addressOf, ...options }: ContextOptions,
  traced: BegunTrace | null = null,
): RequestContext {
  const { headers } = request;
  const isCounted = options.countsCallers();
  const requestId = requestIdOf(headers['x-request-id']);
  const forwarded: Record<string, string> = { 'x-request-id': requestId };
  for (const name of forwardedHeaders) {
    const value = headers[name];
    if (typeof value === 'string' && name !== 'x-request-id') forwarded[name] = value;
  }
  if (traced) Object.assign(forwarded, traced.headers);
  return {
    requestId,
    headers: Object.freeze(forwarded),
    authorization: headers.authorization ?? apiKey(headers['x-api-key']),
    purpose: identity(headers['x-purpose-of-use']),
    address: isCounted || options.tellsAddress ? addressOf(request) : null,
    answerHeaders: isCounted ? [] : null,
    client: clientIdentity(headers),
    signal: new Presence(response),
    deprecation: null,
    operation: null,
    caller: null,
    span: traced === null ? null : traced.span,
    subgraphs: countsSubgraphs ? { requests: 0, durationMs: 0 } : null,
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
