import { performance } from 'node:perf_hooks';
import { SIGNATURE_HEADER, signRequest } from '../../kit/request-signature.js';
import type { Call } from './call.js';
import { Exchange, type Outcome } from './exchange.js';
import { failed, FAILURES, type Failure } from './failure.js';
import type { ForwardedHeaders } from './forwarded-headers.js';
import { readAnswer } from './read-answer.js';
import { withStatus } from './response-head.js';
import type { SubgraphAnswered, SubgraphRequest } from './subgraph-request.js';
import type { ExpiryReason } from './sweep.js';
import type { Upstream } from './upstream.js';

/** A subgraph that left a request alone for so long is at fault, however short its deadline was. */
const HANGING_MS = 1_000;
const RETRY_DELAY_MIN_MS = 10;
const RETRY_DELAY_SPREAD_MS = 40;
/** How long answers are handed out before other work gets its turn. */
const SLICE_MS = 8;

/** A request on its way to a subgraph and back, with its retry, for one call or for several identical ones. */
export class Flight {
  readonly body: string;
  readonly headersKey: string;
  readonly startedAt: number;
  attempts = 0;
  /** Where the table of flights has it. */
  hash = 0;
  nextInRow: Flight | undefined = undefined;
  readonly #upstream: Upstream;
  readonly #kind: SubgraphRequest['kind'];
  readonly #headers: readonly string[];
  readonly #began: number;
  readonly #calls: Call[] = [];
  #exchange: Exchange | undefined = undefined;
  #retryTimer: NodeJS.Timeout | undefined = undefined;
  #isBlamed = false;

  constructor(upstream: Upstream, request: SubgraphRequest, forwarded: ForwardedHeaders) {
    this.#upstream = upstream;
    this.#kind = request.kind;
    this.#headers = forwarded.list.length === 0 ? upstream.headers : [...upstream.headers, ...forwarded.list];
    this.body = request.body;
    this.headersKey = forwarded.key;
    this.startedAt = performance.now();
    this.#began = request.began ?? this.startedAt;
  }

  join(call: Call): void {
    this.#calls.push(call);
  }

  start(): void {
    this.#upstream.budget.requested(this.startedAt);
    this.#attempt(false);
  }

  /** A call ends before the answer is there. The last one to leave cuts the connection. */
  leave(call: Call, reason: ExpiryReason, now: number): void {
    const index = this.#calls.indexOf(call);
    if (index >= 0) this.#calls.splice(index, 1);
    if (reason === 'timeout') this.#blame(now);
    // Nobody joins what hangs.
    if (reason === 'timeout' || this.#calls.length === 0) this.#upstream.flights?.delete(this);
    if (this.#calls.length > 0) return;
    clearTimeout(this.#retryTimer);
    this.#exchange?.cancel();
  }

  /** Whether the request may have reached the subgraph. */
  wasSent(): boolean {
    return this.attempts > 1 || this.#exchange?.wasSent === true;
  }

  #attempt(afresh: boolean): void {
    const { origin, path, sockets } = this.#upstream;
    const options = { origin, path, method: 'POST', headers: this.#signedHeaders() as string[], body: this.body };
    const exchange = new Exchange({ options, began: this.#began }, this.#upstream, this.#ended);
    this.#exchange = exchange;
    this.attempts += 1;
    const isTaken = afresh ? sockets.submitAfresh(exchange) : sockets.submit(exchange);
    if (isTaken) return;
    this.attempts -= 1;
    this.#fail(FAILURES.queueFull);
  }

  /** Each attempt is signed anew: a subgraph takes a signature once. */
  #signedHeaders(): readonly string[] {
    const { name, signingKey } = this.#upstream;
    if (signingKey === null) return this.#headers;
    const signature = signRequest(signingKey, { subgraph: name, body: this.body, nowMs: Date.now() });
    return [...this.#headers, SIGNATURE_HEADER, signature];
  }

  readonly #ended = (outcome: Outcome, exchange: Exchange): void => {
    if (outcome.kind === 'failed') return this.#failed(outcome.failure);
    const answer = readOutcome(outcome);
    if (typeof answer === 'string') return this.#failed(withStatus(outcome.status, answer));
    this.#upstream.breaker.succeeded(performance.now(), exchange.since);
    this.#upstream.flights?.delete(this);
    this.#share(answer, outcome);
  };

  /** Everyone gets objects of their own. */
  #share(answer: SubgraphAnswered, outcome: TextOutcome): void {
    const { bytes } = outcome;
    this.#calls.shift()?.settle(answer, bytes);
    if (this.#calls.length === 0) return;
    const until = performance.now() + SLICE_MS;
    while (this.#calls.length > 0 && performance.now() < until) {
      this.#calls.shift()!.settle(readOutcome(outcome) as SubgraphAnswered, bytes);
    }
    if (this.#calls.length > 0) setImmediate(() => this.#share(readOutcome(outcome) as SubgraphAnswered, outcome));
  }

  #failed(failure: Failure): void {
    const now = performance.now();
    if (failure.isFault) this.#upstream.breaker.failed(now);
    if (!this.#mayRetry(failure, now)) return this.#fail(failure);
    this.#upstream.onEvent?.({ kind: 'retry', subgraph: this.#upstream.name, reason: failure.reason });
    this.#retry();
  }

  #mayRetry(failure: Failure, now: number): boolean {
    if (!failure.mayRetry || this.#kind !== 'query' || this.attempts > 1) return false;
    return this.#upstream.breaker.state === 'closed' && this.#upstream.budget.take(now);
  }

  /**
   * Over a new connection, since the server may have closed all the old ones, and after a while; at once if the only
   * trouble was that the server closed an idle connection just as it was used again.
   */
  #retry(): void {
    if (this.#exchange?.wasStale === true) return this.#attempt(true);
    const delayMs = RETRY_DELAY_MIN_MS + RETRY_DELAY_SPREAD_MS * Math.random();
    this.#retryTimer = setTimeout(() => this.#attempt(true), delayMs);
  }

  #blame(now: number): void {
    const exchange = this.#exchange;
    if (this.#isBlamed || exchange?.connection === undefined) return;
    if (now - exchange.since < Math.min(HANGING_MS, this.#upstream.limits.timeoutMs)) return;
    this.#isBlamed = true;
    this.#upstream.breaker.failed(now);
  }

  #fail(failure: Failure): void {
    this.#upstream.flights?.delete(this);
    for (const call of this.#calls.splice(0)) call.settle(failed(this.#kind, failure), 0);
  }
}

type TextOutcome = Extract<Outcome, { kind: 'text' }>;

function readOutcome({ text, status, freshness }: TextOutcome): SubgraphAnswered | string {
  const answer = readAnswer(text);
  if (freshness === null || typeof answer === 'string') return answer;
  return { ...answer, freshness: status < 300 ? freshness : { ...freshness, maxAgeSeconds: 0 } };
}
