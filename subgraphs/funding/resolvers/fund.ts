import type { PageArgs } from '../../kit/connection/page.js';
import { pounds } from '../../kit/money.js';
import type { SubgraphContext } from '../../kit/subgraph-definition.js';
import type { Fund } from '../entities/fund.js';
import type { FundStatement } from '../entities/fund-statement.js';
import type { ContributionFilter, FundingLoaders } from '../loaders.js';
import type { FundTotals } from '../loaders/fund-totals.js';
import { sourceOfRow } from '../sources.js';

type Context = SubgraphContext<FundingLoaders>;

export const fundResolvers = {
  __resolveReference: ({ code }: Pick<Fund, 'code'>, { load }: Context) => load.fund.load(code),
  programme: ({ programmeCode }: Fund) => (programmeCode === null ? null : { code: programmeCode }),
  contributions: ({ code }: Fund, args: PageArgs & ContributionFilter, { load }: Context) =>
    load.fundContributions(code, args),
  totals: ({ code }: Fund, _: unknown, { load }: Context) => load.fundTotals.load(code),
  grants: ({ code }: Fund, args: PageArgs, { load }: Context) => load.fundGrants(code, args),
  statements: ({ code }: Fund, _: unknown, { load }: Context) => load.fundStatements.load(code),
  source: sourceOfRow,
};

export const fundTotalsResolvers = {
  total: ({ cash, inKind }: FundTotals) => pounds(cash + inKind),
  cash: ({ cash }: FundTotals) => pounds(cash),
  inKind: ({ inKind }: FundTotals) => pounds(inKind),
  paid: ({ paid }: FundTotals) => pounds(paid),
};

export const publishedStatementResolvers = {
  source: (row: FundStatement) => sourceOfRow(row),
};
