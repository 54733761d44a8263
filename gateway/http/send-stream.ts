import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { untilTaken } from '../../kit/http/until-taken.js';
import type { OperationAnswer } from '../pipeline/handle-operation.js';
import type { OperationStream, StreamPart } from '../pipeline/operation-stream.js';
import type { RequestContext } from '../request-context.js';
import type { Accepted } from './accepted.js';
import { deprecationHeaders } from './deprecation-headers.js';
import { CLIENT_GONE, OK, WITH_ERRORS, type Sent } from './send-answer.js';

import type { StreamForm } from './stream-form.js';

export interface StreamOptions {
  /** How often a client hears of a subscription that has no events. */
  readonly heartbeatMs: number;
  /** How long a client may take to receive what is deferred, or an event. */
  readonly answerMs: number;
}

export interface Streaming extends StreamOptions {
  readonly context: RequestContext;
  readonly accepted: Accepted;
  /** A whole one becomes a stream of one part. */
  readonly answer: OperationAnswer | OperationStream;
}

/**
 * Sends a stream part by part. The next part is not asked for before the client has taken the last one, and a client that
 * is too slow is let go of.
 */
export async function sendStream(response: ServerResponse, streaming: Streaming): Promise<Sent> {
  const { context, accepted, answer, heartbeatMs } = streaming;
  const stream = 'over' in answer ? answer : streamOfOne(answer);
  const form = (stream.kind === 'events' ? accepted.events : (accepted.deferred ?? accepted.events))!;
  const begunAt = performance.now();
  if (response.destroyed) stream.close();
  response.once('close', () => stream.close());
  response.writeHead(200, headersOf(form, context));
  response.write(form.opening + (form.heartbeat ?? ''));
  const heart = form.heartbeat === null ? undefined : beat(response, form.heartbeat, heartbeatMs);
  try {
    const sent = await sendParts(response, { ...streaming, stream, form });
    // Every subscription ends so at some time.
    if (stream.kind === 'events') return { ...sent, begunAt };
    return response.destroyed ? CLIENT_GONE : sent;
  } finally {
    clearInterval(heart);
    stream.close();
    if (!response.destroyed) response.end(form.closing);
  }
}

interface Sending extends StreamOptions {
  readonly stream: OperationStream;
  readonly form: StreamForm;
}

async function sendParts(response: ServerResponse, { stream, form, answerMs }: Sending): Promise<Sent> {
  let sent = OK;
  let patienceMs = answerMs;
  for (;;) {
    const next = await stream.parts.next();
    if (next.done || response.destroyed) return sent;
    if (hasErrors(next.value)) sent = WITH_ERRORS;
    response.write(form.part(next.value));
    const waitedMs = await untilTaken(response, patienceMs);
    if (stream.kind === 'deferred') patienceMs -= waitedMs;
  }
}

function streamOfOne(answer: OperationAnswer): OperationStream {
  async function* parts(): AsyncGenerator<StreamPart, void> {
    yield { kind: 'answer', answer };
  }
  return { kind: 'deferred', parts: parts(), close: () => undefined, over: Promise.resolve() };
}

function headersOf({ contentType }: StreamForm, context: RequestContext): OutgoingHttpHeaders {
  const deprecation = deprecationHeaders(context);
  return {
    ...Object.fromEntries(deprecation.flatMap((name, i) => (i % 2 === 0 ? [[name, deprecation[i + 1]]] : []))),
    'content-type': contentType,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // Proxies that know it do not hold parts back.
    'x-accel-buffering': 'no',
    'x-request-id': context.requestId,
  };
}

function hasErrors(part: StreamPart): boolean {
  if (part.kind === 'fatal' || ('errors' in part.answer && part.answer.errors)) return true;
  return 'incremental' in part.answer && part.answer.incremental.some(({ errors }) => errors !== undefined);
}

function beat(response: ServerResponse, heartbeat: string, everyMs: number): NodeJS.Timeout {
  return setInterval(() => {
    if (!response.writableNeedDrain && !response.destroyed) response.write(heartbeat);
  }, everyMs);
}
