import type { SelectQueryBuilder } from 'typeorm';
import { daysBetween } from '../../../kit/dates.js';
import type { SubgraphContext } from '../../kit/subgraph-definition.js';
import { connect } from '../../kit/connection/connect.js';
import type { Order } from '../../kit/connection/keyset.js';
import type { PageArgs } from '../../kit/connection/page.js';
import { Fund } from '../entities/fund.js';
import { Grant } from '../entities/grant.js';
import type { FundingLoaders } from '../loaders.js';

type Context = SubgraphContext<FundingLoaders>;

interface GrantFilter {
  readonly funder?: string | null;
  readonly recipient?: string | null;
  readonly awardedFrom?: string | null;
  readonly awardedTo?: string | null;
  readonly synthetic?: boolean | null;
}

interface GrantSort {
  readonly by: 'AWARD_DATE' | 'AMOUNT_AWARDED' | 'ID';
  readonly direction: 'ASC' | 'DESC';
}

type GrantsArgs = PageArgs & { readonly filter?: GrantFilter | null; readonly sort?: GrantSort | null };
type ThreeSixtyGivingArgs = PageArgs & Pick<GrantFilter, 'funder' | 'synthetic'>;

const ORDER_COLUMNS = { AWARD_DATE: ['awardDate', 'id'], AMOUNT_AWARDED: ['amountMinor', 'id'], ID: ['id'] } as const;

export const queryResolvers = {
  fund: (_: unknown, { code }: { code: string }, { load }: Context) => load.fund.load(code),
  funds: async (_: unknown, _args: unknown, { database, load }: Context) => {
    const funds = await database.read.getRepository(Fund).find({ order: { code: 'ASC' } });
    for (const fund of funds) load.fund.prime(fund.code, fund);
    return funds;
  },
  grant: (_: unknown, { id }: { id: string }, { load }: Context) => load.grant.load(id),
  grants: (_: unknown, { filter, sort, ...page }: GrantsArgs, { database }: Context) => {
    const order = orderOf(sort ?? { by: 'AWARD_DATE', direction: 'DESC' });
    return connect(database, { entity: Grant, order, where: (query) => narrow(query, filter ?? {}, order) }, page);
  },
  threeSixtyGiving: (_: unknown, { funder, synthetic, ...page }: ThreeSixtyGivingArgs, { database }: Context) => {
    const order = orderOf({ by: 'ID', direction: 'ASC' });
    const filter = { funder: funder ?? null, synthetic: synthetic ?? null };
    return connect(database, { entity: Grant, order, where: (query) => narrow(query, filter, order) }, page);
  },
};

function orderOf({ by, direction }: GrantSort): Order<Grant> {
  return { name: `${by} ${direction}`, columns: ORDER_COLUMNS[by], direction };
}

/** Up to so many days are sorted; the rows of a longer time are found by walking the order until the page is full. */
const SORTED_DAYS_MAX = 31;

/**
 * Adds a filter's conditions. The most telling one chooses the index: recipient, else funder, else whether generated. The
 * others are hidden from SQLite's planner by a plus sign, because without statistics it takes all of them for equal; so
 * is a long range of days where the order is another.
 */
function narrow(query: SelectQueryBuilder<Grant>, filter: GrantFilter, order: Order<Grant>): void {
  const equal = { recipientId: filter.recipient, funderId: filter.funder, synthetic: filter.synthetic };
  const given = Object.entries(equal).filter(([, value]) => value != null);
  given.forEach(([column, value], index) =>
    query.andWhere(`${index === 0 ? '' : '+'}r.${column} = :${column}`, { [column]: value }),
  );
  const { awardedFrom, awardedTo } = filter;
  const awardDate = order.columns[0] === 'awardDate' || isShort(filter) ? 'r.awardDate' : '+r.awardDate';
  if (awardedFrom != null) query.andWhere(`${awardDate} >= :awardedFrom`, { awardedFrom });
  if (awardedTo != null) query.andWhere(`${awardDate} <= :awardedTo`, { awardedTo });
}

function isShort({ awardedFrom, awardedTo }: GrantFilter): boolean {
  return awardedFrom != null && awardedTo != null && daysBetween(awardedFrom, awardedTo) <= SORTED_DAYS_MAX;
}
