import type { IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { createHttpServer, type HttpServer } from '../../kit/http/http-server.js';

export interface ProxiedRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The variables of the operation. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface ProxiedReply {
  readonly status: number;
  readonly type: string;
  /** Sent as it is when it is a text or bytes, else as JSON. */
  readonly body: unknown;
  readonly encoding?: string;
}

export type Alter = (request: ProxiedRequest, reply: ProxiedReply) => ProxiedReply | Promise<ProxiedReply>;

export interface AlteringProxy extends HttpServer {
  /** How replies are altered from now on. */
  alter: Alter;
}

/** Passes requests on to a server that answers in JSON, and alters what comes back. */
export function createAlteringProxy(target: string): AlteringProxy {
  const proxy: AlteringProxy = Object.assign(
    createHttpServer({
      host: '127.0.0.1',
      port: 0,
      onError: () => undefined,
      async handler(request, response) {
        const sent = await text(request);
        const { method = 'GET', headers } = request;
        const answer = await fetch(target + (request.url ?? ''), {
          method,
          headers: passedOn(headers),
          ...(method === 'POST' ? { body: sent } : {}),
        });
        const reply = {
          status: answer.status,
          type: answer.headers.get('content-type') ?? '',
          body: await answer.json(),
        };
        const { status, type, body, encoding } = await proxy.alter(
          { method, headers, text: sent, variables: variablesIn(sent) },
          reply,
        );
        response.writeHead(status, { 'content-type': type, ...(encoding ? { 'content-encoding': encoding } : {}) });
        response.end(typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body));
      },
    }),
    { alter: (_request: ProxiedRequest, reply: ProxiedReply) => reply },
  );
  return proxy;
}

function passedOn({ accept, 'content-type': type, 'apollo-require-preflight': preflight }: IncomingHttpHeaders) {
  const headers = { accept, 'content-type': type, 'apollo-require-preflight': preflight as string | undefined };
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function variablesIn(sent: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(sent) as { variables?: Record<string, unknown> }).variables ?? {};
  } catch {
    return {};
  }
}
