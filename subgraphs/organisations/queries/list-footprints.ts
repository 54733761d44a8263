import type { KeysetList } from '../../kit/connection/connect.js';
import { Footprint } from '../entities/footprint.js';

export interface FootprintFilter {
  readonly asOf?: string | null;
  readonly region?: string | null;
  readonly synthetic?: boolean | null;
}

/** The list of footprints behind `Query.footprints`, by ODS code. */
export function listFootprints(filter: FootprintFilter): KeysetList<Footprint> {
  return {
    entity: Footprint,
    order: { name: 'footprints', columns: ['odsCode'], direction: 'ASC' },
    where(query) {
      const { asOf, region, synthetic } = filter;
      if (asOf) query.andWhere('r.openedOn <= :asOf AND (r.closedOn IS NULL OR r.closedOn > :asOf)', { asOf });
      if (region) query.andWhere('r.regionCode = :region', { region });
      if (synthetic != null) query.andWhere('r.synthetic = :synthetic', { synthetic: synthetic ? 1 : 0 });
    },
  };
}
