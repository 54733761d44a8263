/** Numbers that are counted in passing: a few nanoseconds each, and put into form only when somebody asks for them. */
import type { Sample } from './metric.js';

/** Upper bounds of the classes of a distribution, in seconds. */
const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How often something happened, by the value of one label. */
export class Counts {
  readonly #label: string;
  readonly #byValue = new Map<string, { count: number }>();

  /** `expected` are told although they have not happened: an alert sees a number grow, not one appear. */
  constructor(label: string, expected: readonly string[] = []) {
    this.#label = label;
    for (const value of expected) this.add(value, 0);
  }

  /** Counts once more, or so many times. There must be few values. */
  add(value: string, times = 1): void {
    const known = this.#byValue.get(value);
    if (known) known.count += times;
    else this.#byValue.set(value, { count: times });
  }

  /** What was counted, with these labels besides. */
  samples(labels: Readonly<Record<string, string>> = {}): Sample[] {
    return [...this.#byValue].map(([value, { count }]) => ({
      value: count,
      labels: { ...labels, [this.#label]: value },
    }));
  }
}

/** What is counted by names that others choose: the first ones each by itself, all that come later together. */
export class ByName<Tally> {
  readonly #max: number;
  readonly #create: () => Tally;
  readonly #byName = new Map<string, Tally>();

  /** No name is told with a `max` of 0. */
  constructor(max: number, create: () => Tally) {
    this.#max = max;
    this.#create = create;
  }

  /** Undefined where none is told. */
  of(name: string | null): Tally | undefined {
    const known = this.#byName.get(name ?? UNNAMED);
    return known ?? (this.#max === 0 ? undefined : this.#add((name ?? UNNAMED).slice(0, NAME_LENGTH_MAX)));
  }

  entries(): IterableIterator<[string, Tally]> {
    return this.#byName.entries();
  }

  #add(name: string): Tally {
    const told = this.#byName.size < this.#max || this.#byName.has(name) ? name : OTHERS;
    let tally = this.#byName.get(told);
    if (!tally) this.#byName.set(told, (tally = this.#create()));
    return tally;
  }
}

const UNNAMED = '(unnamed)';
const OTHERS = '(others)';
const NAME_LENGTH_MAX = 100;

/** How long something took, as the number of times that it took up to each of some bounds. */
export class Durations {
  readonly #counts = new Float64Array(BOUNDS.length + 1);
  #sum = 0;

  add(durationMs: number): void {
    const seconds = durationMs / 1_000;
    let place = 0;
    while (place < BOUNDS.length && seconds > BOUNDS[place]!) place++;
    this.#counts[place]! += 1;
    this.#sum += seconds;
  }

  /** In the form of a Prometheus histogram called `name`. */
  samples(name: string, labels: Readonly<Record<string, string>> = {}): Sample[] {
    let total = 0;
    const buckets = [...this.#counts].map((count, i): Sample => {
      total += count;
      return { metricName: `${name}_bucket`, labels: { ...labels, le: String(BOUNDS[i] ?? '+Inf') }, value: total };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels, value: this.#sum },
      { metricName: `${name}_count`, labels, value: total },
    ];
  }
}
