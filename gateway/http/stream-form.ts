import type { StreamPart } from '../pipeline/operation-stream.js';

/** How an answer in several parts is written. */
export interface StreamForm {
  readonly contentType: string;
  /** What comes before the first part. */
  readonly opening: string;
  readonly part: (part: StreamPart) => string;
  /** Sent now and then while there is nothing to say; null where no client expects it. */
  readonly heartbeat: string | null;
  /** What comes after the last part. */
  readonly closing: string;
}

/**
 * What is deferred, as Apollo's clients ask for it. Each part ends with the boundary of the next one, so that a client
 * knows it whole at once. https://www.apollographql.com/docs/graphos/routing/operations/defer
 */
export const DEFERRED_MULTIPART: StreamForm = {
  contentType: 'multipart/mixed; boundary="-"; deferSpec=20220824',
  opening: '\r\n---',
  part: (part) =>
    multipart(part.kind === 'answer' ? { hasNext: false, ...part.answer } : { errors: part.errors, hasNext: false }),
  heartbeat: null,
  closing: '--\r\n',
};

/**
 * Events of a subscription, as Apollo's clients ask for them.
 * https://www.apollographql.com/docs/graphos/routing/operations/subscriptions/multipart-protocol
 */
export const EVENTS_MULTIPART: StreamForm = {
  contentType: 'multipart/mixed; boundary="-"; subscriptionSpec=1.0',
  opening: '\r\n---',
  part: (part) => multipart(part.kind === 'answer' ? { payload: part.answer } : { payload: null, errors: part.errors }),
  heartbeat: multipart({}),
  closing: '--\r\n',
};

/**
 * Events in the "distinct connections mode" of
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md
 */
export const EVENT_STREAM: StreamForm = {
  contentType: 'text/event-stream; charset=utf-8',
  opening: '',
  part: (part) => next(part.kind === 'answer' ? part.answer : { errors: part.errors }),
  heartbeat: ':\n\n',
  closing: 'event: complete\ndata:\n\n',
};

function multipart(value: object): string {
  return `\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${JSON.stringify(value)}\r\n---`;
}

function next(answer: object): string {
  return `event: next\ndata: ${JSON.stringify(answer)}\n\n`;
}
