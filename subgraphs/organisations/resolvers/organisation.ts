import type { PageArgs } from '../../kit/connection/page.js';
import { sourceOf } from '../../kit/provenance.js';
import type { Organisation as Row } from '../entities/organisation.js';
import { OWN_SOURCES } from '../own-sources.js';
import type { Context } from './context.js';
import { showVersion } from './organisation-version.js';

export const Organisation = {
  __resolveReference: ({ odsCode }: Row, { load }: Context) => load.organisation.load(odsCode),
  orgId: (row: Row) => (row.codeScheme === 'ODS' ? `GB-NHS-${row.odsCode}` : null),
  parent: (row: Row, _: unknown, { load }: Context) => (row.parentCode ? load.organisation.load(row.parentCode) : null),
  region: (row: Row, _: unknown, { load }: Context) => (row.regionCode ? load.region.load(row.regionCode) : null),
  async footprints(row: Row, { asOf }: { asOf?: string | null }, { load }: Context) {
    const memberships = await load.memberships(asOf ?? null).load(row.odsCode);
    const codes = [...new Set(memberships.map((membership) => membership.footprintCode))];
    return (await load.footprint.loadMany(codes)).filter((footprint) => footprint !== null);
  },
  async asOf(row: Row, { date }: { date: string }, { load }: Context) {
    const version = await load.versionAt(date).load(row.odsCode);
    return version && showVersion(version, date);
  },
  async versions(row: Row, _: unknown, { load }: Context) {
    return (await load.versions.load(row.odsCode)).map((version) => showVersion(version, version.validFrom));
  },
  rating: (row: Row, { asOf }: { asOf?: string | null }, { load }: Context) =>
    load.latestRating(asOf ?? '9999-12-31').load(row.odsCode),
  ratings: (row: Row, args: PageArgs, { load }: Context) => load.ratings(row.odsCode, args),
  predecessors: (row: Row, _: unknown, { load }: Context) => load.predecessors.load(row.odsCode),
  successors: (row: Row, _: unknown, { load }: Context) => load.successors.load(row.odsCode),
  async lineage(row: Row, _: unknown, { load }: Context) {
    const found = await load.organisation.loadMany(await load.lineage.load(row.odsCode));
    return found.filter((organisation) => organisation !== null);
  },
  workforce: (row: Row, { month }: { month?: string | null }, { load }: Context) =>
    load.workforce(month ?? null).load(row.odsCode),
  source: (row: Row) => sourceOf(row.sourceKey, OWN_SOURCES),
};
