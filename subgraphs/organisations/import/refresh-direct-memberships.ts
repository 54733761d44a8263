import { In, IsNull, Like, type EntityManager } from 'typeorm';
import { bulkReplace } from '../../../kit/database/bulk-insert.js';
import { areSameRows, groupBy, readByKeys } from '../../kit/import/stored-rows.js';
import { Footprint } from '../entities/footprint.js';
import { MembershipStatement } from '../entities/membership-statement.js';
import { Membership } from '../entities/membership.js';
import { Organisation } from '../entities/organisation.js';
import { membershipPeriods } from './membership-periods.js';

/**
 * Makes the direct memberships of organisations follow from what files state about them. Memberships from elsewhere are
 * left alone. The statements of SQL do not depend on how many organisations there are. Gives how many were written.
 */
export async function refreshDirectMemberships(manager: EntityManager, codes: readonly string[]): Promise<number> {
  if (codes.length === 0) return 0;
  const wanted = await readWanted(manager, codes);
  const stored = (await readByKeys(manager, { entity: Membership, column: 'organisationCode' }, codes)).filter(
    isFromFile,
  );
  const former = groupBy(stored.sort(byKey), 'organisationCode');
  const changed = [...wanted].filter(([code, rows]) => !areSameRows(rows, former.get(code) ?? []));
  const outdated = changed.map(([code]) => code).filter((code) => former.has(code));
  if (outdated.length > 0) {
    const ofFiles = { throughCode: IsNull(), sourceKey: Like('file:%') };
    await manager.delete(Membership, { organisationCode: In(outdated), ...ofFiles });
  }
  const rows = changed.flatMap(([, memberships]) => memberships);
  await bulkReplace(manager, Membership, rows);
  return rows.length;
}

async function readWanted(manager: EntityManager, codes: readonly string[]): Promise<Map<string, Membership[]>> {
  const said = groupBy(
    await readByKeys(manager, { entity: MembershipStatement, column: 'organisationCode' }, codes),
    'organisationCode',
  );
  const lives = new Map((await manager.find(Footprint)).map((footprint) => [footprint.odsCode, footprint]));
  const members = await readByKeys(manager, { entity: Organisation, column: 'odsCode' }, codes);
  return new Map(
    members.map(({ odsCode, kind }) => {
      const periods = membershipPeriods(said.get(odsCode) ?? [], lives);
      return [odsCode, periods.map((period) => ({ ...period, kind, throughCode: null })).sort(byKey)];
    }),
  );
}

function isFromFile({ throughCode, sourceKey }: Membership): boolean {
  return throughCode === null && sourceKey.startsWith('file:');
}

function byKey(a: Membership, b: Membership): number {
  const key = ({ footprintCode, validFrom }: Membership) => `${footprintCode} ${validFrom}`;
  return key(a) < key(b) ? -1 : 1;
}
