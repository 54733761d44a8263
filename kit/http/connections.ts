import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** What is open on a server: requests being answered, and connections on which the next request may come at any moment. */
export interface Connections {
  /** Has every connection closed after the answer that it waits for, or that it asks for next. */
  tellToClose(): void;
  /** Whether there is any. */
  areOpen(): boolean;
  /** Whether a request is being answered. */
  areAnswering(): boolean;
  /** Whether no connection that waits for a request has shown itself for this long. */
  areIdleFor(ms: number): boolean;
}

/** Watches the connections of a server from its start on. */
export function watchConnections(server: Server): Connections {
  const open = new Set<Socket>();
  const answering = new Set<ServerResponse>();
  const idleSince = new Map<Socket, number>();
  let closing = false;

  server.on('connection', (socket: Socket) => {
    open.add(socket);
    idleSince.set(socket, Date.now());
    socket.once('close', () => {
      open.delete(socket);
      idleSince.delete(socket);
    });
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    answering.add(response);
    idleSince.delete(socket);
    if (closing) response.setHeader('connection', 'close');
    response.on('close', () => {
      answering.delete(response);
      if (!socket.destroyed) idleSince.set(socket, Date.now());
    });
  });

  return {
    tellToClose() {
      closing = true;
      for (const response of answering) {
        if (!response.headersSent) response.setHeader('connection', 'close');
      }
    },
    areOpen: () => open.size > 0,
    areAnswering: () => answering.size > 0,
    areIdleFor: (ms) => Date.now() - Math.max(0, ...idleSince.values()) >= ms,
  };
}
