import type { EntityManager } from 'typeorm';
import { changedRows } from '../../kit/import/changed-rows.js';

/** Makes the kind in each membership that of the member. Gives how many changed. */
export function refreshMemberKinds(manager: EntityManager): Promise<number> {
  return changedRows(
    manager,
    `UPDATE membership
     SET kind = (SELECT o.kind FROM organisation o WHERE o.odsCode = membership.organisationCode)
     WHERE EXISTS (
       SELECT 1 FROM organisation o WHERE o.odsCode = membership.organisationCode AND o.kind <> membership.kind
     )`,
  );
}
