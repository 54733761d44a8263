import { randomUUID } from 'node:crypto';
import type { Span } from '../kit/tracing/tracing.js';

/** What belongs to one request on its way through the gateway. */
export interface RequestContext {
  /** Names the request in logs, to subgraphs and to the client. */
  readonly requestId: string;
  /** Headers to forward to subgraphs, lower-case names; frozen. */
  readonly headers: Readonly<Record<string, string>>;
  /** The `Authorization` header, or `ApiKey` with the header `x-api-key`; null when there is neither. */
  readonly authorization: string | null;
  /** What the data is for, as the client states it by `x-purpose-of-use`; null when it does not. */
  readonly purpose: string | null;
  /** What the client says of itself; null where it says nothing. */
  readonly client: ClientIdentity;
  /** The address that it comes from, and the headers for its answer, name and value in turn; null where callers are not counted. */
  readonly address?: string | null;
  readonly answerHeaders?: string[] | null;
  /** Tells when the client has gone away. */
  readonly signal: Pick<AbortSignal, 'aborted'>;
  /** Of what its operations use, known once they are read; null while nothing of it is deprecated. */
  deprecation: Deprecation | null;
  /** What it asks for and who asks, for logs and metrics; known once that is read. */
  operation?: NamedOperation | null;
  caller?: Caller | null;
  /** The span of the request; null when it is not traced. */
  readonly span?: Span | null;
  /** What it asked of subgraphs; null where nobody wants to know. */
  readonly subgraphs?: SubgraphTally | null;
}

/** What is told of an operation. */
export interface NamedOperation {
  readonly name: string | null;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** SHA-256 of it without what a client wrote, in hexadecimal. */
  readonly hash: string;
}

/** How many requests to subgraphs have ended, and how long they took together. */
export interface SubgraphTally {
  requests: number;
  durationMs: number;
}

/** Since when something is deprecated, and when it goes; moments in milliseconds since 1970. */
export interface Deprecation {
  readonly sinceMs: number;
  /** Null where nobody says. */
  readonly sunsetMs: number | null;
}

/** The program that asks, by its own account. */
export interface ClientIdentity {
  readonly name: string | null;
  readonly version: string | null;
}

/** Who asks, as a verified token or a known key says. */
export interface Caller {
  readonly subject: string | null;
  readonly scopes: ReadonlySet<string>;
  /** Everything that the token says; nothing for a key. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** The scheme of a key in `authorization`. */
export const API_KEY_SCHEME = 'ApiKey';

/** What a client may call its request: nothing that would spoil a log or a header. */
const REQUEST_ID = /^[\w.:-]{1,128}$/;

/** The name of a request: the one that the client gave, if it can be used, else a new one. */
export function requestIdOf(given: unknown): string {
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}
