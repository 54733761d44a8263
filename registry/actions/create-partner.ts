import { refuse } from '../errors.js';
import { Partner } from '../store/entities/partner.js';
import { change } from '../store/store.js';
import { audited, noteDone } from './audited.js';
import { assertOperator } from './caller.js';
import { checkName, checkText } from './check-name.js';
import type { ActionContext } from './context.js';

export interface CreatePartnerInput {
  readonly name: string;
  readonly title: string;
}

/** Adds a partner. Throws `FORBIDDEN`, `NAME_INVALID`, `BAD_USER_INPUT` or `CONFLICT`. */
export function createPartner(context: ActionContext, { name, title }: CreatePartnerInput): Promise<Partner> {
  const deed = { action: 'createPartner', subject: name };
  return audited(context, deed, async () => {
    assertOperator(context.caller);
    checkName(name);
    checkText('title', title, 200);
    return change(context.database, async (manager) => {
      if (await manager.existsBy(Partner, { name })) throw refuse('CONFLICT', `there is a partner ${name} already`);
      const partner = manager.create(Partner, { name, title, createdAt: new Date() });
      await manager.insert(Partner, partner);
      await noteDone(manager, context, deed, title);
      return partner;
    });
  });
}
