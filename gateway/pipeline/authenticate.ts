import type { JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Log } from '../../kit/log.js';
import type { Caller } from '../request-context.js';
import type { TokenIssuer } from '../token-issuer.js';
import { claimAt } from './claim-at.js';
import { requestError, type RequestError } from './request-error.js';

export interface AuthenticationOptions {
  /** The first that may have issued a token verifies it. */
  readonly tokenIssuers: readonly TokenIssuer[];
  readonly algorithms: readonly string[];
  readonly clockToleranceSeconds: number;
  readonly claims: CallerClaims;
  /** Whether a caller without a token is refused. */
  readonly required: boolean;
  /** What becomes of a caller whose token is not valid. */
  readonly onInvalid: 'refuse' | 'anonymous';
  readonly tokenBytes: number;
  readonly log: Log;
}

/** Which claims say what a caller may do. */
export interface CallerClaims {
  /** Names of claims that hold scopes, of which the first that a token has counts. */
  readonly scopes: readonly string[];
  /** Names of claims that hold roles, which count all together. */
  readonly roles: readonly string[];
  /** The scopes that come with a role. */
  readonly scopesOfRoles: Readonly<Record<string, readonly string[]>>;
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
      // Loaded when the first token comes: it takes 14 MB.
      const { refusalReason, verifyToken } = await import('./verify-token.js');
      try {
        const payload = await verifyToken(authorization, options);
        const caller = callerOf(payload, options.claims);
        verified.set(authorization, { caller, untilMs: knownUntilMs(payload) });
        return caller;
      } catch (error) {
        options.log.warn({ reason: refusalReason(error) }, 'A token was refused');
        if (options.onInvalid === 'anonymous' && !options.required) return null;
        throw unauthenticated('Bearer error="invalid_token"');
      }
    },
  };
}

function callerOf(payload: JWTPayload, { scopes, roles, scopesOfRoles }: CallerClaims): Caller {
  const own = scopes.map((name) => claimAt(payload, name)).find((claim) => claim !== undefined && claim !== null);
  const held = roles.flatMap((name) => namesIn(claimAt(payload, name)));
  const given = held.flatMap((role) => (Object.hasOwn(scopesOfRoles, role) ? scopesOfRoles[role]! : []));
  return { subject: payload.sub ?? null, scopes: new Set([...namesIn(own), ...given]), claims: payload };
}

/** The names that a claim lists, as words of a text or members of a list. */
function namesIn(claim: unknown): string[] {
  const names = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : [];
  return names.filter((name): name is string => typeof name === 'string' && name !== '');
}

function knownUntilMs({ exp }: JWTPayload): number {
  const latest = Date.now() + CACHE_MS;
  return exp === undefined ? latest : Math.min(latest, exp * 1_000);
}

function unauthenticated(challenge: string): RequestError {
  return requestError(401, 'UNAUTHENTICATED', 'The request needs a valid token', { 'www-authenticate': challenge });
}
