import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { OperationParameters } from './operation-request.js';
import { requestError, type RequestError } from './request-error.js';

export interface DocumentStoreOptions {
  /** Documents that are known from the start, by their identifiers. */
  readonly trusted: ReadonlyMap<string, string>;
  /** Whether nothing but trusted documents is run. */
  readonly trustedOnly: boolean;
  /** Whether clients may leave documents here, to send hashes alone later. */
  readonly automatic: boolean;
  /** How many bytes documents of clients may take. */
  readonly automaticBytes: number;
}

/** The document that a request means. */
export interface LoadedDocument {
  readonly text: string;
  /** The hash under which the client wants it kept, once it has proved valid. */
  readonly keepAs: string | null;
}

/** Finds documents by their text, their identifier or their hash. */
export interface DocumentStore {
  /** Throws `RequestError`. */
  load(parameters: OperationParameters): LoadedDocument;
  keep(hash: string, text: string): void;
}

const HASH = /^[0-9a-f]{64}$/;

/**
 * Makes a store of trusted documents, and of those that clients leave here by the protocol of automatic persisted queries
 * (https://www.apollographql.com/docs/apollo-server/performance/apq). An identifier is `sha256:` and a hash, as
 * https://github.com/graphql/graphql-over-http/blob/main/spec/Appendix%20A%20--%20Persisted%20Documents.md says, or any
 * name of a trusted document.
 */
export function createDocumentStore(options: DocumentStoreOptions): DocumentStore {
  const { trusted, trustedOnly, automatic } = options;
  const trustedTexts = new Set(trusted.values());
  const left = new LRUCache<string, string>({
    maxSize: options.automaticBytes,
    sizeCalculation: (text) => 2 * text.length + 200,
  });

  const loadById = (id: string): LoadedDocument => {
    const name = id.startsWith('sha256:') ? id.slice('sha256:'.length) : id;
    const text = trusted.get(id) ?? trusted.get(name) ?? (trustedOnly ? undefined : left.get(name));
    if (text === undefined)
      throw requestError(404, 'PERSISTED_QUERY_NOT_IN_LIST', 'There is no document with this documentId');
    return { text, keepAs: null };
  };

  const loadByHash = (sha256: string, query: string | null): LoadedDocument => {
    const known = trusted.get(sha256) ?? (trustedOnly ? undefined : left.get(sha256));
    if (known !== undefined && (query === null || query === known)) return { text: known, keepAs: null };
    if (trustedOnly) throw query === null ? notInList() : notTrusted();
    // Clients know these two messages.
    if (!automatic) throw requestError(200, 'PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
    if (query === null) throw requestError(200, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
    if (hash('sha256', query) !== sha256) throw badRequest('The hash of the persisted query is not that of its text');
    return { text: query, keepAs: sha256 };
  };

  return {
    load({ query, extensions, documentId }) {
      const persisted = extensions === null ? undefined : extensions['persistedQuery'];
      if (documentId !== null) {
        if (query !== null) throw badRequest('The request has a query and a documentId. Send one of them');
        return loadById(documentId);
      }
      if (persisted !== undefined && persisted !== null) return loadByHash(hashOf(persisted), query);
      if (query === null || query === '') throw badRequest('The request has no query');
      if (trustedOnly && !trustedTexts.has(query)) throw notTrusted();
      return { text: query, keepAs: null };
    },
    keep: (sha256, text) => void left.set(sha256, text),
  };
}

function hashOf(persisted: unknown): string {
  const { version, sha256Hash } = Object(persisted) as { version?: unknown; sha256Hash?: unknown };
  if (version !== 1) throw badRequest('The version of the persisted query must be 1');
  if (typeof sha256Hash !== 'string' || !HASH.test(sha256Hash))
    throw badRequest('sha256Hash of the persisted query must be 64 hexadecimal digits');
  return sha256Hash;
}

function notInList(): RequestError {
  return requestError(404, 'PERSISTED_QUERY_NOT_IN_LIST', 'There is no trusted document with this hash');
}

function notTrusted(): RequestError {
  return requestError(403, 'QUERY_NOT_IN_SAFELIST', 'Only trusted documents are run here, and this is none of them');
}

function badRequest(message: string): RequestError {
  return requestError(400, 'BAD_REQUEST', message);
}
