import type { SelectQueryBuilder } from 'typeorm';
import type { KeysetList } from '../../kit/connection/connect.js';
import { refuse } from '../../kit/errors.js';
import { Organisation, type OrganisationKind, type OrganisationStatus } from '../entities/organisation.js';

export interface OrganisationFilter {
  readonly kind?: OrganisationKind | null;
  readonly status?: OrganisationStatus | null;
  readonly footprint?: string | null;
  readonly region?: string | null;
  readonly nameStartsWith?: string | null;
  readonly asOf?: string | null;
  readonly synthetic?: boolean | null;
}

export interface OrganisationSort {
  readonly by: 'ODS_CODE' | 'NAME' | 'OPENED_ON';
  readonly direction: 'ASC' | 'DESC';
}

const COLUMNS = {
  ODS_CODE: ['odsCode'],
  NAME: ['nameSearch', 'odsCode'],
  OPENED_ON: ['openedOnKey', 'odsCode'],
} as const;

/**
 * The list of organisations behind `Query.organisations`; without an order by name where a name is asked for, else by ODS
 * code. Throws `BAD_USER_INPUT` for a name too short or in an order that no index serves.
 */
export function listOrganisations(
  filter: OrganisationFilter,
  sort: OrganisationSort | null | undefined,
): KeysetList<Organisation> {
  const startsWith = prefixOf(filter);
  const { by, direction } = sortOf(startsWith, sort);
  return {
    entity: Organisation,
    order: { name: `organisations.${by}.${direction}`, columns: COLUMNS[by], direction },
    startsWith,
    where(query) {
      whereEqual(query, filter);
      if (filter.footprint) whereMemberOf(query, filter.footprint, filter.asOf ?? null);
      if (filter.asOf) whereVersion(query, filter.asOf, filter.status ?? null);
    },
  };
}

function prefixOf({ nameStartsWith }: OrganisationFilter): string | undefined {
  const prefix = nameStartsWith?.trim().toLowerCase();
  if (prefix === undefined || [...prefix].length >= 2) return prefix;
  const detail = `nameStartsWith needs at least two characters, and has ${[...prefix].length}`;
  throw refuse('BAD_USER_INPUT', detail, 'filter.nameStartsWith');
}

function sortOf(prefix: string | undefined, sort: OrganisationSort | null | undefined): OrganisationSort {
  if (!sort) return { by: prefix === undefined ? 'ODS_CODE' : 'NAME', direction: 'ASC' };
  if (prefix === undefined || sort.by === 'NAME') return sort;
  throw refuse('BAD_USER_INPUT', 'With nameStartsWith, sort by NAME or leave sort out', 'sort.by');
}

/** Values that most organisations have, so that a walk in any order soon fills a page with them. */
const COMMON: Readonly<Record<string, unknown>> = { kind: 'GP_PRACTICE', status: 'ACTIVE', synthetic: 1 };

/**
 * Adds conditions on columns. Each has an index in every order; the most telling one's is taken, and a plus keeps SQLite
 * from taking that of another.
 */
function whereEqual(query: SelectQueryBuilder<Organisation>, filter: OrganisationFilter): void {
  const { kind, status, synthetic, region, asOf } = filter;
  const values = {
    kind,
    status: asOf ? null : status,
    synthetic: synthetic == null ? null : synthetic ? 1 : 0,
    regionCode: region,
  };
  const given = Object.entries(values).filter(([, value]) => value != null);
  const tellingFirst = given.toSorted(([a, valueOfA], [b, valueOfB]) => share(a, valueOfA) - share(b, valueOfB));
  for (const [place, [column, value]] of tellingFirst.entries()) {
    query.andWhere(`${place === 0 ? '' : '+ '}r.${column} = :${column}`, { [column]: value });
  }
}

/** Few organisations share most kinds and states, a quarter of them a region. */
function share(column: string, value: unknown): number {
  if (COMMON[column] === value) return 1;
  return column === 'regionCode' ? 0.25 : 0;
}

function whereMemberOf(query: SelectQueryBuilder<Organisation>, footprint: string, asOf: string | null): void {
  const onDay = asOf ? ' AND m.validFrom <= :asOf AND m.validTo > :asOf' : '';
  query.andWhere(
    `EXISTS (SELECT 1 FROM membership m WHERE m.organisationCode = r.odsCode AND m.footprintCode = :footprint${onDay})`,
    { footprint, ...(asOf ? { asOf } : {}) },
  );
}

function whereVersion(query: SelectQueryBuilder<Organisation>, asOf: string, status: OrganisationStatus | null): void {
  const withStatus = status ? ' AND v.status = :status' : '';
  query.andWhere(
    `EXISTS (SELECT 1 FROM organisation_version v
       WHERE v.odsCode = r.odsCode AND v.validFrom <= :asOf AND v.validTo > :asOf${withStatus})`,
    { asOf, ...(status ? { status } : {}) },
  );
}
