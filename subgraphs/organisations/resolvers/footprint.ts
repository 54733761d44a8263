import type { PageArgs } from '../../kit/connection/page.js';
import { sourceOf } from '../../kit/provenance.js';
import type { Footprint as Row } from '../entities/footprint.js';
import type { Membership as MembershipRow } from '../entities/membership.js';
import { endOf, type MemberFilter } from '../loaders.js';
import { OWN_SOURCES } from '../own-sources.js';
import type { Context } from './context.js';

interface AsOf {
  readonly asOf?: string | null;
}

export const Footprint = {
  __resolveReference: ({ odsCode }: Row, { load }: Context) => load.footprint.load(odsCode),
  region: (row: Row, _: unknown, { load }: Context) => (row.regionCode ? load.region.load(row.regionCode) : null),
  successor: (row: Row, _: unknown, { load }: Context) =>
    row.successorCode ? load.footprint.load(row.successorCode) : null,
  members: (row: Row, { kinds, asOf, ...page }: PageArgs & MemberFilter, { load }: Context) =>
    load.members(row.odsCode, { ...page, kinds: kinds ?? null, asOf: asOf ?? null }),
  memberCounts: (row: Row, { asOf }: AsOf, { load }: Context) => load.memberCounts(asOf ?? null).load(row.odsCode),
  async practiceCount(row: Row, { asOf }: AsOf, { load }: Context) {
    const counts = await load.memberCounts(asOf ?? null).load(row.odsCode);
    return counts.find(({ kind }) => kind === 'GP_PRACTICE')?.count ?? 0;
  },
  source: (row: Row) => sourceOf(row.sourceKey, OWN_SOURCES),
};

export const Membership = {
  organisation: (row: MembershipRow, _: unknown, { load }: Context) => load.organisation.load(row.organisationCode),
  footprint: (row: MembershipRow, _: unknown, { load }: Context) => load.footprint.load(row.footprintCode),
  validTo: (row: MembershipRow) => endOf(row.validTo),
  through: (row: MembershipRow, _: unknown, { load }: Context) =>
    row.throughCode ? load.organisation.load(row.throughCode) : null,
  source: (row: MembershipRow) => sourceOf(row.sourceKey, OWN_SOURCES),
};
