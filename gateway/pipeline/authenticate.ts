import { errors, jwtVerify, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Log } from '../../kit/log.js';
import type { Caller } from '../request-context.js';
import type { KeySource } from './key-source.js';
import { requestError, type RequestError } from './request-error.js';

export interface AuthenticationOptions {
  readonly keys: KeySource;
  /** Who may have issued a token; anybody whose key is known when empty. */
  readonly issuers: readonly string[];
  /** For whom a token must be, one of these; for anybody when empty. */
  readonly audiences: readonly string[];
  readonly algorithms: readonly string[];
  readonly clockToleranceSeconds: number;
  /** Whether a caller without a token is refused. */
  readonly required: boolean;
  /** What becomes of a caller whose token is not valid. */
  readonly onInvalid: 'refuse' | 'anonymous';
  readonly tokenBytes: number;
  readonly log: Log;
}

/** Says who calls, by the `Authorization` header. */
export interface Authenticator {
  /** A caller who is known already; null for nobody in particular, undefined when the token must be verified. */
  recall(authorization: string | null): Caller | null | undefined;
  /** Rejects with `RequestError`. */
  verify(authorization: string): Promise<Caller | null>;
}

/** A caller, and until when the token stands for them unseen. */
interface Verified {
  readonly caller: Caller;
  readonly untilMs: number;
}

const BEARER = /^Bearer +(\S+) *$/i;
const CACHE_BYTES = 16 * 1024 * 1024;
/** After this time a token is verified again, so that a key which was withdrawn does not live on. */
const CACHE_MS = 5 * 60_000;
/** A parsed token takes about so many times its own bytes. */
const SIZE_FACTOR = 4;

/** Makes an authenticator of JSON Web Tokens. What is wrong with a token is in the log alone, and never the token. */
export function createAuthenticator(options: AuthenticationOptions): Authenticator {
  const verified = new LRUCache<string, Verified>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (_verified, authorization) => authorization.length * SIZE_FACTOR + 500,
  });

  return {
    recall(authorization) {
      const found = authorization === null ? undefined : verified.get(authorization);
      if (found && Date.now() < found.untilMs) return found.caller;
      if (authorization !== null && /^Bearer /i.test(authorization)) return undefined;
      if (options.required) throw unauthenticated('Bearer');
      return null;
    },
    async verify(authorization) {
      try {
        const payload = await verifyToken(authorization, options);
        const caller = callerOf(payload);
        verified.set(authorization, { caller, untilMs: knownUntilMs(payload) });
        return caller;
      } catch (error) {
        const reason = error instanceof errors.JOSEError ? error.code : 'the keys cannot be read';
        options.log.warn({ reason }, 'A token was refused');
        if (options.onInvalid === 'anonymous' && !options.required) return null;
        throw unauthenticated('Bearer error="invalid_token"');
      }
    },
  };
}

async function verifyToken(authorization: string, options: AuthenticationOptions): Promise<JWTPayload> {
  const token = BEARER.exec(authorization)?.[1];
  if (token === undefined || token.length > options.tokenBytes) throw new errors.JWTInvalid();
  const { payload } = await jwtVerify(token, options.keys, {
    algorithms: [...options.algorithms],
    clockTolerance: options.clockToleranceSeconds,
    ...(options.issuers.length > 0 ? { issuer: [...options.issuers] } : {}),
    ...(options.audiences.length > 0 ? { audience: [...options.audiences] } : {}),
  });
  return payload;
}

function callerOf(payload: JWTPayload): Caller {
  const scope = payload['scope'] ?? payload['scp'];
  const scopes = typeof scope === 'string' ? scope.split(' ') : Array.isArray(scope) ? scope : [];
  return {
    subject: payload.sub ?? null,
    scopes: new Set(scopes.filter((name): name is string => typeof name === 'string' && name !== '')),
    claims: payload,
  };
}

function knownUntilMs({ exp }: JWTPayload): number {
  const latest = Date.now() + CACHE_MS;
  return exp === undefined ? latest : Math.min(latest, exp * 1_000);
}

function unauthenticated(challenge: string): RequestError {
  return requestError(401, 'UNAUTHENTICATED', 'The request needs a valid token', { 'www-authenticate': challenge });
}
