import type { EntityManager } from 'typeorm';
import { bulkInsert } from '../../../kit/database/bulk-insert.js';
import type { ImportJob, RowWriter } from '../../kit/import/import-format.js';
import { storeNewest } from '../../kit/import/store-newest.js';
import { readByKeys } from '../../kit/import/stored-rows.js';
import { Footprint } from '../entities/footprint.js';
import { MembershipStatement } from '../entities/membership-statement.js';
import { refreshDirectMemberships } from './refresh-direct-memberships.js';
import { refreshPracticeMemberships } from './refresh-practice-memberships.js';

/** What a row of a file says of a footprint. */
export type FootprintRow = Omit<Footprint, 'sourceKey'>;

const MEMBERS_AT_ONCE = 5_000;

/** Writes footprints, opens those that took over from them, and ends memberships where a footprint has ended. */
export function footprintWriter(job: ImportJob): RowWriter<FootprintRow> {
  const { manager, sourceKey, tally } = job;
  const table = { entity: Footprint, primaryKey: ['odsCode'], lookup: 'odsCode' } as const;
  return {
    async write(rows) {
      const footprints = rows.map(({ row }) => ({ ...row, sourceKey }));
      for (const outcome of await storeNewest(manager, table, footprints)) {
        if (outcome === 'outdated') tally.leaveOut('a newer file is known');
        else tally.count(outcome);
      }
    },
    async finish() {
      if (!tally.hasChanged()) return;
      tally.derive('footprints that took over', await openSuccessors(manager));
      tally.derive('memberships', await refreshAllMemberships(manager));
      tally.derive('practice memberships', await refreshPracticeMemberships(manager));
    },
  };
}

async function refreshAllMemberships(manager: EntityManager): Promise<number> {
  const members = manager.createQueryBuilder(MembershipStatement, 'm').select('DISTINCT m.organisationCode', 'code');
  const codes = (await members.getRawMany<{ code: string }>()).map(({ code }) => code);
  let changed = 0;
  for (let start = 0; start < codes.length; start += MEMBERS_AT_ONCE) {
    changed += await refreshDirectMemberships(manager, codes.slice(start, start + MEMBERS_AT_ONCE));
  }
  return changed;
}

/** Opens footprints that are known only as successors of others, on the day the first of these closed. */
async function openSuccessors(manager: EntityManager): Promise<number> {
  const closed = (await manager.find(Footprint, { order: { closedOn: 'ASC', odsCode: 'ASC' } })).filter(
    ({ successorCode, closedOn }) => successorCode !== null && closedOn !== null,
  );
  const codes = closed.map(({ successorCode }) => successorCode!);
  const known = new Set(
    (await readByKeys(manager, { entity: Footprint, column: 'odsCode' }, codes)).map(({ odsCode }) => odsCode),
  );
  const missing = new Map<string, Footprint>();
  for (const { successorCode, closedOn, sourceKey } of closed) {
    if (known.has(successorCode!) || missing.has(successorCode!)) continue;
    missing.set(successorCode!, successorOf(successorCode!, closedOn!, sourceKey));
  }
  await bulkInsert(manager, Footprint, [...missing.values()]);
  return missing.size;
}

/** Nothing but its code and its first day is stated, so its code stands for its name. */
function successorOf(odsCode: string, openedOn: string, sourceKey: string): Footprint {
  return {
    odsCode,
    name: odsCode,
    gssCode2016: null,
    gssCode2017: null,
    regionCode: null,
    openedOn,
    closedOn: null,
    successorCode: null,
    publishedLead: null,
    synthetic: false,
    sourceKey,
  };
}
