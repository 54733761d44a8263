import { connect } from '../../kit/connection/connect.js';
import type { PageArgs } from '../../kit/connection/page.js';
import { refuse } from '../../kit/errors.js';
import { percent } from '../../kit/money.js';
import { PracticeList } from '../entities/practice-list.js';
import { PracticeSupport, type SupportStage } from '../entities/practice-support.js';
import { readMonths, readShare, type PlaceReach } from '../queries/read-reach.js';
import { projectReach } from '../reach-projection.js';
import { monthOf, reachSeries } from '../reach-series.js';
import { SUPPORT_PLAN } from '../support-plan.js';
import type { Context } from './context.js';
import { recordedProgramme } from './recorded-programme.js';

interface AsOf {
  readonly asOf?: string | null;
}

interface MonthsArgs {
  readonly region?: string | null;
  readonly footprint?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

interface PracticesArgs extends PageArgs {
  readonly stage?: SupportStage | null;
  readonly footprint?: string | null;
}

export const PracticeSupportProgramme = {
  programme: (_: unknown, __: unknown, context: Context) => recordedProgramme(SUPPORT_PLAN.programmeCode, context),
  async byMonth(_: unknown, { region, footprint, from, to }: MonthsArgs, { database }: Context) {
    if (from && to && from > to) {
      throw refuse('BAD_USER_INPUT', `from must be on or before to, and is ${from}, after ${to}`, 'from');
    }
    const filter = { region: region ?? null, footprint: footprint ?? null };
    const [counts, share] = await Promise.all([readMonths(database, filter), readShare(database, filter)]);
    return reachSeries(counts, share).filter(
      ({ month }) => (!from || month >= monthOf(from)) && (!to || month <= monthOf(to)),
    );
  },
  async byRegion(_: unknown, { asOf }: AsOf, { load, today }: Context) {
    const reach = await load.placeReach({ column: 'regionCode', asOf: asOf ?? today }).all();
    return reach.map((row) => ({ region: { code: row.place }, ...reachFields(row) }));
  },
  async byFootprint(_: unknown, { asOf }: AsOf, { load, today }: Context) {
    const reach = await load.placeReach({ column: 'footprintCode', asOf: asOf ?? today }).all();
    return reach.map(footprintReach);
  },
  async projection(_: unknown, { asOf }: AsOf, { database, load, today }: Context) {
    const day = asOf ?? today;
    const [counts, regions] = await Promise.all([
      readMonths(database, { region: null, footprint: null }),
      load.placeReach({ column: 'regionCode', asOf: day }).all(),
    ]);
    return projectReach({ asOf: day, reached: regions.reduce((sum, { reached }) => sum + reached, 0), counts });
  },
  practices: (_: unknown, { stage, footprint, ...page }: PracticesArgs, { database }: Context) =>
    connect(
      database,
      {
        entity: PracticeSupport,
        order: { name: 'practices', columns: ['odsCode'], direction: 'ASC' },
        where: (query) => {
          if (footprint) query.andWhere('r.footprintCode = :footprint', { footprint });
          if (stage) query.andWhere('r.stage = :stage', { stage });
        },
      },
      page,
    ),
  statements: (_: unknown, __: unknown, { load }: Context) => load.statements.load(SUPPORT_PLAN.programmeCode),
  synthetic: (_: unknown, __: unknown, { database }: Context) =>
    database.read.getRepository(PracticeList).existsBy({ synthetic: true }),
};

/** A footprint's reach as the contract shows it. */
export function footprintReach(row: PlaceReach) {
  return { footprint: { odsCode: row.place }, ...reachFields(row) };
}

function reachFields({ practices, reached }: PlaceReach) {
  return { practices, reached, rate: percent(reached, practices) };
}
