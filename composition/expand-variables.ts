import type { Environment } from '../kit/env.js';

/** A value whose texts have the values of variables in them, and what could not be found. */
export interface Expanded {
  readonly value: unknown;
  readonly missing: readonly MissingVariable[];
}

export interface MissingVariable {
  readonly name: string;
  /** The keys that lead to the text. */
  readonly path: readonly string[];
}

const VARIABLE = /\$\{env\.([A-Za-z_]\w*)(?::-([^}]*))?\}/g;

/** Replaces `${env.NAME}` and `${env.NAME:-default}` in every text of a value. An empty variable counts as unset. */
export function expandVariables(value: unknown, env: Environment): Expanded {
  const missing: MissingVariable[] = [];
  const expand = (inner: unknown, path: readonly string[]): unknown => {
    if (typeof inner === 'string') {
      return inner.replaceAll(VARIABLE, (_whole, name: string, fallback: string | undefined) => {
        const found = env[name] || fallback;
        if (found === undefined) missing.push({ name, path });
        return found ?? '';
      });
    }
    if (Array.isArray(inner)) return inner.map((item, index) => expand(item, [...path, String(index)]));
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, below]) => [key, expand(below, [...path, key])]));
  };
  return { value: expand(value, []), missing };
}
