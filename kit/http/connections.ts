import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { answerClientError } from './answer-client-error.js';

/** What is open on a server: requests being answered, and connections on which the next request may come at any moment. */
export interface Connections {
  /** Has every connection closed after the answer that it waits for, or that it asks for next. */
  tellToClose(): void;
  /** Whether there is any. */
  areOpen(): boolean;
  /** Whether a request is being answered. */
  areAnswering(): boolean;
  /** Whether no connection that waits for a request has shown itself for this long. */
  areIdleFor(ms: number): boolean;
}

/** What a connection is used for. */
interface Use {
  /** The request that is being answered. */
  current: IncomingMessage | undefined;
  /** The requests after that one. */
  readonly waiting: Exchange[];
  /** Why what came after these is no request. */
  error: Error | undefined;
  /** The answer to the one that came last. */
  last: ServerResponse | undefined;
  /** When it last had nothing to answer, as `Date.now()`. */
  idleSince: number;
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** From so many on, no more is read from a connection than has already come, so that it is not seen either when it ends. */
const WAITING_MAX = 100;

/**
 * Has the requests of a server answered, and watches its connections from its start on. A client that sends several
 * requests on one connection without waiting must take the answers in that order (RFC 9112, section 9.3.2), so each is
 * begun when the one before it has been taken; those of a client that leaves are never begun. What is no request is told
 * of in its turn, too.
 *
 * Requests are counted, not collected: a set of them would be made anew again and again, and each dead one keeps the next,
 * and all in it, from being collected early.
 */
export function watchConnections(
  server: Server,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Connections {
  const uses = new Map<Socket, Use>();
  let answering = 0;
  let closing = false;

  server.on('connection', (socket: Socket) => {
    const use: Use = { current: undefined, waiting: [], error: undefined, last: undefined, idleSince: Date.now() };
    uses.set(socket, use);
    // Every request that was read whole has the next one read.
    socket.on('resume', () => {
      if (use.error || use.waiting.length >= WAITING_MAX) socket.pause();
    });
    socket.once('close', () => uses.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const use = uses.get(request.socket)!;
    use.last = response;
    if (closing) response.setHeader('connection', 'close');
    if (!use.current) return begin(use, request, response);
    use.waiting.push({ request, response });
    if (use.waiting.length >= WAITING_MAX) request.socket.pause();
  });
  server.on('clientError', (error: Error, socket: Socket) => {
    const use = uses.get(socket);
    if (use) use.error ??= error;
    if (!use?.current || !socket.writable || isOfUnanswered(use)) return answerClientError(error, socket);
    if (use.waiting.at(-1)?.request.complete === false) use.waiting.pop();
    socket.pause();
  });

  function begin(use: Use, request: IncomingMessage, response: ServerResponse): void {
    answering += 1;
    use.current = request;
    response.on('close', () => {
      answering -= 1;
      use.current = undefined;
      if (use.last === response) use.last = undefined;
      use.idleSince = Date.now();
      if (request.socket.writable) goOn(use, request.socket);
    });
    answer(request, response);
  }
  function goOn(use: Use, socket: Socket): void {
    const next = use.waiting.shift();
    if (next) begin(use, next.request, next.response);
    else if (use.error) answerClientError(use.error, socket);
    if (use.waiting.length === 0 && !use.error) socket.resume();
  }

  return {
    tellToClose() {
      closing = true;
      for (const { last } of uses.values()) if (last && !last.headersSent) last.setHeader('connection', 'close');
    },
    areOpen: () => uses.size > 0,
    areAnswering: () => answering > 0,
    areIdleFor: (ms) => Date.now() - Math.max(0, ...idleSinces(uses.values())) >= ms,
  };
}

function* idleSinces(uses: Iterable<Use>): Generator<number> {
  for (const use of uses) if (!use.current) yield use.idleSince;
}

/** Whether what is no request is the rest of the one that is being answered, while it has no answer yet. */
function isOfUnanswered({ current, last }: Use): boolean {
  return current?.complete === false && last?.headersSent === false;
}
