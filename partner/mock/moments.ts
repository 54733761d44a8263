import type { Draw } from './draw.js';

const DAY_MS = 86_400_000;
/** What begins does so in the first of these years, what ends in the last, and everything else between. */
const YEARS = { begin: [2015, 2018], end: [2021, 2024], other: [2016, 2023] } as const;

const BEGINS = /\b(start|started|starts|from|begin|begins|began|open|opened|opens|created|since|joined|birth|born)\b/;
const ENDS = /\b(end|ended|ends|until|close|closed|closes|expires|expired|updated|modified|left|due|deadline)\b/;
const BIRTHS = /\b(birth|born|birthday|dob)\b/;

/** A day, `YYYY-MM-DD`, that fits the words of a field: what begins does so before what ends. */
export function dayFor(words: string, draw: Draw): string {
  const [first, last] = BIRTHS.test(words)
    ? ([1950, 1999] as const)
    : YEARS[ENDS.test(words) ? 'end' : BEGINS.test(words) ? 'begin' : 'other'];
  const start = Date.UTC(first, 0, 1);
  const days = Math.floor((Date.UTC(last + 1, 0, 1) - start) / DAY_MS);
  return new Date(start + draw.between(0, days - 1) * DAY_MS).toISOString().slice(0, 10);
}

/** A moment in UTC, RFC 3339 with milliseconds. */
export function momentFor(words: string, draw: Draw): string {
  return `${dayFor(words, draw)}T${timeOfDay(draw)}.000Z`;
}

/** `HH:MM:SS`. */
export function timeOfDay(draw: Draw): string {
  const two = (max: number) => String(draw.between(0, max)).padStart(2, '0');
  return `${two(23)}:${two(59)}:${two(59)}`;
}
