/** Why a text is not taken as JSON, for the client. */
export class JsonRefused extends Error {}

/** Nothing that a client means to send is nested deeper. */
const DEPTH_MAX = 200;
const QUOTE = 0x22;
const COLON = 0x3a;
const ZERO = 0x30;
const NINE = 0x39;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;
/** An integer of so many digits is a number as it stands. */
const EXACT_DIGITS = 15;
const REST_OF_NUMBER = /[\d.eE+-]*/y;

/**
 * Parses JSON in which no name stands twice in an object, no number is beyond all others, no integer would be rounded to
 * another one, and nothing is nested deeper than 200 levels. Throws `JsonRefused`, with a message that repeats nothing of
 * the text.
 */
export function parseStrictJson(text: string): unknown {
  const names = countNamesInText(text);
  const value = parse(text);
  if (countNames(value) !== names) throw new JsonRefused('it has a name twice in one object');
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new JsonRefused('it is not JSON');
  }
}

/** How many names of members a text has: as many as it has colons outside strings, if it is JSON. */
function countNamesInText(text: string): number {
  let names = 0;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) i = endOfString(text, i);
    else if (code === COLON) names++;
    else if (code >= ZERO && code <= NINE) i = endOfNumber(text, i);
    else if (code === OPENING_BRACE || code === OPENING_BRACKET) depth++;
    else if (code === CLOSING_BRACE || code === CLOSING_BRACKET) depth--;
    if (depth > DEPTH_MAX) throw new JsonRefused(`it is nested deeper than ${DEPTH_MAX} levels`);
  }
  return names;
}

/** Where the string that begins at `start` ends. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let first = end;
    while (text.charCodeAt(first - 1) === BACKSLASH) first--;
    if ((end - first) % 2 === 0) return end;
  }
  return text.length;
}

/** Where the number ends whose first digit is at `start`. An integer that becomes another one would name another object. */
function endOfNumber(text: string, start: number): number {
  REST_OF_NUMBER.lastIndex = start;
  const [digits] = REST_OF_NUMBER.exec(text)!;
  if (digits.length > EXACT_DIGITS && /^\d+$/.test(digits) && String(Number(digits)) !== digits)
    throw new JsonRefused('it has an integer of more digits than a number keeps. Send an ID as a text');
  return start + digits.length - 1;
}

function countNames(value: unknown): number {
  // It would be sent on as null.
  if (value === Infinity || value === -Infinity) throw new JsonRefused('it has a number that is too large');
  if (typeof value !== 'object' || value === null) return 0;
  let names = 0;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) names += countNames(item);
  } else {
    for (const name in value) names += 1 + countNames((value as Record<string, unknown>)[name]);
  }
  return names;
}
