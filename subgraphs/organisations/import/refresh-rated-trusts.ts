import type { EntityManager } from 'typeorm';
import { changedRows } from '../../kit/import/changed-rows.js';

/** The trust to which a rated location belongs if its identifier is an ODS site code: the first three characters. */
export function trustPrefixOf(locationId: string): string | null {
  return /^[A-Z0-9]{3,12}$/.test(locationId) ? locationId.slice(0, 3) : null;
}

/**
 * Gives ratings of locations without an organisation the trust that the location belongs to, if it is known by now.
 * Identifiers with a hyphen are those of the Care Quality Commission. Gives how many ratings changed.
 */
export function refreshRatedTrusts(manager: EntityManager): Promise<number> {
  return changedRows(
    manager,
    `UPDATE rating SET organisationCode = SUBSTR(locationId, 1, 3)
     WHERE organisationCode IS NULL AND locationId NOT LIKE '%-%'
       AND SUBSTR(locationId, 1, 3) IN (SELECT odsCode FROM organisation WHERE kind = 'TRUST')`,
  );
}
