import { performance } from 'node:perf_hooks';
import type { Dispatcher } from 'undici';
import { BodyBuffer } from './body-buffer.js';
import { connectionFailure } from './connection-failure.js';
import { decodeBody, type Decoded } from './decode-body.js';
import { FAILURES, type Failure } from './failure.js';
import { isTooHeavy } from './json-weight.js';
import { readFreshness, type Freshness } from './freshness.js';
import type { SubgraphLimits } from './limits.js';
import { readHead } from './response-head.js';
import type { Connection, Sockets, Task } from './sockets.js';

/** What one exchange with a subgraph brought: the text of an answer that says to be JSON, or a failure. */
export type Outcome =
  | {
      readonly kind: 'text';
      readonly status: number;
      readonly text: string;
      readonly bytes: number;
      /** Null where nobody asks. */
      readonly freshness: Freshness | null;
    }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** How many bytes of answers are held for one subgraph. */
export interface Arriving {
  bytes: number;
}

interface ExchangeParts {
  readonly sockets: Sockets;
  readonly limits: SubgraphLimits;
  readonly arriving: Arriving;
  /** Whether it is told how long answers may be used again. */
  readonly readsFreshness: boolean;
}

/** How much of a body nobody wants is read to keep its connection, and for how long. */
const UNWANTED_BYTES = 64 * 1024;
const UNWANTED_MS = 1_000;

/**
 * One HTTP request and its answer. It calls `done` once, unless it is cancelled. It takes the answer through undici's
 * older handler methods: the newer ones make an object of all headers first, which costs 2 µs a request.
 */
export class Exchange implements Task {
  readonly options: Dispatcher.DispatchOptions;
  readonly since = performance.now();
  readonly began: number;
  connection: Connection | undefined = undefined;
  wasSent = false;
  /** Whether the connection had been used before and broke before any answer to this request. */
  wasStale = false;
  readonly #sockets: Sockets;
  readonly #limits: SubgraphLimits;
  readonly #arriving: Arriving;
  readonly #done: (outcome: Outcome, exchange: Exchange) => void;
  readonly #body = new BodyBuffer();
  #unwantedBytes = 0;
  #status = 0;
  #encoding = 'identity';
  readonly #readsFreshness: boolean;
  #freshness: Freshness | null = null;
  #isOver = false;
  /** Runs while the rest of a body that nobody wants is awaited. */
  #unwanted: NodeJS.Timeout | undefined = undefined;

  constructor(
    { options, began }: Pick<Task, 'options' | 'began'>,
    { sockets, limits, arriving, readsFreshness }: ExchangeParts,
    done: (outcome: Outcome, exchange: Exchange) => void,
  ) {
    this.options = options;
    this.began = began;
    this.#sockets = sockets;
    this.#limits = limits;
    this.#arriving = arriving;
    this.#readsFreshness = readsFreshness;
    this.#done = done;
  }

  /** Gives up, on the wire too. */
  cancel(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#takeBody();
    if (this.connection === undefined) this.#sockets.leaveQueue(this);
    else this.#discard();
  }

  onConnect(): void {
    this.wasSent = true;
  }

  onHeaders(status: number, headers: readonly Buffer[]): boolean {
    if (status < 200 || this.#isOver) return true;
    this.#status = status;
    const head = readHead(status, headers, this.#limits.responseBytes);
    if (head.kind === 'failed') this.#endEarly(head.failure);
    else if (head.isEventStream) this.#endEarly(FAILURES.unreadable('the answer is a stream'));
    else this.#encoding = head.encoding;
    if (this.#readsFreshness) this.#freshness = readFreshness(headers);
    return true;
  }

  onData(chunk: Buffer): boolean {
    if (this.#isOver) {
      this.#unwantedBytes += chunk.length;
      if (this.#unwantedBytes > UNWANTED_BYTES) this.#discard();
      return true;
    }
    this.#body.add(chunk);
    this.#arriving.bytes += chunk.length;
    const { responseBytes, arrivingBytes } = this.#limits;
    if (this.#body.size > responseBytes) {
      this.#cut(FAILURES.tooLarge(`the answer has more than ${responseBytes} bytes`));
    } else if (this.#arriving.bytes > arrivingBytes) {
      this.#cut(FAILURES.tooLarge(`the answers arriving have more than ${arrivingBytes} bytes`));
    }
    return true;
  }

  onComplete(): void {
    clearTimeout(this.#unwanted);
    if (this.connection !== undefined) this.#sockets.release(this.connection);
    this.connection = undefined;
    if (this.#isOver) return;
    const bytes = this.#takeBody();
    if (this.#encoding === 'identity') return this.#read(bytes);
    void decodeBody(this.#encoding, bytes, this.#limits.responseBytes).then((decoded) => this.#decoded(decoded));
  }

  onError(error: Error): void {
    if (this.#isOver) return this.#discard();
    this.wasStale = this.connection!.isUsed && this.#status === 0;
    this.#cut(connectionFailure(error, { wasSent: this.wasSent, hasHead: this.#status !== 0 }));
  }

  #decoded(decoded: Decoded): void {
    if (this.#isOver) return;
    if (decoded.kind === 'failed') this.#end(decoded);
    else this.#read(decoded.bytes);
  }

  #read(bytes: Buffer): void {
    if (isTooHeavy(bytes, this.#limits.responseWeight)) {
      return this.#end({ kind: 'failed', failure: FAILURES.tooLarge('the answer holds too many values') });
    }
    const text = bytes.toString('utf8');
    this.#end({ kind: 'text', status: this.#status, text, bytes: bytes.length, freshness: this.#freshness });
  }

  /** The head says enough. A short rest is read, so that the connection can be used again. */
  #endEarly(failure: Failure): void {
    if (failure.code === 'SUBGRAPH_RESPONSE_TOO_LARGE') return this.#cut(failure);
    this.#unwanted = setTimeout(() => this.#discard(), UNWANTED_MS).unref();
    this.#end({ kind: 'failed', failure });
  }

  #cut(failure: Failure): void {
    this.#takeBody();
    this.#discard();
    this.#end({ kind: 'failed', failure });
  }

  #takeBody(): Buffer {
    this.#arriving.bytes -= this.#body.size;
    return this.#body.take();
  }

  #discard(): void {
    clearTimeout(this.#unwanted);
    if (this.connection !== undefined) this.#sockets.discard(this.connection);
    this.connection = undefined;
  }

  #end(outcome: Outcome): void {
    this.#isOver = true;
    this.#done(outcome, this);
  }
}
