import type { InputShape } from './input-shape.js';

/** The value that a text stands for; undefined for none. What is no number stays text, so that it can be told. */
export function valueOfText(text: string, kind: InputShape['kind']): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (kind === 'integer' || kind === 'number') return Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
  if (kind === 'json') return valueOfJson(trimmed);
  return kind === 'moment' ? momentOf(trimmed) : trimmed;
}

/** What stands in the field for a value. A moment with a zone of its own stays as it is, since a browser knows none. */
export function textOfValue(value: unknown, kind: InputShape['kind']): string {
  if (value === undefined || value === null) return '';
  if (kind === 'moment' && typeof value === 'string') return value.replace(/(:\d\d)(\.\d+)?Z$/, '$1');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Values as they stand in an address: text as it is, all else as JSON. */
export function parametersOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

/** The value that an address gives a field. */
export function valueOfParameter(text: string, shape: InputShape): unknown {
  if (shape.kind === 'list' || shape.kind === 'object' || shape.kind === 'truth') return valueOfJson(text);
  return valueOfText(text, shape.kind);
}

function valueOfJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function momentOf(text: string): string {
  return /T\d\d:\d\d$/.test(text) ? `${text}:00Z` : /T\d\d:\d\d:\d\d$/.test(text) ? `${text}Z` : text;
}
