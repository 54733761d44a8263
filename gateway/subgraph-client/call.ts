import { performance } from 'node:perf_hooks';
import type { RequestEvent } from './events.js';
import { failed, FAILURES, type Failure } from './failure.js';
import { Flight } from './flight.js';
import type { ForwardedHeaders } from './forwarded-headers.js';
import type { Presence, SubgraphAnswer, SubgraphRequest } from './subgraph-request.js';
import type { ExpiryReason, Sweep, Watched } from './sweep.js';
import type { Upstream } from './upstream.js';

/** One caller who waits for an answer, alone or with others who asked the same. */
export class Call implements Watched {
  readonly deadline: number;
  readonly signal: Presence | undefined;
  place = -1;
  readonly #startedAt = performance.now();
  readonly #upstream: Upstream;
  readonly #sweep: Sweep;
  readonly #kind: SubgraphRequest['kind'];
  readonly #resolve: (answer: SubgraphAnswer) => void;
  readonly #onEnd: SubgraphRequest['onEnd'];
  #flight: Flight | undefined = undefined;
  #isShared = false;

  constructor(
    { upstream, sweep }: { readonly upstream: Upstream; readonly sweep: Sweep },
    request: SubgraphRequest,
    resolve: (answer: SubgraphAnswer) => void,
  ) {
    this.deadline = Math.min(request.deadline, this.#startedAt + upstream.limits.timeoutMs);
    this.signal = request.signal;
    this.#kind = request.kind;
    this.#upstream = upstream;
    this.#sweep = sweep;
    this.#resolve = resolve;
    this.#onEnd = request.onEnd;
  }

  /** Joins an identical query under way, or sends the request. */
  start(request: SubgraphRequest, forwarded: ForwardedHeaders): void {
    const now = this.#startedAt;
    if (this.signal?.aborted === true) return this.#fail(FAILURES.clientGone);
    if (this.deadline <= now) return this.#fail(FAILURES.timeout('the time was over before it was sent', false));
    const flights = this.#kind === 'query' ? this.#upstream.flights : undefined;
    const underWay = flights?.find(request.body, forwarded.key, now);
    if (underWay !== undefined) return this.#join(underWay);
    if (!this.#upstream.breaker.admits(now)) return this.#fail(FAILURES.breakerOpen);
    const flight = new Flight(this.#upstream, request, forwarded);
    flights?.add(flight);
    this.#join(flight);
    this.#isShared = false;
    flight.start();
  }

  settle(answer: SubgraphAnswer, responseBytes: number): void {
    this.#sweep.remove(this);
    if (this.#upstream.onEvent !== undefined || this.#onEnd !== undefined) this.#tell(answer, responseBytes);
    this.#resolve(this.#isShared ? forOnce(answer) : answer);
  }

  expire(reason: ExpiryReason, now: number): void {
    const wasSent = this.#flight?.wasSent() === true;
    this.#flight?.leave(this, reason, now);
    if (reason === 'client-gone') this.#fail(FAILURES.clientGone);
    else if (reason === 'stopped') this.#fail(FAILURES.stopped);
    else this.#fail(FAILURES.timeout(wasSent ? 'no answer in time' : 'no connection in time', wasSent));
  }

  #join(flight: Flight): void {
    this.#flight = flight;
    this.#isShared = true;
    this.#sweep.add(this);
    flight.join(this);
  }

  #fail(failure: Failure): void {
    this.settle(failed(this.#kind, failure), 0);
  }

  #tell(answer: SubgraphAnswer, responseBytes: number): void {
    const event: RequestEvent = {
      kind: 'request',
      subgraph: this.#upstream.name,
      outcome: answer.kind === 'answered' ? 'answered' : answer.code,
      reason: answer.kind === 'answered' ? null : answer.reason,
      durationMs: performance.now() - this.#startedAt,
      responseBytes,
      attempts: this.#isShared ? 0 : (this.#flight?.attempts ?? 0),
      shared: this.#isShared,
    };
    this.#upstream.onEvent?.(event);
    this.#onEnd?.(event);
  }
}

/** Who joined a request that was under way cannot know what has been dropped since it began. */
function forOnce(answer: SubgraphAnswer): SubgraphAnswer {
  if (answer.kind === 'failed' || answer.freshness === undefined) return answer;
  return { ...answer, freshness: { ...answer.freshness, maxAgeSeconds: 0 } };
}
