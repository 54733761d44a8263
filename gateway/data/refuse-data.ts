import { endEarly } from '../../kit/http/end-early.js';
import type { Exchange } from '../http/read-context.js';
import { CLIENT_GONE, type Sent } from '../http/send-answer.js';
import type { RequestError } from '../pipeline/request-error.js';
import type { RequestContext } from '../request-context.js';
import { DATA_HEADERS } from './data-headers.js';

export interface DataRefusal {
  readonly context: RequestContext;
  readonly refusal: RequestError;
  readonly isJson: boolean;
}

/**
 * Tells why there is no table: in one line of text, which a spreadsheet shows in one cell, or as GraphQL errors to who asked
 * for JSON. A table that has begun is cut off.
 */
export async function refuseData(exchange: Exchange, { context, refusal, isJson }: DataRefusal): Promise<Sent> {
  const { request, response } = exchange;
  const code = refusal.errors[0]?.extensions.code ?? 'INTERNAL_SERVER_ERROR';
  if (response.destroyed) return CLIENT_GONE;
  if (response.headersSent) {
    response.destroy();
    return { status: 200, outcome: code };
  }
  const text = isJson ? JSON.stringify({ errors: refusal.errors }) : `${lineOf(refusal)} (${code})\r\n`;
  const headers = {
    ...DATA_HEADERS,
    ...refusal.headers,
    'content-type': isJson ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    'cache-control': 'no-store',
    'x-request-id': context.requestId,
  };
  const { status } = refusal;
  if (request.complete) response.writeHead(status, headers).end(text);
  else await endEarly(exchange, { status, headers, text });
  return { status, outcome: code };
}

/** A sentence that stays in one cell of CSV, whatever its separator. */
function lineOf({ errors }: RequestError): string {
  const line = errors.map(({ message }) => message).join('. ');
  return line
    .replaceAll('"', "'")
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/[,;]/g, ' -')
    .replace(/^[=+\-@\s]+/, '');
}
