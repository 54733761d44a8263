import { JoineryError } from '../../kit/errors.js';
import { isInternalHost, plainHost } from '../../kit/outbound-address.js';

/** Where a subgraph is. */
export interface Endpoint {
  readonly origin: string;
  readonly host: string;
  /** Path and query. */
  readonly path: string;
  /** Whether it is on this machine or in a private network. */
  readonly isNearby: boolean;
}

/** Reads the URL of a subgraph. Throws `CONFIG_INVALID` unless it is http or https, without user and password. */
export function readEndpoint(subgraph: string, url: string): Endpoint {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.username !== '' || parsed.password !== '') {
    throw new JoineryError(
      'CONFIG_INVALID',
      `the URL of the subgraph ${subgraph} must be http or https, without user and password`,
    );
  }
  const host = plainHost(parsed);
  return { origin: parsed.origin, host, path: parsed.pathname + parsed.search, isNearby: isInternalHost(host) };
}
