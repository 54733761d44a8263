import { hash } from '../../kit/random.js';

/** Choices that depend on nothing but the place they are made for and on how many were made there before. */
export interface Draw {
  /** A whole number from `min` to `max`, both included. */
  between(min: number, max: number): number;
  /** One item of a list that is not empty. */
  pick<Item>(list: readonly Item[]): Item;
  /** True in about `share` of all places, 0 to 1. */
  chance(share: number): boolean;
}

/** The choices of one place: a seed, then what tells the place from others. */
export function drawFrom(...parts: readonly (string | number)[]): Draw {
  let count = 0;
  const next = () => hash(...parts, count++);
  return {
    between: (min, max) => min + (next() % (max - min + 1)),
    pick: (list) => list[next() % list.length]!,
    chance: (share) => next() < share * 0x1_0000_0000,
  };
}
