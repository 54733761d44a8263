import type DataLoader from 'dataloader';
import type { Database } from '../../../kit/database/database.js';
import { batched } from '../../kit/loaders.js';
import { Contribution } from '../entities/contribution.js';

/** The sums of a fund's contributions, in pence. */
export interface FundTotals {
  readonly contributors: number;
  readonly cash: number;
  readonly inKind: number;
  readonly paid: number;
  readonly withoutAmount: number;
  readonly synthetic: boolean;
}

const NOTHING: FundTotals = { contributors: 0, cash: 0, inKind: 0, paid: 0, withoutAmount: 0, synthetic: false };

/** Loads the totals of funds by code: one statement for all. An unnamed contributor counts as one body. */
export function fundTotals(database: Database): DataLoader<string, FundTotals> {
  return batched(async (codes) => {
    const rows = await database.read
      .getRepository(Contribution)
      .createQueryBuilder('r')
      .select('r.fundCode', 'fundCode')
      .addSelect('COUNT(DISTINCT COALESCE(r.odsCode, r.id))', 'contributors')
      .addSelect(`SUM(CASE WHEN r.kind = 'CASH' THEN r.amountPence ELSE 0 END)`, 'cash')
      .addSelect(`SUM(CASE WHEN r.kind = 'IN_KIND' THEN r.amountPence ELSE 0 END)`, 'inKind')
      .addSelect(`SUM(CASE WHEN r.status = 'PAID' THEN r.amountPence ELSE 0 END)`, 'paid')
      .addSelect('SUM(CASE WHEN r.amountPence IS NULL THEN 1 ELSE 0 END)', 'withoutAmount')
      .addSelect(`SUM(CASE WHEN r.amountCertainty = 'SYNTHETIC' THEN 1 ELSE 0 END)`, 'synthetic')
      .where('r.fundCode IN (:...codes)', { codes })
      .groupBy('r.fundCode')
      .getRawMany<Record<keyof FundTotals | 'fundCode', string | number | null>>();
    const totals = new Map(rows.map((row) => [row.fundCode, totalsOf(row)]));
    return codes.map((code) => totals.get(code) ?? NOTHING);
  });
}

function totalsOf(row: Record<keyof FundTotals, string | number | null>): FundTotals {
  return {
    contributors: Number(row.contributors),
    cash: Number(row.cash),
    inKind: Number(row.inKind),
    paid: Number(row.paid),
    withoutAmount: Number(row.withoutAmount),
    synthetic: Number(row.synthetic) > 0,
  };
}
