import type { ServerResponse } from 'node:http';
import { endEarly } from '../../kit/http/end-early.js';
import { KeptAnswer } from '../pipeline/kept-answer.js';
import { SharedAnswer } from '../pipeline/shared-answer.js';
import type { RequestError } from '../pipeline/request-error.js';
import type { RequestContext } from '../request-context.js';
import type { AnswerType } from './answer-type.js';
import { cachingHeaders } from './caching-headers.js';
import { deprecationHeaders } from './deprecation-headers.js';
import type { Exchange } from './read-context.js';

/** What a client was told, in short. */
export interface Sent {
  readonly status: number;
  /** `ok`, `errors` for an answer with errors in it, or the code of a refusal. */
  readonly outcome: string;
  /** When a stream began whose end is nobody's work, as `performance.now()`. */
  readonly begunAt?: number;
  /** Size of the answer; unknown for a stream. */
  readonly bytes?: number;
  readonly errors?: readonly CodedError[];
}

/** Of an error, what may be told of it. */
export interface CodedError {
  readonly extensions?: { readonly code?: unknown };
}

export interface Answer {
  readonly context: RequestContext;
  readonly type: AnswerType;
  /** Becomes JSON. */
  readonly answer: unknown;
  readonly errors?: readonly CodedError[] | undefined;
}

export interface Refusal {
  readonly context: RequestContext;
  readonly type: AnswerType;
  readonly refusal: RequestError;
}

type Told = Pick<Answer, 'context' | 'answer'>;

export const OK: Sent = { status: 200, outcome: 'ok' };
export const WITH_ERRORS: Sent = { status: 200, outcome: 'errors' };
export const CLIENT_GONE: Sent = { status: 0, outcome: 'CLIENT_GONE' };

/** What `application/json` says with status 200 to clients that ask for it by name: the request itself was well formed. */
const OPERATION_CODES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/** An answer of so many characters is made bytes here: as text it would be copied twice more on its way out. */
const LONG = 16 * 1024;

/** Sends an answer whole, in one write. */
export function send(response: ServerResponse, { context, type, answer, errors }: Answer): Sent {
  const isText = answer instanceof SharedAnswer || answer instanceof KeptAnswer;
  const body = isText ? answer.bytes() : bodyOf(JSON.stringify(answer));
  const bytes = Buffer.byteLength(body);
  response.writeHead(200, headersOf(bytes, type, { context, answer }));
  response.end(body);
  return errors ? { ...WITH_ERRORS, bytes, errors } : { ...OK, bytes };
}

/** Tells a client why its request is not answered, also while the body is still on its way. */
export async function refuse(exchange: Exchange, { context, type, refusal }: Refusal): Promise<Sent> {
  const { request, response } = exchange;
  if (response.headersSent) response.destroy();
  if (response.destroyed) return CLIENT_GONE;
  const { errors } = refusal;
  const code = errors[0]?.extensions.code;
  const status = type.kind === 'explicit-json' && OPERATION_CODES.has(code) ? 200 : refusal.status;
  const text = JSON.stringify({ errors });
  const bytes = Buffer.byteLength(text);
  const headers = [...headersOf(bytes, type, { context, answer: null }), ...Object.entries(refusal.headers).flat()];
  if (request.complete) response.writeHead(status, headers).end(text);
  else await endEarly(exchange, { status, headers, text });
  return { status, outcome: code ?? 'INTERNAL_SERVER_ERROR', bytes, errors };
}

function bodyOf(text: string): string | Buffer {
  return text.length < LONG ? text : Buffer.from(text);
}

function headersOf(bytes: number, { contentType }: AnswerType, { context, answer }: Told): string[] {
  return [
    'content-type',
    contentType,
    'content-length',
    String(bytes),
    ...cachingHeaders(answer, context),
    'x-content-type-options',
    'nosniff',
    'x-request-id',
    context.requestId,
    ...deprecationHeaders(context),
    ...(context.answerHeaders ?? []),
  ];
}
