import type { EntityManager } from 'typeorm';
import { codeOf } from '../errors.js';
import { audit } from '../store/audit.js';
import { change } from '../store/store.js';
import type { ActionContext } from './context.js';

/** What an action is and with what, as the audit log names it. */
export interface Deed {
  readonly action: string;
  readonly subject: string;
}

/** Runs an action; what it refuses is written to the audit log. What it does, it writes itself, by `noteDone`. */
export async function audited<Result>(
  context: ActionContext,
  deed: Deed,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code !== undefined) await noteRefused(context, deed, { code, detail: (error as Error).message });
    throw error;
  }
}

/** Writes to the audit log, within the change that does it, that something was done. */
export function noteDone(manager: EntityManager, { caller }: ActionContext, deed: Deed, detail: string): Promise<void> {
  const { partner, actor } = caller;
  return audit(manager, { ...deed, partner: partner ?? '', actor, outcome: 'DONE', code: null, detail });
}

/** Writes to the audit log that something was refused. */
export async function noteRefused(
  { database, caller }: Pick<ActionContext, 'database' | 'caller'>,
  deed: Deed,
  { code, detail }: { readonly code: string; readonly detail: string },
): Promise<void> {
  const { partner, actor } = caller;
  await change(database, (manager) =>
    audit(manager, { ...deed, partner: partner ?? '', actor, outcome: 'REFUSED', code, detail }),
  );
}
