import type { OrganisationVersion as Row } from '../entities/organisation-version.js';
import { endOf } from '../loaders.js';
import type { Context } from './context.js';

/** A version, with the day for which its footprints are shown. */
export interface ShownVersion extends Omit<Row, 'validTo'> {
  readonly validTo: string | null;
  readonly shownFor: string;
}

/** Prepares a stored version for a client who asked about the day `shownFor`. */
export function showVersion(row: Row, shownFor: string): ShownVersion {
  return { ...row, validTo: endOf(row.validTo), shownFor };
}

export const OrganisationVersion = {
  parent: (version: ShownVersion, _: unknown, { load }: Context) =>
    version.parentCode ? load.organisation.load(version.parentCode) : null,
  async footprints(version: ShownVersion, _: unknown, { load }: Context) {
    const memberships = await load.memberships(version.shownFor).load(version.odsCode);
    const footprints = await load.footprint.loadMany(memberships.map((membership) => membership.footprintCode));
    return footprints.filter((footprint) => footprint !== null);
  },
};
