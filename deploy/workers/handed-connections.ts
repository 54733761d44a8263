import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionSource } from '../../kit/http/connection-source.js';

/** The connections that another process accepts and sends to this one. */
export interface HandedConnections extends ConnectionSource {
  /** Takes one; undefined when the client was gone before it arrived. */
  take(socket: Socket | undefined): void;
  /** Must be called when no more will come: after `leave`, or when the other process is gone. */
  ended(): void;
}

/** `leave` asks the other process to send no more. */
export function createHandedConnections(leave: () => void): HandedConnections {
  const { promise, resolve } = Promise.withResolvers<void>();
  let server: Server | undefined;
  return {
    open(opened) {
      server = opened;
      // Begins to look after the times that clients may take.
      server.emit('listening');
    },
    take(socket) {
      if (socket) server!.emit('connection', socket);
    },
    async close() {
      leave();
      await promise;
    },
    ended: resolve,
  };
}
