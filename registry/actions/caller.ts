import { refuse } from '../errors.js';
import type { TokenScope } from '../store/entities/token.js';

/** Who asks, by the token. */
export interface Caller {
  /** Null for an operator. */
  readonly partner: string | null;
  /** Null for a token that the configuration gave. */
  readonly tokenId: string | null;
  readonly scopes: ReadonlySet<TokenScope>;
  /** The subgraphs the token is limited to; null for all of its partner's. */
  readonly subgraphs: readonly string[] | null;
  /** When the token ends, or the old secret of it that was sent; null for never. */
  readonly expiresAt: Date | null;
  /** Who stands in the audit log: partner and token. */
  readonly actor: string;
}

/** Throws `FORBIDDEN` unless the token has one of these scopes, or all of them. */
export function assertScope({ scopes }: Caller, ...wanted: readonly TokenScope[]): void {
  if (scopes.has('ADMIN') || wanted.some((scope) => scopes.has(scope))) return;
  throw refuse('FORBIDDEN', `it needs the scope ${wanted.join(' or ')}, and has ${[...scopes].join(', ') || 'none'}`);
}

/** Throws `FORBIDDEN` unless the token is an operator's. */
export function assertOperator({ partner, scopes }: Caller): void {
  if (partner !== null || !scopes.has('ADMIN')) throw refuse('FORBIDDEN', 'it needs the token of an operator');
}

/** Throws `FORBIDDEN` unless the caller may act for the partner. */
export function assertActsFor({ partner, scopes }: Caller, owner: string): void {
  if (partner === owner || (partner === null && scopes.has('ADMIN'))) return;
  throw refuse('FORBIDDEN', `it belongs to ${owner}, and the token to ${partner ?? 'nobody'}`);
}

/** Throws `FORBIDDEN` unless the caller may decide on what the partner owns, in whichever of its subgraphs it is. */
export function assertOwns(caller: Caller, owner: string): void {
  assertActsFor(caller, owner);
  const { subgraphs } = caller;
  if (subgraphs === null) return;
  const limit = subgraphs.join(', ');
  throw refuse('FORBIDDEN', `the token is limited to ${limit}, and what ${owner} owns is given for all its subgraphs`);
}

/** Throws `FORBIDDEN` where the token is limited to other subgraphs. */
export function assertSubgraph({ subgraphs }: Caller, name: string): void {
  if (subgraphs === null || subgraphs.includes(name)) return;
  throw refuse('FORBIDDEN', `the token is limited to ${subgraphs.join(', ')}`);
}

/** The partner that a caller acts for: its own, or the one an operator names. Throws `FORBIDDEN` or `BAD_USER_INPUT`. */
export function partnerOf(caller: Caller, named: string | null | undefined): string {
  const partner = named ?? caller.partner;
  if (partner === null) throw refuse('BAD_USER_INPUT', 'the token is an operator’s, so the input must name a partner');
  assertActsFor(caller, partner);
  return partner;
}
