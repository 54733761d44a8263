import type { SubgraphDefinition } from '../kit/subgraph-definition.js';
import { CreateRefresh1700000000000, Refresh } from '../kit/refresh.js';
import { Contribution } from './entities/contribution.js';
import { Fund } from './entities/fund.js';
import { FundStatement } from './entities/fund-statement.js';
import { Grant } from './entities/grant.js';
import { createLoaders, type FundingLoaders } from './loaders.js';
import { CreateFunding1700000001000 } from './migrations/create-funding.js';
import { contributionResolvers } from './resolvers/contribution.js';
import { fundResolvers, fundTotalsResolvers, publishedStatementResolvers } from './resolvers/fund.js';
import { grantResolvers } from './resolvers/grant.js';
import { grantYearResolvers, organisationResolvers, programmeResolvers } from './resolvers/organisation.js';
import { payContribution } from './resolvers/pay-contribution.js';
import { pledgeContribution } from './resolvers/pledge-contribution.js';
import { queryResolvers } from './resolvers/query.js';
import { threeSixtyGivingConnectionResolvers, threeSixtyGivingGrantResolvers } from './resolvers/three-sixty-giving.js';
import { seed } from './seed/seed.js';

/** NHS Improvement's subgraph: pooled funds and who put into them, and grants. Its contract is `schema/funding.graphql`. */
export const funding: SubgraphDefinition<FundingLoaders> = {
  name: 'funding',
  partner: 'NHS Improvement',
  entities: [Refresh, Fund, Contribution, FundStatement, Grant],
  migrations: [CreateRefresh1700000000000, CreateFunding1700000001000],
  tables: { Fund, Contribution, Grant },
  resolvers: {
    Query: queryResolvers,
    Mutation: { pledgeContribution, payContribution },
    Fund: fundResolvers,
    FundTotals: fundTotalsResolvers,
    PublishedStatement: publishedStatementResolvers,
    Contribution: contributionResolvers,
    Grant: grantResolvers,
    ThreeSixtyGivingConnection: threeSixtyGivingConnectionResolvers,
    ThreeSixtyGivingGrant: threeSixtyGivingGrantResolvers,
    Organisation: organisationResolvers,
    GrantYear: grantYearResolvers,
    Programme: programmeResolvers,
  },
  createLoaders,
  seed,
};
