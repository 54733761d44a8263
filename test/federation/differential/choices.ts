/** Random decisions read from a list of numbers, so that a shorter list of smaller numbers makes something simpler. */
export interface Choices {
  /** From 0 to `count - 1`. 0 when the list is used up. */
  upTo(count: number): number;
  /** False when the list is used up. */
  chance(percent: number): boolean;
  pick<T>(values: readonly T[]): T;
  /** Some of the values, perhaps none, in their order. */
  some<T>(values: readonly T[], percent: number): T[];
}

/** Reads decisions from numbers between 0 and 999. */
export function createChoices(numbers: readonly number[]): Choices {
  let used = 0;
  const next = (): number => numbers[used++] ?? 0;
  const choices: Choices = {
    upTo: (count) => next() % count,
    chance: (percent) => next() >= 1000 - percent * 10,
    pick: (values) => values[next() % values.length]!,
    some: (values, percent) => values.filter(() => choices.chance(percent)),
  };
  return choices;
}
