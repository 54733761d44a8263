/** From a day on, a value holds; until the next step. */
export interface Step<Value> {
  readonly from: string;
  readonly value: Value;
  /** The source that says so. */
  readonly sourceKey: string;
}

/** What a source says of all time, from its own day's point of view. */
export interface View<Value> {
  readonly asOf: string;
  /** By rising day; the first one from the beginning of time. */
  readonly steps: readonly Step<Value>[];
}

/**
 * Joins views, given by rising day, into one: each replaces the ones before it from the first day between the former
 * view's day and its own on which it names a change, else from its own day on.
 */
export function joined<Value>(views: readonly View<Value>[]): Step<Value>[] {
  let all: Step<Value>[] = [];
  let before = '';
  for (const { asOf, steps } of views) {
    const dated = steps.find(({ from }, index) => index > 0 && from > before && from <= asOf);
    const start = before === '' ? steps[0]!.from : (dated?.from ?? asOf);
    const beginning = { ...valueOn(steps, start)!, from: start };
    all = [...all.filter(({ from }) => from < start), beginning, ...steps.filter(({ from }) => from > start)];
    before = asOf;
  }
  return all;
}

/** The step that holds on a day. */
export function valueOn<Value>(steps: readonly Step<Value>[], day: string): Step<Value> | undefined {
  return steps.findLast(({ from }) => from <= day);
}
