import { IsNull, type EntityManager } from 'typeorm';
import { refuse } from '../errors.js';
import { Approval } from '../store/entities/approval.js';
import { change, raiseRevision } from '../store/store.js';
import { audited, noteDone } from './audited.js';
import { assertScope } from './caller.js';
import { checkText } from './check-name.js';
import { ownSubgraph } from './check-version.js';
import type { ActionContext } from './context.js';
import { newId } from './secrets.js';
import type { Leave } from './leave.js';

const CHANGE_CHARACTERS = 1_000;

export interface ApproveBreakingChangeInput {
  readonly subgraph: string;
  readonly change: string;
  readonly approval: Leave;
}

/** Who answered for the changes of a subgraph, by the change in words. */
export async function approvalsOf(manager: EntityManager, subgraph: string): Promise<ReadonlyMap<string, Approval>> {
  const found = await manager.find(Approval, { where: { subgraph, revokedAt: IsNull() }, order: { at: 'ASC' } });
  return new Map(found.map((approval) => [approval.change, approval]));
}

/** A change in words, as approvals have it. */
export function changeText(message: string): string {
  return message.slice(0, CHANGE_CHARACTERS);
}

/** Throws `BAD_USER_INPUT` for an approval that names nobody or no reason. */
export function checkLeave({ by, reason }: Leave): void {
  checkText('approval.by', by, 200);
  checkText('approval.reason', reason, 1_000);
}

/** An approval to remember. */
export function newApproval(
  given: Pick<Approval, 'subgraph' | 'serial' | 'change'>,
  { by: approvedBy, reason }: Leave,
): Approval {
  return { ...given, id: newId(), approvedBy, reason, at: new Date(), revokedAt: null };
}

/** The approvals there were, newest first. */
export function listApprovals(
  { caller, database }: ActionContext,
  { subgraph, first }: { readonly subgraph?: string | null; readonly first: number },
): Promise<Approval[]> {
  assertScope(caller, 'READ', 'PUBLISH', 'CHECK', 'GRANT', 'TOKENS');
  if (first < 1 || first > 1_000) throw refuse('BAD_USER_INPUT', 'first must be between 1 and 1000');
  const where = subgraph ? { subgraph } : {};
  return database.read.manager.find(Approval, { where, order: { at: 'DESC', id: 'ASC' }, take: first });
}

/** Answers for a change before it is published. Throws `FORBIDDEN`, `NOT_FOUND` or `BAD_USER_INPUT`. */
export function approveBreakingChange(context: ActionContext, input: ApproveBreakingChangeInput): Promise<Approval> {
  const deed = { action: 'approveBreakingChange', subject: input.subgraph };
  return audited(context, deed, async () => {
    checkLeave(input.approval);
    checkText('change', input.change, CHANGE_CHARACTERS);
    const subgraph = await ownSubgraph(context, input.subgraph);
    return change(context.database, async (manager, state) => {
      const { by, reason } = input.approval;
      const given = { subgraph: subgraph.name, serial: state.serial, change: changeText(input.change) };
      const approval = newApproval(given, input.approval);
      await manager.insert(Approval, approval);
      await noteDone(manager, context, deed, `${input.change} Approved by ${by}: ${reason}`);
      await raiseRevision(manager, state);
      return approval;
    });
  });
}

/** Takes back an approval. Throws `FORBIDDEN`, `NOT_FOUND` or `CONFLICT`. */
export function revokeApproval(context: ActionContext, id: string): Promise<Approval> {
  const deed = { action: 'revokeApproval', subject: id };
  return audited(context, deed, async () => {
    const present = await context.database.read.manager.findOneBy(Approval, { id });
    if (!present) throw refuse('NOT_FOUND', `there is no approval ${id}`);
    await ownSubgraph(context, present.subgraph);
    return change(context.database, async (manager, state) => {
      const approval = await manager.findOneByOrFail(Approval, { id });
      if (approval.revokedAt !== null) throw refuse('CONFLICT', `the approval ${id} was revoked already`);
      approval.revokedAt = new Date();
      await manager.save(Approval, approval);
      await noteDone(manager, context, deed, `${approval.subgraph}: ${approval.change}`);
      await raiseRevision(manager, state);
      return approval;
    });
  });
}
