import { bulkInsert } from '../../../kit/database/bulk-insert.js';
import type { ImportJob, Located, RowWriter } from '../../kit/import/import-format.js';
import { RowProblem } from '../../kit/import/row-problem.js';
import { createSeenKeys, type SeenKeys } from '../../kit/import/seen-keys.js';
import { readByKeys } from '../../kit/import/stored-rows.js';
import { Footprint } from '../entities/footprint.js';
import { MembershipStatement } from '../entities/membership-statement.js';
import type { OrganisationStatement } from '../entities/organisation-statement.js';
import type { OrganisationKind } from '../entities/organisation.js';
import { refreshDirectMemberships } from './refresh-direct-memberships.js';
import { refreshMemberKinds } from './refresh-member-kinds.js';
import { refreshPracticeMemberships } from './refresh-practice-memberships.js';
import { refreshRatedTrusts } from './refresh-rated-trusts.js';
import { storeStatements } from './store-statements.js';

/** That a file names an organisation as a member of a footprint. */
export interface Member {
  /** The footprint's ODS code or one of its ONS codes. */
  readonly footprint: string;
  readonly odsCode: string;
  readonly codeScheme: 'ODS' | 'LOCAL';
  readonly name: string;
  readonly kind: OrganisationKind;
}

/**
 * Writes the members of footprints that a file names. Members that no file has listed become organisations by this, of
 * which nothing is known but name and kind. A footprint that is not known makes a row rejected; `footprintColumn` is the
 * column to name then.
 */
export function membershipWriter(job: ImportJob, footprintColumn: string): RowWriter<Member> {
  const mentioned = createSeenKeys();
  let footprints: ReadonlyMap<string, string> | undefined;
  return {
    async write(rows) {
      const codes = (footprints ??= await readFootprintCodes(job));
      const accepted = rows.filter(({ line, row }) => {
        const isKnown = codes.has(row.footprint);
        if (!isKnown) job.verdicts.reject(line, unknownFootprint(footprintColumn, row.footprint));
        return isKnown;
      });
      const changed = await storeMentions(job, accepted, mentioned);
      const news = await storeMemberships(
        job,
        accepted.map(({ row }) => ({ ...row, footprint: codes.get(row.footprint)! })),
      );
      accepted.forEach(({ row }, index) => {
        job.tally.count(news[index] ? 'inserted' : changed.delete(row.odsCode) ? 'updated' : 'unchanged');
      });
    },
    async finish() {
      if (!job.tally.hasChanged()) return;
      job.tally.derive('member kinds', await refreshMemberKinds(job.manager));
      job.tally.derive('practice memberships', await refreshPracticeMemberships(job.manager));
      job.tally.derive('ratings of trusts', await refreshRatedTrusts(job.manager));
    },
  };
}

async function readFootprintCodes({ manager }: ImportJob): Promise<Map<string, string>> {
  const footprints = await manager.find(Footprint);
  return new Map(
    footprints.flatMap(({ odsCode, gssCode2016, gssCode2017 }) =>
      [gssCode2016, gssCode2017, odsCode].filter((code) => code !== null).map((code) => [code, odsCode] as const),
    ),
  );
}

function unknownFootprint(column: string, value: string): RowProblem {
  return new RowProblem(column, value, 'must be a known footprint: import the format footprints first');
}

/** Stores the first mention of each organisation in the file; gives the codes of those that changed by it. */
async function storeMentions(
  job: ImportJob,
  rows: readonly Located<Member>[],
  mentioned: SeenKeys,
): Promise<Set<string>> {
  const first = rows.map(({ row }) => row).filter(({ odsCode }) => mentioned.add(odsCode));
  const outcomes = await storeStatements(
    job.manager,
    first.map((member) => mentionOf(job, member)),
  );
  return new Set(first.map(({ odsCode }) => odsCode).filter((_, index) => outcomes[index] !== 'unchanged'));
}

function mentionOf({ sourceKey, asOf }: ImportJob, { odsCode, codeScheme, name, kind }: Member): OrganisationStatement {
  return {
    odsCode,
    sourceKey,
    asOf,
    isListed: false,
    codeScheme,
    name,
    kind,
    status: 'ACTIVE',
    openedOn: null,
    closedOn: null,
    postcode: null,
    parentCode: null,
    parentFrom: null,
    parentTo: null,
    regionCode: null,
  };
}

/** Stores memberships that were not stated yet, and what follows from them; tells of each whether it is such a one. */
async function storeMemberships(
  { manager, sourceKey, asOf }: ImportJob,
  members: readonly Member[],
): Promise<boolean[]> {
  const codes = members.map(({ odsCode }) => odsCode);
  const stated = await readByKeys(manager, { entity: MembershipStatement, column: 'organisationCode' }, codes);
  const known = new Set(stated.filter((said) => said.sourceKey === sourceKey).map(keyOf));
  const statements = members.map(({ odsCode, footprint }) => {
    return { organisationCode: odsCode, footprintCode: footprint, sourceKey, asOf };
  });
  const isNew = statements.map((said) => {
    const isFirst = !known.has(keyOf(said));
    known.add(keyOf(said));
    return isFirst;
  });
  const news = statements.filter((_, index) => isNew[index]);
  await bulkInsert(manager, MembershipStatement, news);
  await refreshDirectMemberships(manager, [...new Set(news.map(({ organisationCode }) => organisationCode))]);
  return isNew;
}

function keyOf({ organisationCode, footprintCode }: MembershipStatement): string {
  return `${organisationCode} ${footprintCode}`;
}
