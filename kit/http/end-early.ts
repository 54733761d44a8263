import { once } from 'node:events';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** How long a client may go on sending a body that nobody reads. */
const LINGER_MS = 1_000;
/** A body of so many bytes is nearly always here already, so its connection is kept for the next request. */
const SHORT = 16 * 1024;

export interface EarlyAnswer {
  readonly status: number;
  /** With the length of the text; as an object, or as names and values in turn. */
  readonly headers: OutgoingHttpHeaders | string[];
  readonly text: string;
}

/**
 * Answers a request whose body was not read to its end. The answer is sent at once, but unless the body is short, its
 * connection is closed when the client has stopped sending or after a second: closing it under a sending client would
 * reset it, and the client would never see the answer.
 */
export async function endEarly(
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  { status, headers, text }: EarlyAnswer,
): Promise<void> {
  if (isShort(request) && !response.hasHeader('connection')) {
    response.writeHead(status, headers).end(text);
    return;
  }
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(status, headers);
  response.write(text);
  request.resume();
  if (!request.complete)
    await Promise.race([once(request, 'close'), once(request, 'end'), late()]).catch(() => undefined);
  response.end();
}

/** An answer in JSON. */
export function earlyJson(status: number, body: unknown): EarlyAnswer {
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'x-content-type-options': 'nosniff',
  };
  return { status, headers, text };
}

/** A request that tells neither a length nor chunks has no body. */
function isShort({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= SHORT;
}

function late(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LINGER_MS).unref());
}
