/** Builds functions from text. Only what `quoted` made may come from outside, and it cannot leave its string. */

/** A JavaScript string literal. */
export function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** The text that reads a property of its own: names that every object inherits are looked up with care. */
export function read(object: string, key: string): string {
  return key in Object.prototype ? `own(${object}, ${quoted(key)})` : `${object}[${quoted(key)}]`;
}

/** The text that writes a property, also where its name would reach the prototype. */
export function write(object: string, key: string, value: string): string {
  return key === '__proto__' ? `define(${object}, ${quoted(key)}, ${value})` : `${object}[${quoted(key)}] = ${value}`;
}

/** The text of a property in an object literal. */
export function property(key: string, value: string): string {
  return key === '__proto__' ? `[${quoted(key)}]: ${value}` : `${quoted(key)}: ${value}`;
}

/** Makes a function from an expression, with these names in scope besides `own` and `define`. */
export function generate<Made>(expression: string, scope: Readonly<Record<string, unknown>> = {}): Made {
  const all = { own, define, ...scope };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call
  return new Function(...Object.keys(all), `'use strict'; return ${expression};`)(...Object.values(all)) as Made;
}

function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
