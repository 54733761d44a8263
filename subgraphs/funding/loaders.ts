import type DataLoader from 'dataloader';
import type { Database } from '../../kit/database/database.js';
import { connectByParent } from '../kit/connection/connect-by-parent.js';
import type { Connection } from '../kit/connection/connection.js';
import type { Order } from '../kit/connection/keyset.js';
import type { PageArgs } from '../kit/connection/page.js';
import { manyByKey, oneByKey } from '../kit/loaders.js';
import { Contribution, type ContributionKind } from './entities/contribution.js';
import { Fund } from './entities/fund.js';
import { FundStatement } from './entities/fund-statement.js';
import { Grant } from './entities/grant.js';
import { fundTotals, type FundTotals } from './loaders/fund-totals.js';
import { grantYears, type GrantYear } from './loaders/grant-years.js';

export interface ContributionFilter {
  readonly kind?: ContributionKind | null;
}

type Children<Row, Filter = object> = (parent: string, args: PageArgs & Filter) => Connection<Row>;

export interface FundingLoaders {
  readonly fund: DataLoader<string, Fund | null>;
  readonly fundsByProgramme: DataLoader<string, readonly Fund[]>;
  readonly fundTotals: DataLoader<string, FundTotals>;
  readonly fundContributions: Children<Contribution, ContributionFilter>;
  readonly fundGrants: Children<Grant>;
  readonly fundStatements: DataLoader<string, readonly FundStatement[]>;
  readonly contribution: DataLoader<string, Contribution | null>;
  readonly contributionsByOrganisation: DataLoader<string, readonly Contribution[]>;
  readonly grant: DataLoader<string, Grant | null>;
  readonly grantsReceived: Children<Grant>;
  readonly grantsAwarded: Children<Grant>;
  /** By ODS code of the recipient. */
  readonly grantYears: DataLoader<string, readonly GrantYear[]>;
}

const BY_CONTRIBUTOR: Order<Contribution> = { name: 'contributor', columns: ['contributor', 'id'], direction: 'ASC' };
const LATEST_FIRST: Order<Grant> = { name: 'awardDate', columns: ['awardDate', 'id'], direction: 'DESC' };

/** The loaders of one request. */
export function createLoaders(database: Database): FundingLoaders {
  const grantsOf = (parent: 'grantProgrammeCode' | 'recipientOdsCode' | 'funderOdsCode') =>
    connectByParent(database, { entity: Grant, parent, order: LATEST_FIRST });
  return {
    fund: oneByKey(database, { entity: Fund, key: 'code' }),
    fundsByProgramme: manyByKey(database, {
      entity: Fund,
      key: 'programmeCode',
      refine: (query) => query.orderBy('r.code'),
    }),
    fundTotals: fundTotals(database),
    fundContributions: connectByParent<Contribution, ContributionFilter>(database, {
      entity: Contribution,
      parent: 'fundCode',
      order: BY_CONTRIBUTOR,
      where: (query, { kind }) => void (kind && query.andWhere('r.kind = :kind', { kind })),
    }),
    fundGrants: grantsOf('grantProgrammeCode'),
    fundStatements: manyByKey(database, {
      entity: FundStatement,
      key: 'fundCode',
      refine: (query) => query.orderBy('r.id'),
    }),
    contribution: oneByKey(database, { entity: Contribution, key: 'id' }),
    contributionsByOrganisation: manyByKey(database, {
      entity: Contribution,
      key: 'odsCode',
      refine: (query) => query.orderBy('r.fundCode').addOrderBy('r.id'),
    }),
    grant: oneByKey(database, { entity: Grant, key: 'id' }),
    grantsReceived: grantsOf('recipientOdsCode'),
    grantsAwarded: grantsOf('funderOdsCode'),
    grantYears: grantYears(database),
  };
}
