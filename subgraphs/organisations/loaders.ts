import type DataLoader from 'dataloader';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Database } from '../../kit/database/database.js';
import { connectByParent } from '../kit/connection/connect-by-parent.js';
import { batched, manyByKey, oneByKey, perArgs } from '../kit/loaders.js';
import { Footprint } from './entities/footprint.js';
import { KeyQuestionRating } from './entities/key-question-rating.js';
import { Membership } from './entities/membership.js';
import { FOREVER, OrganisationVersion } from './entities/organisation-version.js';
import { Organisation, type OrganisationKind } from './entities/organisation.js';
import { Rating } from './entities/rating.js';
import { Region } from './entities/region.js';
import { Succession } from './entities/succession.js';
import { WorkforceFigure } from './entities/workforce-figure.js';
import { readLatestRatings } from './queries/read-latest-ratings.js';
import { readLineages } from './queries/read-lineages.js';
import { readMemberCounts } from './queries/read-member-counts.js';
import { readRatingGroups } from './queries/read-rating-groups.js';

/** A day, or null for all known time. */
type AsOf = string | null;

export interface MemberFilter {
  readonly kinds?: readonly OrganisationKind[] | null;
  readonly asOf?: AsOf;
}

export type OrganisationsLoaders = ReturnType<typeof createLoaders>;

/** The loaders of one request. */
export function createLoaders(database: Database) {
  return {
    organisation: oneByKey(database, { entity: Organisation, key: 'odsCode' }),
    footprint: oneByKey(database, { entity: Footprint, key: 'odsCode' }),
    region: oneByKey(database, { entity: Region, key: 'code' }),
    rating: oneByKey(database, { entity: Rating, key: 'id' }),
    footprintsOfRegion: manyByKey(database, {
      entity: Footprint,
      key: 'regionCode',
      refine: (query) => void query.orderBy('r.odsCode'),
    }),
    versions: manyByKey(database, {
      entity: OrganisationVersion,
      key: 'odsCode',
      refine: (query) => void query.orderBy('r.validFrom'),
    }),
    versionAt: perArgs((date: string) =>
      oneByKey(database, { entity: OrganisationVersion, key: 'odsCode', refine: (query) => whereValidOn(query, date) }),
    ),
    memberships: perArgs((asOf: AsOf) => membershipsOf(database, asOf)),
    members: connectByParent<Membership, MemberFilter>(database, {
      entity: Membership,
      parent: 'footprintCode',
      order: { name: 'members', columns: ['organisationCode', 'validFrom'], direction: 'ASC' },
      where: (query, { kinds, asOf }) => {
        if (kinds && kinds.length > 0) query.andWhere('r.kind IN (:...kinds)', { kinds });
        if (asOf) whereValidOn(query, asOf);
      },
    }),
    memberCounts: perArgs((asOf: AsOf) => batched((footprints) => readMemberCounts(database, footprints, asOf))),
    latestRating: perArgs((asOf: string) => batched((codes) => readLatestRatings(database, codes, asOf))),
    ratings: connectByParent<Rating>(database, {
      entity: Rating,
      parent: 'organisationCode',
      order: { name: 'ratings', columns: ['publishedOn', 'id'], direction: 'DESC' },
    }),
    allRatings: manyByKey(database, {
      entity: Rating,
      key: 'organisationCode',
      refine: (query) => void query.orderBy('r.publishedOn').addOrderBy('r.id'),
    }),
    /** By day: one statement each. */
    ratingGroups: batched((days) => Promise.all(days.map((day) => readRatingGroups(database, day)))),
    keyQuestions: manyByKey(database, { entity: KeyQuestionRating, key: 'ratingId' }),
    predecessors: successions(database, 'successorCode', 'predecessorCode'),
    successors: successions(database, 'predecessorCode', 'successorCode'),
    lineage: batched((codes) => readLineages(database, codes)),
    workforce: perArgs((month: string | null) =>
      manyByKey(database, {
        entity: WorkforceFigure,
        key: 'organisationCode',
        refine: (query) => {
          if (month) query.andWhere('r.month = :month', { month });
          query.orderBy('r.month').addOrderBy('r.staffGroup');
        },
      }),
    ),
  };
}

/** The end of a stored period as the contract shows it. */
export function endOf(validTo: string): string | null {
  return validTo === FOREVER ? null : validTo;
}

/** Narrows a query on rows with a period to those that hold on a day. */
function whereValidOn<Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>, day: string): void {
  query.andWhere('r.validFrom <= :day AND r.validTo > :day', { day });
}

function membershipsOf(database: Database, asOf: AsOf): DataLoader<string, readonly Membership[]> {
  return manyByKey(database, {
    entity: Membership,
    key: 'organisationCode',
    refine: (query) => {
      if (asOf) whereValidOn(query, asOf);
      query.orderBy('r.footprintCode').addOrderBy('r.validFrom');
    },
  });
}

function successions(database: Database, key: keyof Succession, other: keyof Succession) {
  return manyByKey(database, {
    entity: Succession,
    key,
    refine: (query) => void query.orderBy('r.effectiveOn').addOrderBy(`r.${other}`),
  });
}
