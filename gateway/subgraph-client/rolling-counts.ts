/** Counts two kinds of things over the last while, in slices. */
export class RollingCounts {
  readonly #sliceMs: number;
  readonly #first: number[];
  readonly #second: number[];
  #slice = 0;
  firstTotal = 0;
  secondTotal = 0;

  constructor(windowMs: number, slices: number) {
    this.#sliceMs = windowMs / slices;
    this.#first = new Array<number>(slices).fill(0);
    this.#second = new Array<number>(slices).fill(0);
  }

  addFirst(now: number): void {
    this.forget(now);
    this.#first[this.#slice % this.#first.length]! += 1;
    this.firstTotal += 1;
  }

  addSecond(now: number): void {
    this.forget(now);
    this.#second[this.#slice % this.#second.length]! += 1;
    this.secondTotal += 1;
  }

  /** Drops what has become too old; the totals are right until `now` advances. */
  forget(now: number): void {
    const slice = Math.floor(now / this.#sliceMs);
    if (slice <= this.#slice) return;
    const slices = this.#first.length;
    const stale = Math.min(slice - this.#slice, slices);
    for (let i = 1; i <= stale; i++) this.#empty((this.#slice + i) % slices);
    this.#slice = slice;
  }

  clear(): void {
    for (let i = 0; i < this.#first.length; i++) this.#empty(i);
  }

  #empty(index: number): void {
    this.firstTotal -= this.#first[index]!;
    this.secondTotal -= this.#second[index]!;
    this.#first[index] = 0;
    this.#second[index] = 0;
  }
}
