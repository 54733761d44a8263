import type { PageArgs } from '../../kit/connection/page.js';
import type { Cohort as Row } from '../entities/cohort.js';
import type { OutcomeKind } from '../entities/outcome.js';
import { sourceOfRow } from '../own-sources.js';
import { outcomesByEthnicGroup, totalsOf } from '../totals.js';
import type { Context } from './context.js';

export const Cohort = {
  __resolveReference: ({ id }: { id: string }, { load }: Context) => load.cohort.load(id),
  programme: ({ programmeCode }: Row, _: unknown, { load }: Context) => load.programme.load(programmeCode),
  participants: ({ id }: Row, args: PageArgs, { load }: Context) => load.participants(id, args),
  totals: async (row: Row, _: unknown, { load }: Context) => totalsOf(row, await load.cohortTallies.load(row.id)),
  outcomes: ({ id }: Row, { kind }: { kind?: OutcomeKind | null }, { load }: Context) =>
    load.outcomesOfCohort(kind ?? null).load(id),
  async outcomesByEthnicGroup({ id }: Row, _: unknown, { load }: Context) {
    return outcomesByEthnicGroup(await load.cohortTallies.load(id));
  },
  source: sourceOfRow,
};
