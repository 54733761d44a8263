import type { PageArgs } from '../../kit/connection/page.js';
import type { Programme as Row } from '../entities/programme.js';
import { sourceOfRow } from '../own-sources.js';
import { outcomesByEthnicGroup, totalsOf } from '../totals.js';
import type { Context } from './context.js';
import { found } from './found.js';
import { organisationOf } from './organisation-of.js';

export const Programme = {
  __resolveReference: ({ code }: { code: string }, { load }: Context) => load.programme.load(code),
  previousStep: ({ ladderStep }: Row, _: unknown, { load }: Context) =>
    ladderStep === null ? null : load.programmeAtStep.load(String(ladderStep - 1)),
  nextStep: ({ ladderStep }: Row, _: unknown, { load }: Context) =>
    ladderStep === null ? null : load.programmeAtStep.load(String(ladderStep + 1)),
  deliveredBy: (row: Row) => organisationOf(row.deliveredBy),
  fundedBy: (row: Row) => organisationOf(row.fundedBy),
  boardChairedBy: (row: Row) => organisationOf(row.boardChairedBy),
  async capabilities({ code }: Row, _: unknown, { load }: Context) {
    const links = await load.capabilityLinks.load(code);
    const capabilities = found(await load.capability.loadMany(links.map((link) => link.capabilityCode)));
    return capabilities.sort((a, b) => a.position - b.position);
  },
  cohorts: ({ code }: Row, args: PageArgs, { load }: Context) => load.cohorts(code, args),
  totals: ({ code }: Row, _: unknown, context: Context) => programmeTotals(code, context),
  async outcomesByEthnicGroup({ code }: Row, _: unknown, { load }: Context) {
    return outcomesByEthnicGroup(await load.programmeTallies.load(code));
  },
  statements: ({ code }: Row, _: unknown, { load }: Context) => load.statements.load(code),
  source: sourceOfRow,
};

/** Places, participants and outcomes over all cohorts of a programme. */
export async function programmeTotals(code: string, { load }: Context) {
  const [places, tallies] = await Promise.all([load.programmePlaces.load(code), load.programmeTallies.load(code)]);
  return totalsOf(places, tallies);
}
