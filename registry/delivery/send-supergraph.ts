import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Delivered, LiveSupergraph } from './live-supergraph.js';

const WAIT_SECONDS_MAX = 60;

/**
 * Sends the live supergraph, or 304 to whoever has it. With `wait` in the query, whoever has it is answered only when there
 * is another or after so many seconds.
 */
export async function sendSupergraph(
  live: LiveSupergraph,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const has = request.headers['if-none-match'];
  const hasIt = (delivered: Delivered | null) =>
    delivered === null ? has === undefined : matches(has, delivered.etag);
  const delivered = await live.changedFrom(hasIt, waitMs(request), gone.signal);
  if (delivered === null) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'content-length': 0 }).end();
    return;
  }
  const head = headersOf(delivered, live.publicKey);
  if (matches(has, delivered.etag)) {
    response.writeHead(304, head).end();
    return;
  }
  response.writeHead(200, {
    ...head,
    'content-type': 'application/graphql; charset=utf-8',
    'content-length': Buffer.byteLength(delivered.sdl),
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : delivered.sdl);
}

function headersOf({ etag, serial, createdAt, signature }: Delivered, publicKey: string): Record<string, string> {
  return {
    etag,
    'cache-control': 'private, no-cache',
    'x-joinery-serial': String(serial),
    'x-joinery-created-at': createdAt,
    'x-joinery-signature': signature,
    'x-joinery-key': publicKey,
  };
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((candidate) => candidate.trim().replace(/^W\//, '') === etag);
}

function waitMs({ url = '' }: IncomingMessage): number {
  const seconds = Number(new URL(url, 'http://localhost').searchParams.get('wait') ?? 0);
  return Number.isFinite(seconds) ? Math.max(0, Math.min(seconds, WAIT_SECONDS_MAX)) * 1_000 : 0;
}
