import type { Draw } from './draw.js';

type Range = readonly [min: number, max: number];

const WHOLE: readonly (readonly [RegExp, Range])[] = [
  [/\byear\b/, [2010, 2024]],
  [/\bmonth\b/, [1, 12]],
  [/\bday\b/, [1, 28]],
  [/\bhour\b/, [0, 23]],
  [/\bage\b/, [18, 90]],
  [/\b(percent|percentage|per cent|progress)\b/, [0, 100]],
  [/\b(stars?|rating|rank|priority|level|grade|score)\b/, [1, 5]],
  [/\b(version|revision)\b/, [1, 9]],
  [/\b(count|quantity|number|size|length|stock)\b/, [0, 200]],
  [/\b(status code)\b/, [200, 204]],
  [/\b(price|amount|cost|total|balance|budget)\b/, [100, 99_999]],
];

const BROKEN: readonly (readonly [RegExp, Range])[] = [
  [/\b(latitude|lat)\b/, [50, 58]],
  [/\b(longitude|lng|lon)\b/, [-5, 1]],
  [/\b(rate|ratio|share|fraction|probability|certainty)\b/, [0, 1]],
  [/\b(percent|percentage)\b/, [0, 100]],
  [/\b(stars?|rating|score|average)\b/, [1, 5]],
];

/** A range that a description names, as in `between 1 and 5`. */
function described(description: string): Range | undefined {
  const found = /\b(?:between|from)\s+(-?\d+(?:\.\d+)?)%?\s+(?:and|to)\s+(-?\d+(?:\.\d+)?)/i.exec(description);
  const [low, high] = [Number(found?.[1]), Number(found?.[2])];
  return found && low < high ? [low, high] : undefined;
}

/** A whole number that fits the words of its field and what its description says. */
export function wholeFor(words: string, description: string, draw: Draw): number {
  const [min, max] = described(description) ?? WHOLE.find(([pattern]) => pattern.test(words))?.[1] ?? [1, 1_000];
  return draw.between(Math.ceil(min), Math.floor(max));
}

/** A number with `decimals` digits after the point that fits the words of its field and what its description says. */
export function brokenFor(words: string, description: string, draw: Draw, decimals = 2): number {
  const [min, max] = described(description) ?? BROKEN.find(([pattern]) => pattern.test(words))?.[1] ?? [1, 1_000];
  return brokenBetween(min, max, draw, decimals);
}

/** A number from `min` to `max` with `decimals` digits after the point. */
export function brokenBetween(min: number, max: number, draw: Draw, decimals: number): number {
  const scale = 10 ** decimals;
  const steps = Math.min(0xffff_fffe, Math.max(0, Math.floor((max - min) * scale)));
  return Number((min + draw.between(0, steps) / scale).toFixed(decimals));
}
