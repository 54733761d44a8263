import type { PageArgs } from '../../kit/connection/page.js';
import { refuse } from '../../kit/errors.js';
import { pounds } from '../../kit/money.js';
import type { SubgraphContext } from '../../kit/subgraph-definition.js';
import { moneyOf } from '../currency.js';
import type { FundingLoaders } from '../loaders.js';
import { mergeYears, type GrantYear } from '../loaders/grant-years.js';

type Context = SubgraphContext<FundingLoaders>;

interface OrganisationKey {
  readonly odsCode: string;
}

/** What the gateway gathered from the subgraph that owns lineages; nothing in it is certain. */
interface WithLineage extends OrganisationKey {
  readonly lineage: unknown;
}

export const organisationResolvers = {
  __resolveReference: (reference: OrganisationKey) => reference,
  grantsReceived: ({ odsCode }: OrganisationKey, args: PageArgs, { load }: Context) =>
    load.grantsReceived(odsCode, args),
  grantsAwarded: ({ odsCode }: OrganisationKey, args: PageArgs, { load }: Context) => load.grantsAwarded(odsCode, args),
  grantsByYear: ({ odsCode }: OrganisationKey, _: unknown, { load }: Context) => load.grantYears.load(odsCode),
  lineageGrantsByYear: async ({ lineage }: WithLineage, _: unknown, { load }: Context) => {
    const years = await Promise.all(codesIn(lineage).map((odsCode) => load.grantYears.load(odsCode)));
    return mergeYears(years);
  },
  grantTotal: async ({ odsCode }: OrganisationKey, _: unknown, { load }: Context) => {
    const years = await load.grantYears.load(odsCode);
    return pounds(years.filter(({ currency }) => currency === 'GBP').reduce((total, { sum }) => total + sum, 0));
  },
  contributions: ({ odsCode }: OrganisationKey, _: unknown, { load }: Context) =>
    load.contributionsByOrganisation.load(odsCode),
};

export const grantYearResolvers = {
  total: ({ sum, currency }: GrantYear) => moneyOf(sum, currency),
};

export const programmeResolvers = {
  __resolveReference: (reference: { code: string }) => reference,
  funds: ({ code }: { code: string }, _: unknown, { load }: Context) => load.fundsByProgramme.load(code),
};

/** The codes in a lineage, each once. Throws `BAD_USER_INPUT` when it is not a list of organisations. */
function codesIn(lineage: unknown): readonly string[] {
  const members: readonly unknown[] = Array.isArray(lineage) ? lineage : [null];
  const odsCodes = members.map((member) => (member as Partial<OrganisationKey> | null)?.odsCode);
  if (odsCodes.every((odsCode) => typeof odsCode === 'string')) return [...new Set(odsCodes)];
  const detail = 'A representation of Organisation needs lineage as a list of organisations with odsCode';
  throw refuse('BAD_USER_INPUT', detail);
}
