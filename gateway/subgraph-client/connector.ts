import type { Socket } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import type { buildConnector as Connectors } from 'undici';
import { buildConnector } from './undici.js';

export interface ConnectorOptions {
  readonly timeoutMs: number;
  /** Whether a connection to this IP address may be used. */
  readonly isAddressAllowed: (address: string) => boolean;
  readonly tls?: TlsOptions;
}

/** Whom to trust over https, and who we are. */
export type TlsOptions = Pick<ConnectionOptions, 'ca' | 'cert' | 'key' | 'passphrase'>;

/**
 * Makes connections, and drops them before anything is sent if the address that a name led to is not allowed. Checking
 * the name's addresses beforehand would not do: they may change in between.
 */
export function createConnector({ timeoutMs, isAddressAllowed, tls }: ConnectorOptions): Connectors.connector {
  const connect = buildConnector({ ...tls, timeout: timeoutMs });
  return (options, callback) =>
    connect(options, (...[error, socket]: [Error, null] | [null, Socket]) => {
      if (error !== null) return callback(error, null);
      if (isAddressAllowed(socket.remoteAddress ?? '')) return callback(null, socket);
      socket.destroy();
      callback(Object.assign(new Error('The address is not allowed'), { code: 'ADDRESS_NOT_ALLOWED' }), null);
    });
}
