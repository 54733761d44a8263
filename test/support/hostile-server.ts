import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** A request as it came over the wire. */
export interface Received {
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How many requests had come before it, over all connections. */
  readonly index: number;
  /** How many had come before it over its own connection. */
  readonly indexOnConnection: number;
}

/** What the server does with a request: anything, down to single bytes on the socket. */
export type Behaviour = (socket: Socket, request: Received) => unknown;

export interface HostileServer {
  readonly url: string;
  readonly port: number;
  readonly received: readonly Received[];
  /** How many connections there were, and how many are open. */
  connections(): { readonly made: number; readonly open: number };
  /** Behaves differently from now on. */
  behave(behaviour: Behaviour): void;
  /** Stops as if killed: connections break, the port refuses. */
  stop(): Promise<void>;
}

/** A server that speaks HTTP as badly as a test wants. It reads requests with a `content-length`. */
export async function startHostileServer(first: Behaviour, port = 0): Promise<HostileServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let behaviour = first;
  let made = 0;
  const server = createServer({ noDelay: true }, (socket) => {
    made += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    readRequests(socket, (request) => {
      const complete = { ...request, index: received.length };
      received.push(complete);
      behaviour(socket, complete);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    port: address.port,
    received,
    connections: () => ({ made, open: sockets.size }),
    behave: (next) => void (behaviour = next),
    async stop() {
      for (const socket of sockets) socket.resetAndDestroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Reply {
  readonly status?: number;
  /** In place of, or besides, `content-type: application/json` and the `content-length`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Answers with a whole, well-formed HTTP message. */
export function reply(socket: Socket, { status = 200, headers = {}, body = '' }: Reply): void {
  const bytes = Buffer.from(body);
  socket.write(
    headOf(status, { 'content-type': 'application/json', 'content-length': String(bytes.length), ...headers }),
  );
  socket.write(bytes);
}

/** Answers with JSON. */
export function replyJson(socket: Socket, value: unknown): void {
  reply(socket, { body: JSON.stringify(value) });
}

/** The head of an answer, with the empty line. A header without text is left out. */
export function headOf(status: number, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}\r\n`]));
  return `HTTP/1.1 ${status} Whatever\r\n${lines.join('')}\r\n`;
}

function readRequests(socket: Socket, onRequest: (request: Omit<Received, 'index'>) => void): void {
  let buffered = Buffer.alloc(0);
  let indexOnConnection = 0;
  socket.on('data', (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (let end = buffered.indexOf('\r\n\r\n'); end >= 0; end = buffered.indexOf('\r\n\r\n')) {
      const [start = '', ...lines] = buffered.toString('latin1', 0, end).split('\r\n');
      const headers = Object.fromEntries(lines.map(splitHeader));
      const length = Number(headers['content-length'] ?? 0);
      if (buffered.length < end + 4 + length) return;
      const body = buffered.toString('utf8', end + 4, end + 4 + length);
      buffered = buffered.subarray(end + 4 + length);
      onRequest({ path: start.split(' ')[1] ?? '', headers, body, indexOnConnection: indexOnConnection++ });
    }
  });
}

function splitHeader(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
