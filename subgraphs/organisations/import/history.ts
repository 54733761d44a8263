import type { OrganisationStatement } from '../entities/organisation-statement.js';
import type { OrganisationVersion } from '../entities/organisation-version.js';
import type { Organisation } from '../entities/organisation.js';
import { timelineOf, versionOn } from './timeline.js';

/** An organisation as it is now, and everything it was. */
export interface History {
  readonly organisation: Organisation;
  readonly versions: readonly OrganisationVersion[];
}

/**
 * What follows from all statements about one organisation, in any order. Where a file lists it, files that only mention
 * it say nothing more. The organisation is what the newest statement's day makes of it.
 */
export function historyOf(statements: readonly OrganisationStatement[]): History {
  const listed = statements.filter(({ isListed }) => isListed);
  const ordered = [...(listed.length > 0 ? listed : statements)].sort(byDay);
  const newest = ordered.at(-1)!;
  const versions = timelineOf(ordered);
  return { organisation: organisationOf(newest, openedOnOf(ordered), versionOn(versions, newest.asOf)), versions };
}

function organisationOf(
  newest: OrganisationStatement,
  openedOn: string | null,
  { name, status, parentCode }: OrganisationVersion,
): Organisation {
  return {
    odsCode: newest.odsCode,
    codeScheme: newest.codeScheme,
    name,
    nameSearch: name.toLowerCase().slice(0, 200),
    kind: newest.kind,
    status,
    openedOn,
    openedOnKey: openedOn ?? '',
    closedOn: status === 'CLOSED' ? newest.closedOn : null,
    gssCode: null,
    postcode: newest.postcode,
    parentCode,
    regionCode: newest.regionCode,
    synthetic: false,
    sourceKey: newest.sourceKey,
  };
}

function openedOnOf(ordered: readonly OrganisationStatement[]): string | null {
  return ordered.findLast(({ openedOn }) => openedOn !== null)?.openedOn ?? null;
}

function byDay(a: OrganisationStatement, b: OrganisationStatement): number {
  return a.asOf === b.asOf ? compare(a.sourceKey, b.sourceKey) : compare(a.asOf, b.asOf);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
