import { LRUCache } from 'lru-cache';
import { answerType, JSON_FOR_ALL, type AnswerType } from './answer-type.js';
import { readMediaRanges, type MediaRange } from './media-range.js';
import { DEFERRED_MULTIPART, EVENT_STREAM, EVENTS_MULTIPART, type StreamForm } from './stream-form.js';

/** What a client takes; null for what it does not. */
export interface Accepted {
  readonly whole: AnswerType | null;
  /** What is deferred. */
  readonly deferred: StreamForm | null;
  /** Events of subscriptions. */
  readonly events: StreamForm | null;
}

const ANYTHING: Accepted = { whole: JSON_FOR_ALL, deferred: null, events: null };
const KNOWN_MAX = 200;
const KNOWN_LENGTH_MAX = 500;
const known = new LRUCache<string, Accepted>({ max: KNOWN_MAX });

/** What a client takes that sent this `Accept` header. Streams are for those that name them. */
export function acceptedBy(accept: string | undefined): Accepted {
  if (accept === undefined || accept === '*/*') return ANYTHING;
  let found = known.get(accept);
  if (found === undefined) {
    found = accept.trim() === '' ? ANYTHING : read(readMediaRanges(accept));
    if (accept.length <= KNOWN_LENGTH_MAX) known.set(accept, found);
  }
  return found;
}

function read(ranges: readonly MediaRange[]): Accepted {
  const streams = ranges
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(streamForm);
  return {
    whole: answerType(ranges),
    deferred: streams.find((form) => form === DEFERRED_MULTIPART) ?? null,
    events: streams.find((form) => form === EVENTS_MULTIPART || form === EVENT_STREAM) ?? null,
  };
}

function streamForm({ name, parameters }: MediaRange): StreamForm | undefined {
  if (name === 'text/event-stream') return EVENT_STREAM;
  if (name !== 'multipart/mixed') return undefined;
  if (parameters.get('deferspec') === '20220824') return DEFERRED_MULTIPART;
  return parameters.get('subscriptionspec') === '1.0' ? EVENTS_MULTIPART : undefined;
}
