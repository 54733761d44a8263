import type { KeysetList } from '../../kit/connection/connect.js';
import { Rating, type RatingValue } from '../entities/rating.js';

export interface RatingFilter {
  readonly organisation?: string | null;
  readonly locationId?: string | null;
  readonly overall?: RatingValue | null;
  readonly publishedFrom?: string | null;
  readonly publishedTo?: string | null;
}

/** The list of ratings behind `Query.ratings`, by publication date. */
export function listRatings(filter: RatingFilter, direction: 'ASC' | 'DESC'): KeysetList<Rating> {
  return {
    entity: Rating,
    order: { name: `ratings.${direction}`, columns: ['publishedOn', 'id'], direction },
    where(query) {
      const { organisation, locationId, overall, publishedFrom, publishedTo } = filter;
      if (organisation) query.andWhere('r.organisationCode = :organisation', { organisation });
      if (locationId) query.andWhere('r.locationId = :locationId', { locationId });
      if (overall) query.andWhere('r.overall = :overall', { overall });
      if (publishedFrom) query.andWhere('r.publishedOn >= :publishedFrom', { publishedFrom });
      if (publishedTo) query.andWhere('r.publishedOn <= :publishedTo', { publishedTo });
    },
  };
}
