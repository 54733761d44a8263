import type { Database } from '../../../kit/database/database.js';
import { CohortTally } from '../entities/cohort-tally.js';
import { Cohort } from '../entities/cohort.js';
import type { EthnicGroup } from '../ethnic-group.js';
import type { Places, Tally } from '../totals.js';

type RawTally = { code: string; ethnicGroup: EthnicGroup } & Record<
  'participants' | 'graduated' | 'appointed' | 'synthetic',
  number | string
>;

/** The counts of every ethnic group over all cohorts of each programme, in the order of the programmes. */
export async function readProgrammeTallies(database: Database, codes: readonly string[]): Promise<Tally[][]> {
  const rows = await database.read
    .getRepository(CohortTally)
    .createQueryBuilder('r')
    .select('r.programmeCode', 'code')
    .addSelect('r.ethnicGroup', 'ethnicGroup')
    .addSelect('SUM(r.participants)', 'participants')
    .addSelect('SUM(r.graduated)', 'graduated')
    .addSelect('SUM(r.appointedChiefExecutive)', 'appointed')
    .addSelect('MAX(r.synthetic)', 'synthetic')
    .where('r.programmeCode IN (:...codes)', { codes })
    .groupBy('r.programmeCode')
    .addGroupBy('r.ethnicGroup')
    .getRawMany<RawTally>();
  return codes.map((code) => rows.filter((row) => row.code === code).map(tallyOf));
}

function tallyOf({ ethnicGroup, participants, graduated, appointed, synthetic }: RawTally): Tally {
  return {
    ethnicGroup,
    participants: Number(participants),
    graduated: Number(graduated),
    appointedChiefExecutive: Number(appointed),
    synthetic: Number(synthetic) === 1,
  };
}

/** The places of all cohorts of each programme, in the order of the programmes. */
export async function readProgrammePlaces(database: Database, codes: readonly string[]): Promise<Places[]> {
  const rows = await database.read
    .getRepository(Cohort)
    .createQueryBuilder('r')
    .select('r.programmeCode', 'code')
    .addSelect('SUM(r.places)', 'places')
    .addSelect('MAX(r.synthetic)', 'synthetic')
    .where('r.programmeCode IN (:...codes)', { codes })
    .groupBy('r.programmeCode')
    .getRawMany<{ code: string; places: number | string; synthetic: number | string }>();
  const byCode = new Map(rows.map((row) => [row.code, row]));
  return codes.map((code) => {
    const row = byCode.get(code);
    return { places: Number(row?.places ?? 0), synthetic: Number(row?.synthetic ?? 0) === 1 };
  });
}
