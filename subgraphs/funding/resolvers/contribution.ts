import { pounds } from '../../kit/money.js';
import type { SubgraphContext } from '../../kit/subgraph-definition.js';
import type { Contribution } from '../entities/contribution.js';
import type { FundingLoaders } from '../loaders.js';
import { sourceOfRow } from '../sources.js';

type Context = SubgraphContext<FundingLoaders>;

export const contributionResolvers = {
  __resolveReference: ({ id }: Pick<Contribution, 'id'>, { load }: Context) => load.contribution.load(id),
  fund: ({ fundCode }: Contribution, _: unknown, { load }: Context) => load.fund.load(fundCode),
  organisation: ({ odsCode }: Contribution) => (odsCode === null ? null : { odsCode }),
  amount: ({ amountPence }: Contribution) => (amountPence === null ? null : pounds(amountPence)),
  source: sourceOfRow,
};
