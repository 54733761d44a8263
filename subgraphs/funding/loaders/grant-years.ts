import type DataLoader from 'dataloader';
import type { Database } from '../../../kit/database/database.js';
import { batched } from '../../kit/loaders.js';
import { Grant } from '../entities/grant.js';

/** The grants of one year in one currency; `sum` is in its minor unit. */
export interface GrantYear {
  readonly year: number;
  readonly currency: string;
  readonly grants: number;
  readonly sum: number;
  readonly synthetic: boolean;
}

type Raw = Record<keyof GrantYear | 'odsCode', string | number>;

/** Loads what organisations received by year, by ODS code, the earliest year first: one statement for all. */
export function grantYears(database: Database): DataLoader<string, readonly GrantYear[]> {
  return batched(async (odsCodes) => {
    const raws = await database.read
      .getRepository(Grant)
      .createQueryBuilder('r')
      .select('r.recipientOdsCode', 'odsCode')
      .addSelect('SUBSTR(r.awardDate, 1, 4)', 'year')
      .addSelect('r.currency', 'currency')
      .addSelect('COUNT(*)', 'grants')
      .addSelect('SUM(r.amountMinor)', 'sum')
      .addSelect('MAX(r.synthetic)', 'synthetic')
      .where('r.recipientOdsCode IN (:...odsCodes)', { odsCodes })
      .groupBy('r.recipientOdsCode')
      .addGroupBy('SUBSTR(r.awardDate, 1, 4)')
      .addGroupBy('r.currency')
      .getRawMany<Raw>();
    const byCode = new Map<string, GrantYear[]>(odsCodes.map((odsCode) => [odsCode, []]));
    for (const raw of raws) byCode.get(raw.odsCode as string)?.push(yearOf(raw));
    return odsCodes.map((odsCode) => byCode.get(odsCode)!.sort(byYear));
  });
}

/** Adds up the years of several organisations. */
export function mergeYears(lists: readonly (readonly GrantYear[])[]): readonly GrantYear[] {
  const merged = new Map<string, GrantYear>();
  for (const next of lists.flat()) {
    const key = `${next.year} ${next.currency}`;
    const before = merged.get(key);
    merged.set(key, before ? add(before, next) : next);
  }
  return [...merged.values()].sort(byYear);
}

function add(a: GrantYear, b: GrantYear): GrantYear {
  return { ...a, grants: a.grants + b.grants, sum: a.sum + b.sum, synthetic: a.synthetic || b.synthetic };
}

function byYear(a: GrantYear, b: GrantYear): number {
  return a.year - b.year || (a.currency < b.currency ? -1 : 1);
}

function yearOf(raw: Raw): GrantYear {
  return {
    year: Number(raw.year),
    currency: String(raw.currency),
    grants: Number(raw.grants),
    sum: Number(raw.sum),
    synthetic: Number(raw.synthetic) > 0,
  };
}
