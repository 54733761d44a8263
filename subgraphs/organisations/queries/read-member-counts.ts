import type { Database } from '../../../kit/database/database.js';
import { Membership } from '../entities/membership.js';
import type { OrganisationKind } from '../entities/organisation.js';

export interface MemberCount {
  readonly kind: OrganisationKind;
  readonly count: number;
}

/** How many members of each kind each footprint has on a day, or over all known time: one statement. */
export async function readMemberCounts(
  database: Database,
  footprints: readonly string[],
  asOf: string | null,
): Promise<readonly (readonly MemberCount[])[]> {
  const query = database.read
    .getRepository(Membership)
    .createQueryBuilder('r')
    .select(['r.footprintCode AS footprint', 'r.kind AS kind', 'COUNT(DISTINCT r.organisationCode) AS count'])
    .where('r.footprintCode IN (:...footprints)', { footprints })
    .groupBy('r.footprintCode')
    .addGroupBy('r.kind')
    .orderBy('r.kind');
  if (asOf) query.andWhere('r.validFrom <= :asOf AND r.validTo > :asOf', { asOf });
  const rows = await query.getRawMany<{ footprint: string; kind: OrganisationKind; count: number | string }>();
  const counts = new Map<string, MemberCount[]>(footprints.map((code) => [code, []]));
  for (const { footprint, kind, count } of rows) counts.get(footprint)?.push({ kind, count: Number(count) });
  return footprints.map((code) => counts.get(code)!);
}
