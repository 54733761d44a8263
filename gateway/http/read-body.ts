import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { requestError, type RequestError } from '../pipeline/request-error.js';

const JSON_TYPE = /^\s*application\/(?:graphql\+)?json\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)/i;

/**
 * Reads a JSON body in UTF-8 of at most `limitBytes` as text. Rejects with `RequestError`; compressed bodies are refused
 * unread, and of a body that is too large no more than the limit is kept.
 */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<string> {
  checkHead(request, limitBytes);
  const bytes = await readBytes(request, limitBytes);
  if (!isUtf8(bytes)) throw requestError(400, 'BAD_REQUEST', 'The body is not UTF-8');
  return bytes.toString();
}

function checkHead({ headers }: IncomingMessage, limitBytes: number): void {
  const type = headers['content-type'] ?? '';
  const encoding = headers['content-encoding'] ?? 'identity';
  if (type !== 'application/json') {
    if (!JSON_TYPE.test(type))
      throw requestError(
        415,
        'UNSUPPORTED_MEDIA_TYPE',
        'The body must be JSON. Send it with content-type application/json',
      );
    if (!/^utf-?8$/i.test(CHARSET.exec(type)?.[1] ?? 'utf-8'))
      throw requestError(415, 'UNSUPPORTED_MEDIA_TYPE', 'The charset of the body must be UTF-8');
  }
  if (encoding !== 'identity')
    throw requestError(415, 'UNSUPPORTED_MEDIA_TYPE', 'The body is compressed. Send it as it is');
  if (Number(headers['content-length'] ?? 0) > limitBytes) throw tooLarge(limitBytes);
}

function readBytes(request: IncomingMessage, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limitBytes) chunks.push(chunk);
      else {
        request.off('data', take);
        reject(tooLarge(limitBytes));
      }
    };
    request.on('data', take);
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on('error', reject);
  });
}

function tooLarge(limitBytes: number): RequestError {
  return requestError(413, 'PAYLOAD_TOO_LARGE', `The body may have ${limitBytes} bytes`);
}
