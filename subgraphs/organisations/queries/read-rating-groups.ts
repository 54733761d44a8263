import type { Database } from '../../../kit/database/database.js';
import { RATING_VALUES, type RatingValue } from '../entities/rating.js';

export interface RatingGroup {
  readonly id: string;
  readonly rating: RatingValue;
  readonly asOf: string;
  readonly odsCodes: readonly string[];
}

/** The trusts open on a day by their latest overall rating then, one group for each rating: one statement. */
export async function readRatingGroups(database: Database, asOf: string): Promise<readonly RatingGroup[]> {
  const rows = await database.read.query<{ code: string; overall: RatingValue | null }[]>(
    `SELECT open.odsCode AS code, latest.overall AS overall
     FROM (
       SELECT o.odsCode FROM organisation o JOIN organisation_version v ON v.odsCode = o.odsCode
       WHERE o.kind = 'TRUST' AND v.validFrom <= ? AND v.validTo > ? AND v.status <> 'CLOSED'
     ) AS open
     LEFT JOIN (
       SELECT organisationCode, overall,
         ROW_NUMBER() OVER (PARTITION BY organisationCode ORDER BY publishedOn DESC, id DESC) AS place
       FROM rating WHERE organisationCode IS NOT NULL AND publishedOn <= ?
     ) AS latest ON latest.organisationCode = open.odsCode AND latest.place = 1
     ORDER BY open.odsCode`,
    [asOf, asOf, asOf],
  );
  return RATING_VALUES.map((rating) => ({
    id: `${rating}.${asOf}`,
    rating,
    asOf,
    odsCodes: rows.filter((row) => (row.overall ?? 'NO_PUBLISHED_RATING') === rating).map((row) => row.code),
  }));
}
