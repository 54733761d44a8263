import { In, Like } from 'typeorm';
import { refuse } from '../errors.js';
import { Ownership } from '../store/entities/ownership.js';
import { Partner } from '../store/entities/partner.js';
import { change, raiseRevision } from '../store/store.js';
import { audited, noteDone } from './audited.js';
import { assertOwns, assertScope } from './caller.js';
import type { ActionContext } from './context.js';
import { ownerOf } from './grants.js';
import { settleFirst } from './settle-ownership.js';

/** Gives a type with the fields its owner has in it, or a field, to another partner. Throws `FORBIDDEN` or `NOT_FOUND`. */
export function transferOwnership(context: ActionContext, coordinate: string, partner: string): Promise<Ownership[]> {
  const deed = { action: 'transferOwnership', subject: coordinate };
  return audited(context, deed, async () => {
    assertScope(context.caller, 'GRANT');
    await settleFirst(context);
    return change(context.database, async (manager, state) => {
      const owner = await ownerOf(manager, coordinate);
      assertOwns(context.caller, owner);
      if (!(await manager.existsBy(Partner, { name: partner })))
        throw refuse('NOT_FOUND', `there is no partner ${partner}`);
      const below = await manager.findBy(Ownership, { coordinate: Like(`${coordinate}.%`), partner: owner });
      // In SQL, `_` stands for any sign.
      const fields = below.map((field) => field.coordinate).filter((field) => field.startsWith(`${coordinate}.`));
      const coordinates = [coordinate, ...fields];
      await manager.update(Ownership, { coordinate: In(coordinates) }, { partner, since: new Date() });
      await noteDone(manager, context, deed, `From ${owner} to ${partner}, ${coordinates.length} in all`);
      await raiseRevision(manager, state);
      return manager.find(Ownership, { where: { coordinate: In(coordinates) }, order: { coordinate: 'ASC' } });
    });
  });
}
