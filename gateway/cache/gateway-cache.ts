import { createHeaderForwarding } from '../subgraph-client/forwarded-headers.js';
import type { CachingSettings } from './cache-rules.js';
import type { CacheStore } from './cache-store.js';
import { RequestCache, type CacheEvents, type RequestCacheOptions } from './request-cache.js';

export interface GatewayCacheOptions {
  readonly store: CacheStore;
  readonly settings: CachingSettings;
  /** Whether whole answers are kept too. */
  readonly keepsAnswers: boolean;
  /** The headers that are forwarded to subgraphs, in lower case. */
  readonly forwarded: readonly string[];
  /** Those of them that differ from request to request and change no answer. */
  readonly ignoredHeaders: readonly string[];
  readonly events: CacheEvents;
}

type RequestUse = Pick<RequestCacheOptions, 'isMutation' | 'allowsStale'>;

/** What is kept between requests. */
export interface GatewayCache extends GatewayCacheOptions {
  /** The names of the headers of requests on which answers depend. */
  readonly vary: string;
  /** Equal only for requests with equal forwarded headers. */
  readonly headersKey: (headers: Readonly<Record<string, string>>) => string;
  /** The caches for one request. */
  forRequest(headers: Readonly<Record<string, string>>, use: RequestUse): RequestCache;
}

export function createGatewayCache(options: GatewayCacheOptions): GatewayCache {
  const { store, forwarded, ignoredHeaders, events } = options;
  const forward = createHeaderForwarding(ignoredHeaders);
  const vary = ['accept', ...forwarded.filter((name) => !ignoredHeaders.includes(name))].join(', ');
  const headersKey = (headers: Readonly<Record<string, string>>) => forward(headers).key;
  return {
    ...options,
    vary,
    headersKey,
    forRequest: (headers, use) => new RequestCache({ store, headersKey: headersKey(headers), vary, events, ...use }),
  };
}
