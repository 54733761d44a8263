import type { EntityManager } from 'typeorm';
import { changedRows } from '../../kit/import/changed-rows.js';

/**
 * Makes the memberships of practices follow from those of their commissioners: a general practice is a member of its
 * commissioner's footprints while it is active, belongs to that commissioner, and the commissioner is a member. A
 * practice that a file names as a member itself is left alone, and so are generated ones. Two statements, whatever the
 * number of practices. Gives how many memberships went or came.
 */
export async function refreshPracticeMemberships(manager: EntityManager): Promise<number> {
  const gone = await changedRows(manager, DELETE_OUTDATED);
  return gone + (await changedRows(manager, INSERT_MISSING));
}

/**
 * The days on which a practice belongs to a commissioner that is a member, with periods that follow each other joined.
 * SQLite takes the tables of a `CROSS JOIN` in the order in which they stand; by itself it would
 * compare every membership with every practice.
 */
const WANTED = `
  SELECT footprintCode, organisationCode, MIN(validFrom) AS validFrom, MAX(validTo) AS validTo, throughCode,
    MAX(sourceKey) AS sourceKey
  FROM (
    SELECT marked.*, SUM(isStart) OVER (
      PARTITION BY footprintCode, organisationCode, throughCode ORDER BY validFrom
    ) AS stretch
    FROM (
      SELECT days.*, CASE WHEN validFrom = LAG(validTo) OVER (
        PARTITION BY footprintCode, organisationCode, throughCode ORDER BY validFrom
      ) THEN 0 ELSE 1 END AS isStart
      FROM (
        SELECT m.footprintCode, v.odsCode AS organisationCode, m.organisationCode AS throughCode, m.sourceKey,
          CASE WHEN v.validFrom > m.validFrom THEN v.validFrom ELSE m.validFrom END AS validFrom,
          CASE WHEN v.validTo < m.validTo THEN v.validTo ELSE m.validTo END AS validTo
        FROM organisation o
        CROSS JOIN organisation_version v ON v.odsCode = o.odsCode AND v.status = 'ACTIVE'
        CROSS JOIN membership m ON m.organisationCode = v.parentCode AND m.throughCode IS NULL
          AND m.validFrom < v.validTo AND m.validTo > v.validFrom
        WHERE o.kind = 'GP_PRACTICE' AND o.synthetic = 0 AND NOT EXISTS (
          SELECT 1 FROM membership own WHERE own.organisationCode = v.odsCode
            AND own.footprintCode = m.footprintCode AND own.throughCode IS NULL
        )
      ) days
    ) marked
  ) numbered
  GROUP BY footprintCode, organisationCode, throughCode, stretch`;

/** The inner selection stands in a table of its own, because MySQL does not read from the table it deletes from. */
const DELETE_OUTDATED = `
  DELETE FROM membership WHERE (footprintCode, organisationCode, validFrom) IN (
    SELECT footprintCode, organisationCode, validFrom FROM (
      SELECT m.footprintCode, m.organisationCode, m.validFrom
      FROM membership m
      JOIN organisation o ON o.odsCode = m.organisationCode AND o.synthetic = 0
      LEFT JOIN (${WANTED}) wanted ON wanted.footprintCode = m.footprintCode
        AND wanted.organisationCode = m.organisationCode AND wanted.validFrom = m.validFrom
        AND wanted.validTo = m.validTo AND wanted.throughCode = m.throughCode AND wanted.sourceKey = m.sourceKey
      WHERE m.throughCode IS NOT NULL AND wanted.footprintCode IS NULL
    ) outdated
  )`;

const INSERT_MISSING = `
  INSERT INTO membership (footprintCode, organisationCode, validFrom, validTo, kind, throughCode, sourceKey)
  SELECT wanted.footprintCode, wanted.organisationCode, wanted.validFrom, wanted.validTo, 'GP_PRACTICE',
    wanted.throughCode, wanted.sourceKey
  FROM (${WANTED}) wanted
  LEFT JOIN membership m ON m.footprintCode = wanted.footprintCode
    AND m.organisationCode = wanted.organisationCode AND m.validFrom = wanted.validFrom
  WHERE m.footprintCode IS NULL`;
