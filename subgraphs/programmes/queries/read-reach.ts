import type { Database } from '../../../kit/database/database.js';
import { PracticeList } from '../entities/practice-list.js';
import { PracticeReach } from '../entities/practice-reach.js';
import { PracticeSupport } from '../entities/practice-support.js';
import { monthOf, type MonthCount } from '../reach-series.js';

export type PlaceColumn = 'footprintCode' | 'regionCode';

/** Which practices are counted; all of them where both are null. */
export interface ReachFilter {
  readonly region: string | null;
  readonly footprint: string | null;
}

export interface PlaceReach {
  readonly place: string;
  readonly practices: number;
  readonly reached: number;
}

interface Counted {
  readonly place: string;
  readonly count: number | string;
}

/** Listed and reached practices of every footprint or region up to a day, by its code. */
export async function readPlaceReach(database: Database, column: PlaceColumn, asOf: string): Promise<PlaceReach[]> {
  const listed = await database.read
    .getRepository(PracticeList)
    .createQueryBuilder('r')
    .select(`r.${column}`, 'place')
    .addSelect('SUM(r.practices)', 'count')
    .groupBy(`r.${column}`)
    .orderBy(`r.${column}`)
    .getRawMany<Counted>();
  const whole = new Map((await readWholeMonths(database, column, asOf)).map((row) => [row.place, Number(row.count)]));
  const broken = new Map((await readBrokenMonth(database, column, asOf)).map((row) => [row.place, Number(row.count)]));
  return listed.map(({ place, count }) => ({
    place,
    practices: Number(count),
    reached: (whole.get(place) ?? 0) + (broken.get(place) ?? 0),
  }));
}

function readWholeMonths(database: Database, column: PlaceColumn, asOf: string): Promise<Counted[]> {
  return database.read
    .getRepository(PracticeReach)
    .createQueryBuilder('r')
    .select(`r.${column}`, 'place')
    .addSelect('SUM(r.reached)', 'count')
    .where('r.month < :month', { month: monthOf(asOf) })
    .groupBy(`r.${column}`)
    .getRawMany();
}

/** The month of `asOf` is counted from the practices themselves, since the summary knows no days. */
function readBrokenMonth(database: Database, column: PlaceColumn, asOf: string): Promise<Counted[]> {
  return database.read
    .getRepository(PracticeSupport)
    .createQueryBuilder('r')
    .select(`r.${column}`, 'place')
    .addSelect('COUNT(*)', 'count')
    .where('r.startedOn >= :month AND r.startedOn <= :asOf', { month: monthOf(asOf), asOf })
    .groupBy(`r.${column}`)
    .getRawMany();
}

/** Practices reached by month: every month with data, also where the filter leaves no practice in it. */
export async function readMonths(database: Database, { region, footprint }: ReachFilter): Promise<MonthCount[]> {
  const rows = await database.read
    .getRepository(PracticeReach)
    .createQueryBuilder('r')
    .select('r.month', 'month')
    .addSelect(`SUM(CASE WHEN ${MATCHES} THEN r.reached ELSE 0 END)`, 'count')
    .setParameters({ region, footprint })
    .groupBy('r.month')
    .orderBy('r.month')
    .getRawMany<{ month: string; count: number | string }>();
  return rows.map(({ month, count }) => ({ month, reached: Number(count) }));
}

/** The share of listed practices that the filter lets through, 0 to 1; 0 where none is listed. */
export async function readShare(database: Database, { region, footprint }: ReachFilter): Promise<number> {
  const row = await database.read
    .getRepository(PracticeList)
    .createQueryBuilder('r')
    .select('SUM(r.practices)', 'listed')
    .addSelect(`SUM(CASE WHEN ${MATCHES} THEN r.practices ELSE 0 END)`, 'matching')
    .setParameters({ region, footprint })
    .getRawOne<{ listed: number | string | null; matching: number | string | null }>();
  const listed = Number(row?.listed ?? 0);
  return listed === 0 ? 0 : Number(row?.matching ?? 0) / listed;
}

const MATCHES = '(:region IS NULL OR r.regionCode = :region) AND (:footprint IS NULL OR r.footprintCode = :footprint)';
