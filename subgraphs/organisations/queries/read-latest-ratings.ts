import type { Database } from '../../../kit/database/database.js';
import { ROW } from '../../kit/connection/keyset.js';
import { hydrate } from '../../kit/connection/read-rows.js';
import { Rating } from '../entities/rating.js';

/** The latest rating of each organisation up to a day, or null: one statement. */
export async function readLatestRatings(
  database: Database,
  codes: readonly string[],
  asOf: string,
): Promise<readonly (Rating | null)[]> {
  const [sql, parameters] = database.read
    .getRepository(Rating)
    .createQueryBuilder(ROW)
    .where('r.organisationCode IN (:...codes) AND r.publishedOn <= :asOf', { codes, asOf })
    .addSelect('ROW_NUMBER() OVER (PARTITION BY r.organisationCode ORDER BY r.publishedOn DESC, r.id DESC)', 'place')
    .getQueryAndParameters();
  const raws = await database.read.query<Record<string, unknown>[]>(
    `SELECT * FROM (${sql}) AS ranked WHERE place = 1`,
    parameters as unknown[],
  );
  const latest = new Map(hydrate(database, Rating, raws).map((rating) => [rating.organisationCode, rating]));
  return codes.map((code) => latest.get(code) ?? null);
}
