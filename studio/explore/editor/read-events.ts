import { fetchAsCaller } from '../../identity/fetch-as-caller.js';
import { CLIENT_HEADERS, ENDPOINT } from '../../kit/ask.js';
import type { Asked } from './graph-fetcher.js';
import type { AnswerPart } from './join-part.js';

/**
 * Subscribes, and gives the answer of each event, in the "distinct connections mode" of
 * https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md.
 */
export async function* readEvents({ params, headers, signal }: Asked): AsyncGenerator<AnswerPart, void> {
  const response = await fetchAsCaller(ENDPOINT, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream, application/json;q=0.9',
      ...CLIENT_HEADERS,
      ...headers,
    },
    body: JSON.stringify(params),
    signal,
  });
  if (!response.body || !response.headers.get('content-type')?.includes('text/event-stream')) {
    yield (await response.json()) as AnswerPart;
    return;
  }
  for await (const event of eventsOf(response.body)) {
    const data = dataOf(event);
    if (data !== '') yield JSON.parse(data) as AnswerPart;
  }
}

/** The events of a stream: https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (rest + value).split(/\r?\n\r?\n/);
    rest = events.pop() ?? '';
    yield* events;
  }
}

function dataOf(event: string): string {
  return event
    .split(/\r?\n/)
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length).trimStart())
    .join('\n');
}
