import type { IncomingMessage } from 'node:http';
import type { HttpErrorCode } from './errors.js';

/** What a request carries: a JSON value, nothing that is JSON, or something that is refused with `code`. */
export type JsonBody =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly code: HttpErrorCode; readonly detail: string };

/** Says why a body is refused, before it is parsed; null when it is not. */
export type BodyCheck = (bytes: Buffer) => { readonly code: HttpErrorCode; readonly detail: string } | null;

/**
 * Reads a JSON body in UTF-8 of at most `limitBytes`. Compressed bodies are refused unread, and of a body that is too
 * large no more than the limit is kept. A body of another media type counts as none.
 */
export async function readJsonBody(
  request: IncomingMessage,
  limitBytes: number,
  check: BodyCheck = () => null,
): Promise<JsonBody> {
  const problem = headerProblem(request);
  if (problem !== undefined) return { kind: 'refused', code: 'UNSUPPORTED_MEDIA_TYPE', detail: problem };
  const bytes = await readBytes(request, limitBytes);
  if (bytes === 'too-large') {
    return { kind: 'refused', code: 'PAYLOAD_TOO_LARGE', detail: `it may have ${limitBytes} bytes` };
  }
  const refusal = check(bytes);
  if (refusal !== null) return { kind: 'refused', ...refusal };
  return bytes.length === 0 || !isJson(request) ? { kind: 'none' } : parse(bytes);
}

function headerProblem({ headers }: IncomingMessage): string | undefined {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') return 'it is compressed. Send it as it is';
  const charset = /charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  return /^utf-?8$/i.test(charset) ? undefined : 'its charset is not UTF-8. Send it in UTF-8';
}

async function readBytes(request: IncomingMessage, limitBytes: number): Promise<Buffer | 'too-large'> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) return 'too-large';
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limitBytes) return 'too-large';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function isJson({ headers }: IncomingMessage): boolean {
  return /^\s*application\/([\w.-]+\+)?json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

function parse(bytes: Buffer): JsonBody {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch {
    return { kind: 'refused', code: 'BAD_REQUEST', detail: 'the body is not JSON in UTF-8' };
  }
}
