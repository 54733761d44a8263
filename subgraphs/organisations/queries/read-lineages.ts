import type { Database } from '../../../kit/database/database.js';

/**
 * For each organisation the codes of those it is a successor of, directly or through others, ascending; its own code
 * first. One statement; a circle of successions ends where it began.
 */
export async function readLineages(
  database: Database,
  codes: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const rows = await database.read.query<{ root: string; code: string }[]>(
    `WITH RECURSIVE lineage (root, code) AS (
       SELECT successorCode, predecessorCode FROM succession WHERE successorCode IN (${codes.map(() => '?').join(', ')})
       UNION
       SELECT lineage.root, succession.predecessorCode
       FROM succession JOIN lineage ON succession.successorCode = lineage.code
     )
     SELECT root, code FROM lineage WHERE code <> root ORDER BY root, code`,
    [...codes],
  );
  const lineages = new Map(codes.map((code) => [code, [code]]));
  for (const { root, code } of rows) lineages.get(root)?.push(code);
  return codes.map((code) => lineages.get(code)!);
}
