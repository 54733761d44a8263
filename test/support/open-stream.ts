import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

export interface StreamAsk {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly accept: string;
  /** Sends it in the URL. */
  readonly byGet?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer in several parts, as a client reads it. */
export interface OpenedStream {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The next part, a text of an answer without parts for one; undefined at the end. Heartbeats are left out. */
  next(): Promise<unknown>;
  /** All parts that are left. */
  rest(): Promise<unknown[]>;
  /** How many heartbeats came. */
  heartbeats(): number;
  readonly response: IncomingMessage;
  /** Goes away. */
  leave(): void;
}

/** The `Accept` headers of clients that take streams. */
export const DEFER = 'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json';
export const MULTIPART_EVENTS = 'multipart/mixed;boundary=graphql;subscriptionSpec=1.0,application/json';
export const EVENT_STREAM = 'text/event-stream';

/** Asks and reads the parts of the answer as they come. Whatever is not in the form of its media type throws. */
export async function openStream(url: string, { query, variables, accept, ...ask }: StreamAsk): Promise<OpenedStream> {
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables ?? {}) });
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const type = ask.byGet ? {} : { 'content-type': 'application/json' };
    const request = httpRequest(
      ask.byGet ? `${url}?${search.toString()}` : url,
      { method: ask.byGet ? 'GET' : 'POST', headers: { ...type, accept, ...ask.headers }, agent: false },
      resolve,
    );
    request.once('error', reject);
    request.end(ask.byGet ? undefined : JSON.stringify({ query, variables }));
  });
  let heartbeats = 0;
  const parts = partsOf(response, () => (heartbeats += 1));
  return {
    status: response.statusCode!,
    headers: response.headers,
    async next() {
      const { done, value } = await parts.next();
      return done ? undefined : value;
    },
    async rest() {
      const all: unknown[] = [];
      for await (const part of parts) all.push(part);
      return all;
    },
    heartbeats: () => heartbeats,
    response,
    leave: () => void response.destroy(),
  };
}

async function* partsOf(response: IncomingMessage, onHeartbeat: () => void): AsyncGenerator<unknown, void> {
  const type = response.headers['content-type'] ?? '';
  if (type.startsWith('multipart/mixed')) yield* multipart(response, type, onHeartbeat);
  else if (type.startsWith('text/event-stream')) yield* events(response, onHeartbeat);
  else yield JSON.parse(Buffer.concat(await response.toArray()).toString());
}

async function* multipart(response: IncomingMessage, type: string, onHeartbeat: () => void) {
  const boundary = `\r\n--${/boundary="([^"]+)"/.exec(type)![1]}`;
  let isFirst = true;
  for await (const text of split(response, boundary)) {
    // Before the first boundary there is nothing, after the last one only the sign of the end.
    if (isFirst && text !== '') throw new Error(`It begins with ${JSON.stringify(text)}`);
    if (!isFirst && text !== '--\r\n') {
      const [head, body] = text.split('\r\n\r\n');
      if (!/^\r\ncontent-type: application\/json\b/.test(head!)) throw new Error(`A part begins with ${head}`);
      if (body === '{}') onHeartbeat();
      else yield JSON.parse(body!) as unknown;
    }
    isFirst = false;
  }
}

async function* events(response: IncomingMessage, onHeartbeat: () => void) {
  let last = '';
  for await (const text of split(response, '\n\n')) {
    if (text === ':') onHeartbeat();
    else if (text.startsWith('event: next\ndata: '))
      yield JSON.parse(text.slice('event: next\ndata: '.length)) as unknown;
    else if (text !== 'event: complete\ndata:' && text !== '') throw new Error(`There is ${JSON.stringify(text)}`);
    last = text || last;
  }
  if (!last.startsWith('event: complete')) throw new Error('It ends without complete');
}

/** The texts between separators, each as soon as it is known. */
async function* split(response: IncomingMessage, separator: string): AsyncGenerator<string, void> {
  let text = '';
  for await (const chunk of response as AsyncIterable<Buffer>) {
    text += chunk.toString();
    for (let end = text.indexOf(separator); end >= 0; end = text.indexOf(separator)) {
      yield text.slice(0, end);
      text = text.slice(end + separator.length);
    }
  }
  yield text;
}
