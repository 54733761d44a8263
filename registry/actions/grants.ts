import { IsNull, MoreThan, Not, type EntityManager } from 'typeorm';
import type { GrantAct } from '../composition/grant-act.js';
import { refuse } from '../errors.js';
import { Grant } from '../store/entities/grant.js';
import { Partner } from '../store/entities/partner.js';
import { ownersOf } from '../store/owners.js';
import { change, raiseRevision } from '../store/store.js';
import { announceGrant } from './announcements.js';
import { audited, noteDone, type Deed } from './audited.js';
import { assertOwns, assertScope, partnerOf } from './caller.js';
import { checkText } from './check-name.js';
import type { ActionContext } from './context.js';
import { isApproved } from './is-approved.js';
import { newId } from './secrets.js';
import { settleFirst } from './settle-ownership.js';

export interface RequestGrantInput {
  readonly coordinate: string;
  readonly act: GrantAct;
  readonly reason: string;
  readonly partner?: string | null;
}

export interface OfferGrantInput {
  readonly coordinate: string;
  readonly act: GrantAct;
  readonly grantee?: string | null;
  readonly expiresAt?: Date | null;
}

/** A type, a field or a directive. */
const COORDINATE = /^(@\w{1,128}|\w{1,128}(\.\w{1,128})?)$/;
/** So many of one partner wait for one owner, who could not see those of others among more. */
const ASKED_MAX = 100;
/** So many of one partner reach one owner in an hour, each of which the owner's webhooks are told. */
const ASKED_HOURLY_MAX = 200;
const HOUR_MS = 3_600_000;
/** So many of one owner may count. */
const OFFERED_MAX = 10_000;

/** Asks the owner for leave. Asking again for what is asked or approved gives that grant. */
export function requestGrant(context: ActionContext, input: RequestGrantInput): Promise<Grant> {
  const { coordinate, act, reason } = input;
  const deed = { action: 'requestGrant', subject: coordinate };
  return audited(context, deed, async () => {
    assertScope(context.caller, 'GRANT');
    const grantee = partnerOf(context.caller, input.partner);
    checkText('reason', reason, 1_000);
    checkCoordinate(coordinate);
    await settleFirst(context);
    return change(context.database, async (manager) => {
      const owner = await ownerOf(manager, coordinate);
      if (owner === grantee) throw refuse('BAD_USER_INPUT', `${coordinate} belongs to ${grantee}; no grant is needed`);
      const grants = await manager.findBy(Grant, { coordinate, act, owner, grantee });
      const present = grants.find((grant) => grant.status === 'ASKED' || isApproved(grant));
      if (present) return present;
      await assertFewAsked(manager, owner, grantee);
      const grant = newGrant(context, { coordinate, act, owner, grantee, reason, status: 'ASKED' });
      await manager.insert(Grant, grant);
      await noteDone(manager, context, deed, `${act} for ${grantee}, of ${owner}: ${reason}`);
      await announceGrant(manager, grant, context.caller.actor);
      return grant;
    });
  });
}

/** Gives leave without being asked. */
export function offerGrant(context: ActionContext, input: OfferGrantInput): Promise<Grant> {
  const { coordinate, act, grantee = null, expiresAt = null } = input;
  const deed = { action: 'offerGrant', subject: coordinate };
  return audited(context, deed, async () => {
    assertScope(context.caller, 'GRANT');
    assertFuture(expiresAt);
    checkCoordinate(coordinate);
    await settleFirst(context);
    return change(context.database, async (manager, state) => {
      const owner = await ownerOf(manager, coordinate);
      assertOwns(context.caller, owner);
      if (grantee !== null && !(await manager.existsBy(Partner, { name: grantee }))) {
        throw refuse('NOT_FOUND', `there is no partner ${grantee}`);
      }
      if ((await manager.countBy(Grant, { owner, status: 'APPROVED' })) >= OFFERED_MAX)
        throw refuse('CONFLICT', `${owner} has given ${OFFERED_MAX} grants. Revoke some first`);
      const decided = { decidedAt: new Date(), decidedBy: context.caller.actor, expiresAt };
      const grant = newGrant(context, { coordinate, act, owner, grantee, status: 'APPROVED', ...decided });
      await manager.insert(Grant, grant);
      await noteDone(manager, context, deed, `${act} for ${grantee ?? 'everybody'}`);
      await announceGrant(manager, grant, context.caller.actor);
      await raiseRevision(manager, state);
      return grant;
    });
  });
}

/** Gives the leave that was asked for. */
export function approveGrant(context: ActionContext, id: string, expiresAt: Date | null): Promise<Grant> {
  return decide(context, { action: 'approveGrant', subject: id }, (grant) => {
    assertOwns(context.caller, grant.owner);
    assertFuture(expiresAt);
    assertStatus(grant, 'ASKED');
    return { status: 'APPROVED', expiresAt };
  });
}

/** Refuses the leave that was asked for. */
export function refuseGrant(context: ActionContext, id: string, answer: string | null): Promise<Grant> {
  return decide(context, { action: 'refuseGrant', subject: id }, (grant) => {
    assertOwns(context.caller, grant.owner);
    assertStatus(grant, 'ASKED');
    return { status: 'REFUSED', answer: answer?.slice(0, 1_000) ?? null };
  });
}

/** Takes back leave, by its owner or by whoever holds it. */
export function revokeGrant(context: ActionContext, id: string, answer: string | null): Promise<Grant> {
  return decide(context, { action: 'revokeGrant', subject: id }, (grant) => {
    if (grant.grantee !== context.caller.partner || grant.grantee === null) assertOwns(context.caller, grant.owner);
    if (grant.status !== 'ASKED') assertStatus(grant, 'APPROVED');
    return { status: 'REVOKED', answer: answer?.slice(0, 1_000) ?? null };
  });
}

/** The owner of a coordinate; a field that nobody claimed is its type's. Throws `NOT_FOUND`. */
export async function ownerOf(manager: EntityManager, coordinate: string): Promise<string> {
  const typeName = coordinate.split('.')[0]!;
  const owners = await ownersOf(manager, [coordinate, typeName]);
  const owner = owners.get(coordinate) ?? owners.get(typeName);
  if (owner === undefined) throw refuse('NOT_FOUND', `nobody owns ${coordinate.slice(0, 200)}`);
  return owner;
}

/** Throws `CONFLICT` where the owner has heard enough of this partner. */
async function assertFewAsked(manager: EntityManager, owner: string, grantee: string): Promise<void> {
  const waiting = await manager.countBy(Grant, { owner, grantee, status: 'ASKED' });
  if (waiting >= ASKED_MAX)
    throw refuse('CONFLICT', `${owner} has ${ASKED_MAX} requests of ${grantee} to answer. Take some back first`);
  const createdAt = MoreThan(new Date(Date.now() - HOUR_MS));
  const lately = await manager.countBy(Grant, { owner, grantee, createdAt, reason: Not(IsNull()) });
  if (lately >= ASKED_HOURLY_MAX)
    throw refuse('CONFLICT', `${owner} had ${ASKED_HOURLY_MAX} requests of ${grantee} in an hour. Ask again later`);
}

type Decision = Partial<Pick<Grant, 'status' | 'answer' | 'expiresAt'>>;

function decide(context: ActionContext, deed: Deed, decision: (grant: Grant) => Decision): Promise<Grant> {
  return audited(context, deed, async () => {
    assertScope(context.caller, 'GRANT');
    return change(context.database, async (manager, state) => {
      const grant = await manager.findOneBy(Grant, { id: deed.subject });
      if (!grant) throw refuse('NOT_FOUND', `there is no grant ${deed.subject}`);
      Object.assign(grant, decision(grant), { decidedAt: new Date(), decidedBy: context.caller.actor });
      await manager.save(grant);
      await noteDone(manager, context, deed, `${grant.act} of ${grant.coordinate} for ${grant.grantee ?? 'everybody'}`);
      if (grant.status === 'APPROVED') await announceGrant(manager, grant, context.caller.actor);
      await raiseRevision(manager, state);
      return grant;
    });
  });
}

function newGrant(
  { caller }: ActionContext,
  given: Partial<Grant> & Pick<Grant, 'coordinate' | 'act' | 'owner'>,
): Grant {
  return {
    id: newId(),
    grantee: null,
    status: 'ASKED',
    reason: null,
    answer: null,
    createdAt: new Date(),
    createdBy: caller.actor,
    decidedAt: null,
    decidedBy: null,
    expiresAt: null,
    ...given,
  };
}

function checkCoordinate(coordinate: string): void {
  if (COORDINATE.test(coordinate)) return;
  const text = JSON.stringify(coordinate.slice(0, 80));
  throw refuse('BAD_USER_INPUT', `coordinate must be such as Person, Person.email or @audit, and is ${text}`);
}

function assertStatus({ id, status }: Grant, wanted: Grant['status']): void {
  if (status !== wanted) throw refuse('CONFLICT', `the grant ${id} is ${status}, not ${wanted}`);
}

function assertFuture(expiresAt: Date | null): void {
  if (expiresAt !== null && expiresAt <= new Date()) throw refuse('BAD_USER_INPUT', 'expiresAt must be in the future');
}
