import { performance } from 'node:perf_hooks';
import type { Dispatcher } from 'undici';
import { BodyBuffer } from './body-buffer.js';
import { connectionFailure } from './connection-failure.js';
import type { Arriving } from './exchange.js';
import { EventStreamReader, type StreamEvent } from './event-stream.js';
import { failed, FAILURES, type Failure } from './failure.js';
import { isTooHeavy } from './json-weight.js';
import { readAnswer } from './read-answer.js';
import { readHead, withStatus } from './response-head.js';
import type { Route } from './route.js';
import type { SubgraphAnswer, SubgraphRequest } from './subgraph-request.js';
import { Client } from './undici.js';

/** Answers that wait to be taken before the subgraph has to wait. */
const AHEAD = 16;
/** How many times the size of the largest answer may come without any: comments, and events that mean nothing here. */
const SILENT_SIZES = 8;

export interface SubscriptionParts {
  readonly route: Route;
  /** Of all subscriptions to the subgraph. */
  readonly arriving: Arriving;
  readonly signal: AbortSignal | undefined;
  readonly onEnd: (subscription: Subscription) => void;
}

/** An answer that waits, and the size of its text. */
interface Given {
  readonly answer: SubgraphAnswer;
  readonly bytes: number;
}

type Waiting = (result: IteratorResult<SubgraphAnswer, undefined>) => void;

/**
 * One subscription over a connection of its own, as the answers to it. A failure is the last of them. It ends the
 * connection when the stream says `complete`, when the iterator is returned and when the client goes away.
 */
export class Subscription implements AsyncIterableIterator<SubgraphAnswer, undefined>, Dispatcher.DispatchHandler {
  readonly #client: Client;
  readonly #route: Route;
  readonly #signal: AbortSignal | undefined;
  readonly #onEnd: (subscription: Subscription) => void;
  readonly #events: EventStreamReader;
  readonly #body = new BodyBuffer();
  readonly #answers: Given[] = [];
  readonly #arriving: Arriving;
  #answersBytes = 0;
  /** How much of `arriving` is of this one. */
  #heldBytes = 0;
  /** How much has come since the last answer. */
  #silentBytes = 0;
  readonly #waiting: Waiting[] = [];
  #controller: Dispatcher.DispatchController | undefined = undefined;
  #timer: NodeJS.Timeout | undefined = undefined;
  #status = 0;
  #isStream = false;
  #isOver = false;
  readonly startedAt = performance.now();
  /** How many answers came. */
  count = 0;
  failure: Failure | undefined = undefined;

  constructor({ route, arriving, signal, onEnd }: SubscriptionParts) {
    const { endpoint, connector, limits } = route;
    this.#route = route;
    this.#arriving = arriving;
    this.#signal = signal;
    this.#onEnd = onEnd;
    this.#events = new EventStreamReader(limits.responseBytes, (event) => this.#take(event));
    const timeouts = { headersTimeout: 0, bodyTimeout: 0 };
    this.#client = new Client(endpoint.origin, {
      connect: connector,
      maxHeaderSize: limits.responseHeaderBytes,
      ...timeouts,
    });
  }

  /** Sends it; the head of the answer must be there by the deadline. */
  start({ body, deadline }: Pick<SubgraphRequest, 'body' | 'deadline'>, headers: readonly string[]): void {
    if (this.#signal?.aborted === true) return this.stop(FAILURES.clientGone);
    const patienceMs = Math.min(deadline - performance.now(), this.#route.limits.timeoutMs);
    if (patienceMs <= 0) return this.stop(FAILURES.timeout('the time was over before it was sent', false));
    this.#timer = setTimeout(() => this.stop(FAILURES.timeout('no answer in time', true)), patienceMs);
    this.#signal?.addEventListener('abort', this.#abort, { once: true });
    this.#client.dispatch({ path: this.#route.endpoint.path, method: 'POST', headers: [...headers], body }, this);
  }

  /** Ends it, with a failure or without. */
  stop(failure?: Failure): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.failure = failure;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this.#abort);
    void this.#client.destroy();
    this.#body.take();
    if (failure !== undefined) this.#give(failed('query', failure), 0);
    this.#count();
    for (const waiting of this.#waiting.splice(0)) waiting({ done: true, value: undefined });
    this.#onEnd(this);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<SubgraphAnswer, undefined>> {
    const given = this.#answers.shift();
    this.#answersBytes -= given?.bytes ?? 0;
    this.#count();
    if (!this.#isAhead()) this.#controller?.resume();
    if (given !== undefined) return Promise.resolve({ done: false, value: given.answer });
    if (this.#isOver) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  return(): Promise<IteratorResult<SubgraphAnswer, undefined>> {
    this.#answers.length = 0;
    this.#answersBytes = 0;
    this.stop();
    this.#count();
    return Promise.resolve({ done: true, value: undefined });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200 || this.#isOver) return;
    this.#status = status;
    const head = readHead(status, controller.rawHeaders as Buffer[], this.#route.limits.responseBytes);
    if (head.kind === 'failed') return this.stop(head.failure);
    if (head.encoding !== 'identity') return this.stop(FAILURES.unreadable('the stream is compressed'));
    this.#isStream = head.isEventStream;
    if (this.#isStream) clearTimeout(this.#timer);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver) return;
    const { responseBytes, arrivingBytes } = this.#route.limits;
    this.#silentBytes += chunk.length;
    const isTooLarge = this.#isStream ? !this.#events.read(chunk) : this.#addToBody(chunk);
    if (this.#isOver) return;
    this.#count();
    if (isTooLarge) this.stop(FAILURES.tooLarge(`an answer has more than ${responseBytes} bytes`));
    else if (this.#silentBytes > SILENT_SIZES * responseBytes)
      this.stop(FAILURES.tooLarge(`no answer in ${SILENT_SIZES * responseBytes} bytes`));
    else if (this.#arriving.bytes > arrivingBytes)
      this.stop(FAILURES.tooLarge(`the answers arriving have more than ${arrivingBytes} bytes`));
    else if (this.#isAhead()) controller.pause();
  }

  onResponseEnd(): void {
    if (this.#isOver) return;
    if (this.#isStream) return this.stop({ ...FAILURES.unreadable('the stream ended early'), isTransient: true });
    // One answer without a stream: the subscription was refused.
    this.#read(this.#body.take().toString('utf8'));
    this.stop();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const wasSent = this.#controller !== undefined;
    this.stop(connectionFailure(error, { wasSent, hasHead: this.#status !== 0 }));
  }

  #addToBody(chunk: Buffer): boolean {
    this.#body.add(chunk);
    return this.#body.size > this.#route.limits.responseBytes;
  }

  #take({ name, data }: StreamEvent): void {
    if (this.#isOver) return;
    if (name === 'next' || name === 'message') this.#read(data);
    else if (name === 'complete') this.stop();
  }

  #read(text: string): void {
    if (isTooHeavy(Buffer.from(text), this.#route.limits.responseWeight))
      return this.stop(FAILURES.tooLarge('an answer holds too many values'));
    const answer = readAnswer(text);
    if (typeof answer === 'string') return this.stop(withStatus(this.#status, answer));
    this.count += 1;
    this.#silentBytes = 0;
    this.#give(answer, text.length);
  }

  #give(answer: SubgraphAnswer, bytes: number): void {
    const waiting = this.#waiting.shift();
    if (waiting !== undefined) return waiting({ done: false, value: answer });
    this.#answers.push({ answer, bytes });
    this.#answersBytes += bytes;
  }

  /** Whether so much waits to be taken that the subgraph has to wait. */
  #isAhead(): boolean {
    return this.#answers.length >= AHEAD || this.#answersBytes > this.#route.limits.responseBytes;
  }

  #count(): void {
    const heldBytes = this.#answersBytes + (this.#isOver ? 0 : this.#events.size + this.#body.size);
    this.#arriving.bytes += heldBytes - this.#heldBytes;
    this.#heldBytes = heldBytes;
  }

  readonly #abort = (): void => this.stop(FAILURES.clientGone);
}
