import { createServer, type Server } from 'node:net';
import { JoineryError } from '../errors.js';

export interface Address {
  readonly host: string;
  readonly port: number;
  /** The setting that chooses the port, named in errors. */
  readonly setting?: string;
}

/** So many connections wait to be accepted, if the system lets them; the next one's client would try again a second later. */
const BACKLOG = 4_096;

/** Makes a server listen. Throws `PORT_IN_USE` or `ADDRESS_UNAVAILABLE`. */
export async function listen(server: Server, address: Address): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(listenError(error, address));
    server.once('error', fail);
    server.listen({ port: address.port, host: address.host, backlog: BACKLOG }, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

/**
 * Finds out whether all these addresses could be listened on at once, and leaves them free. Throws `PORT_IN_USE` or
 * `ADDRESS_UNAVAILABLE`.
 */
export async function assertCanListen(addresses: readonly Address[]): Promise<void> {
  const servers: Server[] = [];
  try {
    for (const address of addresses) {
      const server = createServer();
      await listen(server, address);
      servers.push(server);
    }
  } finally {
    for (const server of servers) await new Promise((resolve) => server.close(resolve));
  }
}

function listenError(error: NodeJS.ErrnoException, { host, port, setting }: Address): Error {
  const choice = setting === undefined ? '' : ` by ${setting}`;
  if (error.code === 'EADDRINUSE') {
    return new JoineryError(
      'PORT_IN_USE',
      `port ${port} on ${host} is in use. Stop what uses it or choose another port${choice}`,
    );
  }
  if (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new JoineryError(
      'ADDRESS_UNAVAILABLE',
      `${host} port ${port} (${error.code}). Choose another host or port${choice}`,
    );
  }
  return error;
}
