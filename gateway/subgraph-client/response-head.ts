import { FAILURES, statusFailure, type Failure } from './failure.js';

/** What the head of an answer says about its body: how it is compressed, or why it is not worth reading. */
export type ResponseHead =
  | { readonly kind: 'readable'; readonly encoding: string; readonly isEventStream: boolean }
  | { readonly kind: 'failed'; readonly failure: Failure };

const PLAIN: ResponseHead = { kind: 'readable', encoding: 'identity', isEventStream: false };
const EVENT_STREAM = /^\s*text\/event-stream\s*(?:;|$)/i;
const JSON_TYPE = /^\s*application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]+)/i;

/**
 * Reads a status and raw headers (name, value, name, value, …). GraphQL comes as JSON in UTF-8, with any status but 3xx,
 * or as an event stream.
 */
export function readHead(status: number, headers: readonly Buffer[], limitBytes: number): ResponseHead {
  let type = '';
  let encoding = '';
  for (let i = 0; i < headers.length; i += 2) {
    // The length alone tells nearly all other headers apart.
    const { length } = headers[i]!;
    if (length !== 12 && length !== 14 && length !== 16) continue;
    const name = headers[i]!.toString('latin1').toLowerCase();
    if (name === 'content-type') type = headers[i + 1]!.toString('latin1');
    else if (name === 'content-encoding') encoding = headers[i + 1]!.toString('latin1');
    else if (name === 'content-length' && Number(headers[i + 1]!.toString('latin1')) > limitBytes)
      return tooLarge(limitBytes);
  }
  if (status >= 300 && status < 400) return { kind: 'failed', failure: statusFailure(status) };
  const isEventStream = status < 300 && EVENT_STREAM.test(type);
  const problem = isEventStream ? undefined : typeProblem(type);
  if (problem !== undefined) return { kind: 'failed', failure: withStatus(status, problem) };
  if (encoding === '' && !isEventStream) return PLAIN;
  return { kind: 'readable', encoding: encoding.trim().toLowerCase() || 'identity', isEventStream };
}

/** A body that is no GraphQL answer: the status says more about it, if it is an error. */
export function withStatus(status: number, reason: string): Failure {
  return status >= 400 ? statusFailure(status) : FAILURES.unreadable(reason);
}

function typeProblem(type: string): string | undefined {
  if (!JSON_TYPE.test(type)) return type === '' ? 'the answer has no content type' : 'the content type is not JSON';
  if (!type.includes(';')) return undefined;
  const charset = CHARSET.exec(type)?.[1] ?? 'utf-8';
  return /^(utf-?8|us-ascii)$/i.test(charset) ? undefined : 'the charset is not UTF-8';
}

function tooLarge(limitBytes: number): ResponseHead {
  return { kind: 'failed', failure: FAILURES.tooLarge(`the answer has more than ${limitBytes} bytes`) };
}
