import type { Draw } from './draw.js';

const DIGITS = '0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LETTERS_AND_DIGITS = `${UPPER}${UPPER.toLowerCase()}${DIGITS}`;
const CLASSES: Readonly<Record<string, string>> = { d: DIGITS, w: `${LETTERS_AND_DIGITS}_`, s: ' ' };
/** How much longer than it must be a part without an end may become. */
const MORE_MAX = 3;
const TEXT_MAX = 1_000;

/** Where a pattern has been read to. */
interface Reading {
  readonly pattern: string;
  readonly draw: Draw;
  at: number;
}

class Unsupported extends Error {}

/**
 * A text that a regular expression matches: signs, classes, groups, alternatives and repetitions. Undefined for one that
 * uses more than that.
 */
export function patternText(pattern: string, draw: Draw): string | undefined {
  try {
    const reading = { pattern: pattern.replace(/^\^/, '').replace(/(?<!\\)\$$/, ''), draw, at: 0 };
    const text = alternatives(reading);
    const isWhole = reading.at === reading.pattern.length && text.length <= TEXT_MAX;
    return isWhole && new RegExp(pattern).test(text) ? text : undefined;
  } catch (error) {
    if (error instanceof Unsupported || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function alternatives(reading: Reading): string {
  const options = [sequence(reading)];
  while (reading.pattern[reading.at] === '|') {
    reading.at++;
    options.push(sequence(reading));
  }
  return reading.draw.pick(options);
}

function sequence(reading: Reading): string {
  let text = '';
  for (;;) {
    const sign = reading.pattern[reading.at];
    if (sign === undefined || sign === '|' || sign === ')') return text;
    const start = reading.at;
    const once = atom(reading);
    const end = reading.at;
    const times = repetition(reading);
    if (text.length + once.length * times > TEXT_MAX) throw new Unsupported();
    const after = reading.at;
    for (let i = 0; i < times; i++) {
      reading.at = start;
      text += i === 0 ? once : atom(reading);
      reading.at = end;
    }
    reading.at = after;
  }
}

/** One sign, class or group. */
function atom(reading: Reading): string {
  const sign = reading.pattern[reading.at]!;
  if (sign === '(') return group(reading);
  if (sign === '[') return reading.draw.pick([...signsOfClass(reading)]);
  reading.at++;
  if (sign === '.') return reading.draw.pick([...LETTERS_AND_DIGITS]);
  if (sign === '\\') return reading.draw.pick([...escaped(reading)]);
  if ('^$*+?{'.includes(sign)) throw new Unsupported();
  return sign;
}

function group(reading: Reading): string {
  reading.at++;
  if (reading.pattern[reading.at] === '?') {
    const kind = /^\?(?::|<[A-Za-z]\w*>)/.exec(reading.pattern.slice(reading.at));
    if (!kind) throw new Unsupported();
    reading.at += kind[0].length;
  }
  const text = alternatives(reading);
  if (reading.pattern[reading.at] !== ')') throw new Unsupported();
  reading.at++;
  return text;
}

/** The signs that an escape stands for; the backslash was read. */
function escaped(reading: Reading): string {
  const sign = reading.pattern[reading.at++] ?? '';
  if (Object.hasOwn(CLASSES, sign)) return CLASSES[sign]!;
  if (/[A-Za-z0-9]/.test(sign) || sign === '') throw new Unsupported();
  return sign;
}

function signsOfClass(reading: Reading): string {
  const end = reading.pattern.indexOf(']', reading.at + 2);
  if (end < 0) throw new Unsupported();
  const body = reading.pattern.slice(reading.at + 1, end);
  reading.at = end + 1;
  const isNegated = body.startsWith('^');
  const inner: Reading = { ...reading, pattern: isNegated ? body.slice(1) : body, at: 0 };
  let signs = '';
  while (inner.at < inner.pattern.length) signs += range(inner);
  const kept = isNegated ? [...LETTERS_AND_DIGITS].filter((sign) => !signs.includes(sign)).join('') : signs;
  if (kept === '') throw new Unsupported();
  return kept;
}

function range(inner: Reading): string {
  const first = inner.pattern[inner.at++]!;
  const from = first === '\\' ? escaped(inner) : first;
  if (from.length > 1 || inner.pattern[inner.at] !== '-' || inner.at + 1 >= inner.pattern.length) return from;
  const [low, high] = [from.codePointAt(0)!, inner.pattern.codePointAt(inner.at + 1)!];
  inner.at += 2;
  return Array.from({ length: Math.max(1, high - low + 1) }, (_, i) => String.fromCodePoint(low + i)).join('');
}

function repetition(reading: Reading): number {
  const found = /^(?:\?|\*|\+|\{(\d+)(,(\d*))?\})\??/.exec(reading.pattern.slice(reading.at));
  if (!found) return 1;
  reading.at += found[0].length;
  const [sign, least, more, most] = found;
  if (sign.startsWith('?')) return reading.draw.between(0, 1);
  const min = least === undefined ? (sign.startsWith('+') ? 1 : 0) : Number(least);
  const max = least !== undefined && more === undefined ? min : most ? Number(most) : min + MORE_MAX;
  if (min > max || min > TEXT_MAX) throw new Unsupported();
  return reading.draw.between(min, Math.min(max, min + TEXT_MAX));
}
