import { LRUCache } from 'lru-cache';
import type { Database } from '../../kit/database/database.js';
import { Token } from '../store/entities/token.js';
import type { Caller } from './caller.js';
import { readTokenText, sameHash, secretHash } from './secrets.js';

/** How long a token counts without being looked up again; another process may have revoked it. */
const KNOWN_MS = 2_000;
const KNOWN_MAX = 1_000;
/** Compared with where there is no token of an identifier, so that this takes as long. */
const NO_HASH = '0'.repeat(64);

export interface ConfiguredTokens {
  readonly adminToken: string | undefined;
  readonly deliveryToken: string | undefined;
}

/** Finds out whose token a text is. */
export interface Authenticator {
  /** Undefined for a token that is not valid: unknown, wrong, revoked or past its end. */
  authenticate(text: string): Promise<Caller | undefined>;
  /** Has every token looked up again. */
  forget(): void;
}

export function createAuthenticator(database: Database, configured: ConfiguredTokens): Authenticator {
  const known = new LRUCache<string, Caller>({ max: KNOWN_MAX, ttl: KNOWN_MS });
  return {
    async authenticate(text) {
      const hash = secretHash(text);
      const found = known.get(hash) ?? configuredCaller(hash, configured) ?? (await storedCaller(database, text));
      if (found) known.set(hash, found, { noUpdateTTL: true });
      return found;
    },
    forget: () => known.clear(),
  };
}

/** The token of the header `Authorization: Bearer …`; undefined when there is none. */
export function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +([\w-]{1,200})$/i.exec(header ?? '')?.[1];
}

function configuredCaller(hash: string, { adminToken, deliveryToken }: ConfiguredTokens): Caller | undefined {
  const common = { partner: null, tokenId: null, subgraphs: null, expiresAt: null };
  if (adminToken !== undefined && sameHash(hash, secretHash(adminToken))) {
    return { ...common, scopes: new Set(['ADMIN']), actor: 'operator/configured' };
  }
  if (deliveryToken !== undefined && sameHash(hash, secretHash(deliveryToken))) {
    return { ...common, scopes: new Set(['READ', 'REPORT']), actor: 'gateway/configured' };
  }
  return undefined;
}

async function storedCaller(database: Database, text: string): Promise<Caller | undefined> {
  const parts = readTokenText(text);
  if (parts === undefined) return undefined;
  const token = await database.read.getRepository(Token).findOneBy({ id: parts.id });
  const hash = secretHash(parts.secret);
  const now = new Date();
  const isCurrent = sameHash(hash, token?.secretHash ?? NO_HASH);
  const isPrevious = sameHash(hash, token?.previousHash ?? NO_HASH) && (token?.previousUntil ?? now) > now;
  if (!token || !(isCurrent || isPrevious) || token.revokedAt !== null) return undefined;
  const ends = [token.expiresAt, isCurrent ? null : token.previousUntil].filter((end) => end !== null);
  const expiresAt = ends.sort((one, other) => one.getTime() - other.getTime())[0] ?? null;
  if (expiresAt !== null && expiresAt <= now) return undefined;
  return {
    partner: token.partner,
    tokenId: token.id,
    scopes: new Set(token.scopes),
    subgraphs: token.subgraphs,
    expiresAt,
    actor: `${token.partner ?? 'operator'}/${token.id}`,
  };
}
