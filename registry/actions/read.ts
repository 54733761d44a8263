import { In, LessThan, Like, MoreThan, type FindOptionsWhere } from 'typeorm';
import type { SchemaChange } from '../composition/messages.js';
import { refuse } from '../errors.js';
import { readDocument } from '../store/documents.js';
import { AuditEntry } from '../store/entities/audit-entry.js';
import { Grant } from '../store/entities/grant.js';
import { Ownership } from '../store/entities/ownership.js';
import { Partner } from '../store/entities/partner.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { Supergraph, SupergraphMember } from '../store/entities/supergraph.js';
import { Token } from '../store/entities/token.js';
import { readState } from '../store/store.js';
import { assertScope } from './caller.js';
import type { ActionContext } from './context.js';
import { isApproved } from './is-approved.js';
import { settleFirst } from './settle-ownership.js';

export interface Page {
  readonly first: number;
  readonly before?: number | null;
}

export interface OwnershipFilter {
  readonly partner?: string | null;
  readonly startsWith?: string | null;
  readonly first: number;
  readonly after?: string | null;
}

export interface GrantFilter {
  readonly status?: Grant['status'] | 'EXPIRED' | null;
  readonly first: number;
}

export async function me({ caller, database }: ActionContext) {
  const { manager } = database.read;
  const { partner: name, tokenId: id } = caller;
  return {
    partner: name === null ? null : await manager.findOneBy(Partner, { name }),
    token: id === null ? null : await manager.findOneBy(Token, { id }),
    scopes: [...caller.scopes],
  };
}

export function partners(context: ActionContext): Promise<Partner[]> {
  return reading(context).find(Partner, { order: { name: 'ASC' } });
}

/** A partner that was asked for by name. */
export function partnerNamed(context: ActionContext, name: string): Promise<Partner | null> {
  return reading(context).findOneBy(Partner, { name });
}

export async function partner({ database }: ActionContext, name: string): Promise<Partner | null> {
  return database.read.manager.findOneBy(Partner, { name });
}

export async function subgraphs(context: ActionContext): Promise<Subgraph[]> {
  const found = await reading(context).find(Subgraph, { order: { name: 'ASC' } });
  return found.filter(({ deletedAt }) => deletedAt === null);
}

export async function subgraphsOf(context: ActionContext, name: string): Promise<Subgraph[]> {
  return (await subgraphs(context)).filter((one) => one.partner === name);
}

export async function subgraph(context: ActionContext, name: string): Promise<Subgraph | null> {
  const found = await reading(context).findOneBy(Subgraph, { name });
  return found?.deletedAt === null ? found : null;
}

export function version({ database }: ActionContext, name: string, number: number): Promise<SubgraphVersion | null> {
  return database.read.manager.findOneBy(SubgraphVersion, { subgraph: name, number });
}

export function versions(context: ActionContext, name: string, page: Page): Promise<SubgraphVersion[]> {
  return reading(context).find(SubgraphVersion, {
    where: { subgraph: name, ...(page.before ? { number: LessThan(page.before) } : {}) },
    order: { number: 'DESC' },
    take: taken(page.first, 100),
  });
}

export function document({ database }: ActionContext, hash: string): Promise<string> {
  return readDocument(database.read.manager, hash);
}

/** The supergraph of a serial number, or the live one. */
export async function supergraph(context: ActionContext, serial: number | null): Promise<Supergraph | null> {
  const manager = reading(context);
  return serial === null ? liveSupergraph(context) : manager.findOneBy(Supergraph, { serial });
}

export async function liveSupergraph({ database }: ActionContext): Promise<Supergraph | null> {
  const { manager } = database.read;
  return manager.findOneBy(Supergraph, { serial: (await readState(manager)).serial });
}

export function supergraphs(context: ActionContext, page: Page): Promise<Supergraph[]> {
  return reading(context).find(Supergraph, {
    ...(page.before ? { where: { serial: LessThan(page.before) } } : {}),
    order: { serial: 'DESC' },
    take: taken(page.first, 100),
  });
}

export function members({ database }: ActionContext, serial: number): Promise<SupergraphMember[]> {
  return database.read.manager.find(SupergraphMember, { where: { serial }, order: { subgraph: 'ASC' } });
}

export interface SupergraphDiff {
  readonly from: Supergraph;
  readonly to: Supergraph;
  readonly members: readonly { readonly subgraph: string; readonly from: number | null; readonly to: number | null }[];
  readonly changes: readonly SchemaChange[];
}

/** What differs between two supergraphs; null when one of them does not exist. */
export async function diff(context: ActionContext, from: number, to: number | null): Promise<SupergraphDiff | null> {
  const [earlier, later] = [await supergraph(context, from), await supergraph(context, to)];
  if (!earlier || !later) return null;
  const [before, after] = [await members(context, earlier.serial), await members(context, later.serial)];
  const versionIn = (all: readonly SupergraphMember[], name: string) =>
    all.find((member) => member.subgraph === name)?.version ?? null;
  const names = [...new Set([...before, ...after].map((member) => member.subgraph))].sort();
  const changed = names
    .map((name) => ({ subgraph: name, from: versionIn(before, name), to: versionIn(after, name) }))
    .filter((member) => member.from !== member.to);
  const sdls = [await document(context, earlier.sdlHash), await document(context, later.sdlHash)] as const;
  return {
    from: earlier,
    to: later,
    members: changed,
    changes: await context.composer.inTurn(`diff of ${context.caller.partner ?? 'operator'}`, (turn) =>
      turn.diff(...sdls),
    ),
  };
}

export async function ownership(context: ActionContext, filter: OwnershipFilter): Promise<Ownership[]> {
  const manager = reading(context);
  await settleFirst(context);
  const { partner: owner, startsWith, after, first } = filter;
  const where: FindOptionsWhere<Ownership>[] = [
    {
      ...(owner ? { partner: owner } : {}),
      ...(after ? { coordinate: MoreThan(after) } : startsWith ? { coordinate: Like(`${plain(startsWith)}%`) } : {}),
    },
  ];
  return manager.find(Ownership, { where, order: { coordinate: 'ASC' }, take: taken(first, 1_000) });
}

export async function grants(context: ActionContext, { status, first }: GrantFilter): Promise<Grant[]> {
  const manager = reading(context);
  const own = partnerRead(context);
  await settleFirst(context);
  const stored = status === 'EXPIRED' ? 'APPROVED' : status;
  const matching = stored ? { status: stored } : {};
  const where =
    own === null
      ? matching
      : [
          { ...matching, owner: own },
          { ...matching, grantee: own },
        ];
  const found = await manager.find(Grant, {
    where,
    order: { createdAt: 'DESC', id: 'ASC' },
    take: taken(first, 1_000),
  });
  if (stored !== 'APPROVED') return found;
  return found.filter((grant) => isApproved(grant) === (status === 'APPROVED'));
}

export function tokens({ caller, database }: ActionContext): Promise<Token[]> {
  assertScope(caller, 'TOKENS');
  const where = caller.partner === null ? {} : { partner: caller.partner };
  return database.read.manager.find(Token, { where, order: { createdAt: 'DESC', id: 'ASC' } });
}

export async function auditLog(context: ActionContext, { first, before }: Page): Promise<AuditEntry[]> {
  const manager = reading(context);
  const own = partnerRead(context);
  const page = before ? { number: LessThan(before) } : {};
  const names = own === null ? [] : (await subgraphsOf(context, own)).map(({ name }) => name);
  const where =
    own === null
      ? page
      : [
          { ...page, partner: own },
          { ...page, subject: In(names) },
        ];
  return manager.find(AuditEntry, { where, order: { number: 'DESC' }, take: taken(first, 1_000) });
}

function reading({ caller, database }: ActionContext) {
  assertScope(caller, 'READ', 'PUBLISH', 'CHECK', 'GRANT', 'TOKENS');
  return database.read.manager;
}

/** Whose part of what was done and agreed is read; null for all, which is an operator's: of no partner are gateways, too. */
function partnerRead({ caller }: ActionContext): string | null {
  const { partner, scopes } = caller;
  if (partner === null && !scopes.has('ADMIN'))
    throw refuse('FORBIDDEN', 'it needs the token of a partner, who reads their own part, or of an operator');
  return partner;
}

function taken(first: number, max: number): number {
  if (first >= 1 && first <= max) return first;
  throw refuse('BAD_USER_INPUT', `first must be between 1 and ${max}, and is ${first}`);
}

/** In SQL, `_` and `%` stand for other signs; in names only the first occurs, and matching too much is cut off below. */
function plain(text: string): string {
  return text.replace(/[%\\]/g, '');
}
