import { IsNull, type EntityManager } from 'typeorm';
import { refuse } from '../errors.js';
import { Partner } from '../store/entities/partner.js';
import { Token, type TokenScope } from '../store/entities/token.js';
import { change } from '../store/store.js';
import { audited, noteDone } from './audited.js';
import { assertOperator, assertScope, type Caller } from './caller.js';
import { checkName, checkText } from './check-name.js';
import type { ActionContext } from './context.js';
import { newId, newSecret, secretHash, tokenText } from './secrets.js';

const GRACE_SECONDS_MAX = 86_400;
/** So many of one partner, or of operators, may count. */
const TOKENS_MAX = 1_000;

export interface CreateTokenInput {
  readonly partner?: string | null;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly subgraphs?: readonly string[] | null;
  readonly expiresAt?: Date | null;
}

/** A token and what to send of it, which is told this once. */
export interface IssuedToken {
  readonly token: Token;
  readonly secret: string;
}

/** Makes a token, which ends with the caller's own unless it is to end before. Throws `FORBIDDEN`, `NAME_INVALID`, `BAD_USER_INPUT` or `NOT_FOUND`. */
export function createToken(context: ActionContext, input: CreateTokenInput): Promise<IssuedToken> {
  const partner = input.partner ?? context.caller.partner;
  const deed = { action: 'createToken', subject: partner ?? 'operator' };
  return audited(context, deed, async () => {
    assertMayManage(context.caller, { partner, scopes: input.scopes, subgraphs: input.subgraphs ?? null });
    checkInput(input);
    const expiresAt = input.expiresAt ?? context.caller.expiresAt;
    assertEndsWith(context.caller, expiresAt);
    return change(context.database, async (manager) => {
      if (partner !== null && !(await manager.existsBy(Partner, { name: partner }))) {
        throw refuse('NOT_FOUND', `there is no partner ${partner}`);
      }
      const usable = await manager.countBy(Token, { partner: partner ?? IsNull(), revokedAt: IsNull() });
      if (usable >= TOKENS_MAX) throw refuse('CONFLICT', `there are ${TOKENS_MAX} already. Revoke some first`);
      const issued = newToken(partner, { ...input, expiresAt });
      await manager.insert(Token, issued.token);
      await noteDone(manager, context, deed, `${issued.token.id} (${input.name}): ${input.scopes.join(', ')}`);
      return issued;
    });
  });
}

/** Gives a token another secret. Throws `FORBIDDEN`, `NOT_FOUND` or `BAD_USER_INPUT`. */
export function rotateToken(context: ActionContext, id: string, graceSeconds: number): Promise<IssuedToken> {
  const deed = { action: 'rotateToken', subject: id };
  return audited(context, deed, async () => {
    if (graceSeconds < 0 || graceSeconds > GRACE_SECONDS_MAX) {
      throw refuse('BAD_USER_INPUT', `graceSeconds must be between 0 and ${GRACE_SECONDS_MAX}`);
    }
    const issued = await change(context.database, async (manager) => {
      const token = await usableToken(manager, context.caller, id);
      assertEndsWith(context.caller, token.expiresAt);
      const secret = newSecret();
      const now = new Date();
      token.previousHash = token.secretHash;
      token.previousUntil = new Date(now.getTime() + graceSeconds * 1_000);
      token.secretHash = secretHash(secret);
      token.rotatedAt = now;
      await manager.save(token);
      await noteDone(manager, context, deed, `The old secret works for ${graceSeconds} s`);
      return { token, secret: tokenText({ id, secret }) };
    });
    context.onTokens();
    return issued;
  });
}

/** Makes a token useless. Throws `FORBIDDEN` or `NOT_FOUND`. */
export function revokeToken(context: ActionContext, id: string): Promise<Token> {
  const deed = { action: 'revokeToken', subject: id };
  return audited(context, deed, async () => {
    const revoked = await change(context.database, async (manager) => {
      const token = await usableToken(manager, context.caller, id);
      token.revokedAt ??= new Date();
      await manager.save(token);
      await noteDone(manager, context, deed, token.name);
      return token;
    });
    context.onTokens();
    return revoked;
  });
}

/** A token that is not stored yet. */
export function newToken(partner: string | null, input: CreateTokenInput): IssuedToken {
  const id = newId();
  const secret = newSecret();
  const now = new Date();
  const token: Token = {
    id,
    name: input.name,
    partner,
    scopes: [...new Set(input.scopes)],
    subgraphs: input.subgraphs ? [...input.subgraphs] : null,
    secretHash: secretHash(secret),
    previousHash: null,
    previousUntil: null,
    createdAt: now,
    rotatedAt: now,
    expiresAt: input.expiresAt ?? null,
    revokedAt: null,
  };
  return { token, secret: tokenText({ id, secret }) };
}

function checkInput({ name, scopes, subgraphs, expiresAt }: CreateTokenInput): void {
  checkText('name', name, 100);
  if (scopes.length === 0) throw refuse('BAD_USER_INPUT', 'scopes must name what the token may do');
  subgraphs?.forEach(checkName);
  if (expiresAt && expiresAt <= new Date()) throw refuse('BAD_USER_INPUT', 'expiresAt must be in the future');
}

async function usableToken(manager: EntityManager, caller: Caller, id: string): Promise<Token> {
  const token = await manager.findOneBy(Token, { id });
  const isSeen = token && (caller.partner === null || token.partner === caller.partner);
  if (!isSeen) throw refuse('NOT_FOUND', `there is no token ${id}`);
  if (caller.tokenId !== id) assertMayManage(caller, token);
  return token;
}

type Managed = Required<Pick<CreateTokenInput, 'partner' | 'scopes' | 'subgraphs'>>;

/** Operators manage every token; a partner's token with `TOKENS` those that can do no more than it can itself. */
function assertMayManage(caller: Caller, { partner, scopes, subgraphs }: Managed): void {
  assertScope(caller, 'TOKENS');
  if (caller.partner === null) return assertOperator(caller);
  const isWithin =
    partner === caller.partner &&
    (caller.scopes.has('ADMIN') || scopes.every((scope) => caller.scopes.has(scope))) &&
    (caller.subgraphs === null || (subgraphs ?? ['']).every((name) => caller.subgraphs!.includes(name)));
  if (!isWithin)
    throw refuse('FORBIDDEN', 'a token manages only tokens of its partner that can do no more than it can');
}

/** Whoever gets hold of a token that ends must not get by it one that outlives it. */
function assertEndsWith({ expiresAt: end }: Caller, expiresAt: Date | null): void {
  if (end === null || (expiresAt !== null && expiresAt <= end)) return;
  throw refuse('FORBIDDEN', `a token that ends gives out only tokens that end with it, by ${end.toISOString()}`);
}
