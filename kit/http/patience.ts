import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http';

/** How long a client may take, in milliseconds. */
export interface Patience {
  /** For the headers of a request, from its connection or its first byte on. */
  readonly headersMs: number;
  /** For a whole request. */
  readonly requestMs: number;
  /** For taking an answer, from when its last byte was ready. */
  readonly answerMs: number;
}

export const DEFAULT_PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000, answerMs: 60_000 };

const CHECK_MS_MAX = 5_000;

/** The options of a server that waits so long for requests. */
export function patientServerOptions({ headersMs, requestMs }: Patience): ServerOptions {
  return {
    headersTimeout: Math.min(headersMs, requestMs),
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(CHECK_MS_MAX, Math.ceil(headersMs / 2)),
  };
}

/** Cuts the connections of clients that ask and do not take the answer, since it stays in memory until they do. */
export function cutSlowReaders(server: Server, { answerMs }: Patience): void {
  server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    response.on('prefinish', () => {
      // Nearly always the kernel has taken all of it already.
      if (response.writableLength === 0) return;
      const timer = setTimeout(() => response.destroy(), answerMs).unref();
      response.once('close', () => clearTimeout(timer));
    });
  });
}
