import { connect } from '../../kit/connection/connect.js';
import type { PageArgs } from '../../kit/connection/page.js';
import { PARTNERS } from '../../kit/country/known-bodies.js';
import { Region } from '../entities/region.js';
import { listFootprints, type FootprintFilter } from '../queries/list-footprints.js';
import { listOrganisations, type OrganisationFilter, type OrganisationSort } from '../queries/list-organisations.js';
import { listRatings, type RatingFilter } from '../queries/list-ratings.js';
import type { Context } from './context.js';

interface OdsCode {
  readonly odsCode: string;
}

export const Query = {
  organisation: (_: unknown, { odsCode }: OdsCode, { load }: Context) => load.organisation.load(odsCode),
  organisations: (_: unknown, { filter, sort, ...page }: OrganisationsArgs, { database }: Context) =>
    connect(database, listOrganisations(filter ?? {}, sort), page),
  footprint: (_: unknown, { odsCode }: OdsCode, { load }: Context) => load.footprint.load(odsCode),
  footprints: (_: unknown, { filter, ...page }: FootprintsArgs, { database }: Context) =>
    connect(database, listFootprints(filter ?? {}), page),
  regions: (_: unknown, __: unknown, { database }: Context) =>
    database.read.getRepository(Region).find({ order: { code: 'ASC' } }),
  ratings: (_: unknown, { filter, direction, ...page }: RatingsArgs, { database }: Context) =>
    connect(database, listRatings(filter ?? {}, direction ?? 'DESC'), page),
  ratingGroups: (_: unknown, { asOf }: { asOf?: string | null }, { load, today }: Context) =>
    load.ratingGroups.load(asOf ?? today),
  partners: () => PARTNERS,
};

interface OrganisationsArgs extends PageArgs {
  readonly filter?: OrganisationFilter | null;
  readonly sort?: OrganisationSort | null;
}

interface FootprintsArgs extends PageArgs {
  readonly filter?: FootprintFilter | null;
}

interface RatingsArgs extends PageArgs {
  readonly filter?: RatingFilter | null;
  readonly direction?: 'ASC' | 'DESC' | null;
}
