import { isIP, type Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { buildConnector as Connectors } from 'undici';
import { isBypassed, openTunnel, type ForwardProxy } from './forward-proxy.js';
import { buildConnector } from './undici.js';

export interface ConnectorOptions {
  readonly timeoutMs: number;
  /** Whether a connection to this IP address may be used. */
  readonly isAddressAllowed: (address: string) => boolean;
  readonly tls?: TlsOptions;
  /** For connections over https; null for none. */
  readonly proxy: ForwardProxy | null;
}

/** Whom to trust over https, and who we are. */
export type TlsOptions = Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'passphrase'>;

/**
 * Makes connections, and drops them before anything is sent if the address that a name led to is not allowed. Checking
 * the name's addresses beforehand would not do: they may change in between. What a name leads to behind a proxy only the
 * proxy knows.
 */
export function createConnector(given: ConnectorOptions): Connectors.connector {
  const { timeoutMs, isAddressAllowed, tls, proxy } = given;
  const direct = buildConnector({ ...tls, timeout: timeoutMs });
  const connect = proxy ? throughProxy(direct, proxy, given) : direct;
  return (options, callback) =>
    connect(options, (...[error, socket]: [Error, null] | [null, Socket]) => {
      if (error !== null) return callback(error, null);
      if (isAddressAllowed(socket.remoteAddress ?? '')) return callback(null, socket);
      socket.destroy();
      callback(notAllowed(), null);
    });
}

function throughProxy(
  connect: Connectors.connector,
  proxy: ForwardProxy,
  { timeoutMs, isAddressAllowed }: ConnectorOptions,
): Connectors.connector {
  return (options, callback) => {
    const { hostname, port, protocol } = options;
    if (protocol !== 'https:' || isBypassed(hostname, proxy.bypass)) return connect(options, callback);
    if (isIP(hostname) !== 0 && !isAddressAllowed(hostname)) return callback(notAllowed(), null);
    openTunnel(proxy, { hostname, port: Number(port || 443) }, timeoutMs).then(
      (httpSocket) => connect({ ...options, httpSocket }, callback),
      (error: Error) => callback(error, null),
    );
  };
}

function notAllowed(): Error {
  return Object.assign(new Error('The address is not allowed'), { code: 'ADDRESS_NOT_ALLOWED' });
}
