import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Authorization } from './read-authorization.js';

/** What a code stands for. */
export interface Granted {
  readonly authorization: Authorization;
  /** The issuer by the name that the person asked for it. */
  readonly issuer: string;
  readonly personId: string;
}

/** Codes that were given out, each good for one use within a minute. */
export interface Codes {
  give(granted: Granted): string;
  /** What a code stands for; it stands for nothing from then on. */
  take(code: string): Granted | undefined;
}

const CODE_MS = 60_000;
const CODES_MAX = 1_000;

export function createCodes(): Codes {
  const given = new LRUCache<string, Granted>({ max: CODES_MAX, ttl: CODE_MS });
  return {
    give(granted) {
      const code = randomBytes(32).toString('base64url');
      given.set(code, granted);
      return code;
    },
    take(code) {
      const granted = given.get(code);
      given.delete(code);
      return granted;
    },
  };
}
