import { isDate } from '../../kit/scalars.js';
import type { SubgraphContext } from '../../kit/subgraph-definition.js';
import { moneyOf } from '../currency.js';
import type { Grant } from '../entities/grant.js';
import type { FundingLoaders } from '../loaders.js';
import { sourceOfRow } from '../sources.js';

type Context = SubgraphContext<FundingLoaders>;

interface GrantParty {
  readonly id: string;
  readonly name: string;
  readonly charityNumber: string | null;
  readonly companyNumber: string | null;
  readonly organisation: { readonly odsCode: string } | null;
}

export const grantResolvers = {
  __resolveReference: ({ id }: Pick<Grant, 'id'>, { load }: Context) => load.grant.load(id),
  amountAwarded: ({ amountMinor, currency }: Grant) => moneyOf(amountMinor, currency),
  plannedStart: ({ plannedStart }: Grant) => dayOf(plannedStart),
  plannedEnd: ({ plannedEnd }: Grant) => dayOf(plannedEnd),
  funder: (grant: Grant): GrantParty => ({
    id: grant.funderId,
    name: grant.funderName,
    charityNumber: grant.funderCharityNumber,
    companyNumber: grant.funderCompanyNumber,
    organisation: organisationOf(grant.funderOdsCode),
  }),
  recipient: (grant: Grant): GrantParty => ({
    id: grant.recipientId,
    name: grant.recipientName,
    charityNumber: grant.recipientCharityNumber,
    companyNumber: grant.recipientCompanyNumber,
    organisation: organisationOf(grant.recipientOdsCode),
  }),
  fund: ({ grantProgrammeCode }: Grant, _: unknown, { load }: Context) =>
    grantProgrammeCode === null ? null : load.fund.load(grantProgrammeCode),
  source: sourceOfRow,
};

function organisationOf(odsCode: string | null): { readonly odsCode: string } | null {
  return odsCode === null ? null : { odsCode };
}

function dayOf(published: string | null): string | null {
  return published !== null && isDate(published) ? published : null;
}
