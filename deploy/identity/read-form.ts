import type { IncomingMessage } from 'node:http';
import { repeated } from './read-authorization.js';
import { IssuerRefusal } from './refusal.js';

const FORM_TYPE = /^\s*application\/x-www-form-urlencoded\s*(;|$)/i;
const BYTES_MAX = 16 * 1024;

/** Reads what a form sends, of which no more than a limit is kept. Rejects with `IssuerRefusal`. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const { headers } = request;
  if (!FORM_TYPE.test(headers['content-type'] ?? '') || headers['content-encoding'] !== undefined)
    throw new IssuerRefusal('invalid_request', 'The body must be application/x-www-form-urlencoded, not compressed');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BYTES_MAX) throw new IssuerRefusal('invalid_request', `The body may have ${BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const twice = repeated(form);
  if (twice !== undefined) throw new IssuerRefusal('invalid_request', `${twice.slice(0, 50)} is given twice`);
  return form;
}
