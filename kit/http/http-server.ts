import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConnectionSource } from './connection-source.js';
import { watchConnections, type Connections } from './connections.js';
import { endListening } from './end-listening.js';
import { listen } from './listen.js';
import { createServer } from './node-http.js';
import { cutSlowReaders, DEFAULT_PATIENCE, patientServerOptions, type Patience } from './patience.js';
import { sendError } from './send-json.js';
import { stopGracefully } from './stop-gracefully.js';

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServerOptions {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Gives it connections to `host` and `port`, instead of it listening there. */
  readonly source?: ConnectionSource | undefined;
  /** Size of the headers of a request; 16 KiB unless given. */
  readonly headerLimitBytes?: number;
  /** How long clients may take; `DEFAULT_PATIENCE` unless given. */
  readonly patience?: Patience;
  readonly handler: HttpHandler;
  /** Called with what a handler threw; the client gets a plain 500. */
  readonly onError: (error: unknown) => void;
}

export interface HttpServer {
  /** `http://host:port`, known after `start`. */
  url(): string;
  /** Whether `stop` has been called; what asks for readiness should be told no. */
  stopping(): boolean;
  /** Throws `PORT_IN_USE` or `ADDRESS_UNAVAILABLE`. */
  start(): Promise<void>;
  /**
   * Tells open connections to close after their next answer, lets accepted requests finish, and cuts what is left after
   * `drainMs`.
   */
  stop(drainMs?: number): Promise<void>;
}

/** Longer than a load balancer keeps a connection, so that it is never the server that closes under a new request. */
const KEEP_ALIVE_MS = 65_000;
const HEADER_LIMIT_BYTES = 16 * 1024;
const DRAIN_MS = 10_000;

/** A plain HTTP server with timeouts against slow clients and a stop that loses no accepted request. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  let server: Server | undefined;
  let connections: Connections | undefined;
  let isAccepting = false;
  let stopped: Promise<void> | undefined;

  return {
    url: () => `http://${reachable(options.host)}:${(server?.address() as AddressInfo | null)?.port ?? options.port}`,
    stopping: () => stopped !== undefined,
    async start() {
      const { headerLimitBytes = HEADER_LIMIT_BYTES, patience = DEFAULT_PATIENCE } = options;
      server = createServer({
        ...patientServerOptions(patience),
        keepAliveTimeout: KEEP_ALIVE_MS,
        maxHeaderSize: headerLimitBytes,
        // It would be refused without a body.
        requireHostHeader: false,
      });
      cutSlowReaders(server, patience);
      connections = watchConnections(server, (request, response) => answer(options, request, response));
      // What else a client expects is not promised by answering it.
      server.on('checkExpectation', (request, response) => server!.emit('request', request, response));
      await (options.source ? options.source.open(server) : listen(server, options));
      isAccepting = true;
    },
    async stop(drainMs = DRAIN_MS) {
      if (!server || !connections || !isAccepting) return;
      const endAccepting = () => (options.source ? options.source.close() : endListening(server!));
      await (stopped ??= stopGracefully(server, connections, { drainMs, endAccepting }));
    },
  };
}

function answer({ handler, onError }: HttpServerOptions, request: IncomingMessage, response: ServerResponse): void {
  if (hasHostProblem(request)) return refuseHost(response);
  takeAddress(request);
  handler(request, response).catch((error: unknown) => {
    // A client that went away is no failure of the handler.
    if (response.destroyed) return;
    onError(error);
    if (response.headersSent) response.destroy();
    else sendError(response, 'INTERNAL_SERVER_ERROR');
  });
}

function hasHostProblem({ headers, rawHeaders, httpVersion }: IncomingMessage): boolean {
  if (headers.host === undefined) return httpVersion === '1.1';
  return rawHeaders.filter((name, i) => i % 2 === 0 && name.length === 4 && name.toLowerCase() === 'host').length > 1;
}

function refuseHost(response: ServerResponse): void {
  response.setHeader('connection', 'close');
  sendError(response, 'BAD_REQUEST', 'it must have one header host');
}

/** Some say the whole address, whose host counts then: https://www.rfc-editor.org/rfc/rfc9112#name-absolute-form */
function takeAddress(request: IncomingMessage): void {
  const { url = '/' } = request;
  const [start, host] = url.startsWith('/') ? [] : (/^https?:\/\/([^/?#]+)/i.exec(url) ?? []);
  if (start === undefined || host === undefined) return;
  request.url = url.slice(start.length).replace(/^(?!\/)/, '/');
  request.headers.host = host;
}

/** An address to connect to: a server on every address is asked on the local one. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
