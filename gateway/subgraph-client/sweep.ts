import { performance } from 'node:perf_hooks';
import type { Presence } from './subgraph-request.js';

/** Something that must end at a time, or when its client goes away. */
export interface Watched {
  readonly deadline: number;
  readonly signal: Presence | undefined;
  /** Its place among the watched, -1 when it is not among them; kept by the sweep. */
  place: number;
  /** Called once, when it is no longer watched. */
  expire(reason: ExpiryReason, now: number): void;
}

export type ExpiryReason = 'timeout' | 'client-gone' | 'stopped';

const TICK_MS = 10;
/** How often signals are looked at. */
const SIGNALS_MS = 40;
const IDLE_TICKS = 100;

/**
 * Ends what takes too long, by one timer for all: a timer and a signal listener for each request would cost more than
 * the rest of the client. Deadlines are kept within about 20 ms, signals seen within about 60 ms.
 */
export class Sweep {
  readonly #watched: Watched[] = [];
  readonly #onTick: (now: number) => void;
  #timer: NodeJS.Timeout | undefined;
  #earliest = Infinity;
  #signalsAt = 0;
  #idleTicks = 0;

  constructor(onTick: (now: number) => void = () => undefined) {
    this.#onTick = onTick;
  }

  add(item: Watched): void {
    item.place = this.#watched.push(item) - 1;
    if (item.deadline < this.#earliest) this.#earliest = item.deadline;
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS).unref();
  }

  remove(item: Watched): void {
    const { place } = item;
    if (place < 0) return;
    item.place = -1;
    const last = this.#watched.pop()!;
    if (last === item) return;
    this.#watched[place] = last;
    last.place = place;
  }

  /** Ends all at once. */
  stop(): void {
    this.#rest();
    const now = performance.now();
    for (let item = this.#watched.at(-1); item !== undefined; item = this.#watched.at(-1)) {
      this.#expire(item, 'stopped', now);
    }
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    const now = performance.now();
    this.#onTick(now);
    if (now >= this.#earliest || now >= this.#signalsAt) {
      this.#signalsAt = now + SIGNALS_MS;
      // After a pause of the process, answers that came in time are read before anything is given up.
      setImmediate(() => this.#look(performance.now()));
    }
    this.#idleTicks = this.#watched.length === 0 ? this.#idleTicks + 1 : 0;
    if (this.#idleTicks > IDLE_TICKS) this.#rest();
  }

  /** Backwards, so that what takes the place of a removed item has been looked at. */
  #look(now: number): void {
    this.#earliest = Infinity;
    for (let i = this.#watched.length - 1; i >= 0; i--) {
      const item = this.#watched[i];
      if (item === undefined) continue;
      if (now >= item.deadline) this.#expire(item, 'timeout', now);
      else if (item.signal?.aborted === true) this.#expire(item, 'client-gone', now);
      else if (item.deadline < this.#earliest) this.#earliest = item.deadline;
    }
  }

  #expire(item: Watched, reason: ExpiryReason, now: number): void {
    this.remove(item);
    item.expire(reason, now);
  }
}
