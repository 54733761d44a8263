import { addDays } from '../../../kit/dates.js';
import type { Country, Place, Practice, Trust } from '../../kit/country/country.js';
import { KNOWN_BODIES, REGIONS } from '../../kit/country/known-bodies.js';
import { placeName } from '../../kit/country/names.js';
import { between, chance } from '../../../kit/random.js';
import type { Membership } from '../entities/membership.js';
import { FOREVER, type OrganisationVersion } from '../entities/organisation-version.js';
import type { Organisation, OrganisationKind } from '../entities/organisation.js';
import { FOOTPRINTS_OPENED_ON } from './footprint-rows.js';

/** An organisation with its history and memberships, ready to insert. */
export interface OrganisationRecord {
  readonly organisation: Organisation;
  readonly versions: readonly OrganisationVersion[];
  readonly memberships: readonly Membership[];
}

const LOCAL_OFFICES = 13;
const HUBS = 8;
const PRESCRIBING_CENTRES = 200;
const CCGS_OPENED_ON = '2013-04-01';
const MOVED_ON = '2018-04-01';
/** The day for which the sources of the known bodies and regions speak; when these opened is not stated. */
const KNOWN_ON = '2016-12-01';

/** Everything but practices: the known bodies and regions, and the generated organisations. */
export function organisationRecords(country: Country): OrganisationRecord[] {
  return [
    ...KNOWN_BODIES.map((body) => record({ odsCode: body.code, name: body.name, kind: body.kind, known: 'article' })),
    ...REGIONS.map((region) => record({ odsCode: region.code, name: region.name, kind: 'REGION', known: 'regions' })),
    ...country.trusts.map((trust) => trustRecord(country, trust)),
    ...country.ccgs.map((ccg) => {
      const footprints = [ccg.footprint, ...(ccg.secondFootprint === null ? [] : [ccg.secondFootprint])];
      return memberRecord(country, { place: ccg, kind: 'CCG', openedOn: CCGS_OPENED_ON, footprints });
    }),
    ...country.councils.map((place) =>
      memberRecord(country, { place, kind: 'LOCAL_AUTHORITY', openedOn: '1974-04-01' }),
    ),
    ...country.charities.map((place) => memberRecord(country, { place, kind: 'OTHER', openedOn: '2005-06-01' })),
    ...numberedRecords(country, { prefix: 'ZQ', count: LOCAL_OFFICES, kind: 'LOCAL_OFFICE', title: 'Local Office' }),
    ...numberedRecords(country, { prefix: 'ZH', count: HUBS, kind: 'COMMISSIONING_HUB', title: 'Commissioning Hub' }),
    ...numberedRecords(country, {
      prefix: 'ZD',
      count: PRESCRIBING_CENTRES,
      kind: 'PRESCRIBING_CENTRE',
      title: 'Walk-in Centre',
    }),
  ];
}

/** A practice: its commissioner is its parent, and through it the practice is a member of footprints. */
export function practiceRecord(country: Country, index: number): OrganisationRecord {
  const practice = country.practice(index);
  const ccg = country.ccgs[practice.ccg]!;
  const moved = chance(0.01, 'moved', index) ? country.ccgs[(practice.ccg + 44) % country.ccgs.length]! : undefined;
  const base = record({
    odsCode: practice.odsCode,
    name: practice.name,
    kind: 'GP_PRACTICE',
    region: practice.region,
    openedOn: practice.openedOn,
    closedOn: practice.closedOn,
    parentCode: ccg.odsCode,
    postcode: `Z${between(1, 9, 'district', index)} ${between(1, 9, 'sector', index)}ZZ`,
    ...(practice.status === 'DORMANT' ? { dormantFrom: dormantFrom(practice, index) } : {}),
  });
  const footprints = [ccg.footprint, ...(ccg.secondFootprint === null ? [] : [ccg.secondFootprint])];
  const memberships = footprints.map((footprint) => ({
    ...membership(country, { code: practice.odsCode, kind: 'GP_PRACTICE', footprint }),
    throughCode: ccg.odsCode,
    validTo: practice.closedOn !== null && practice.closedOn > FOOTPRINTS_OPENED_ON ? practice.closedOn : FOREVER,
  }));
  const everMember = practice.closedOn === null || practice.closedOn > FOOTPRINTS_OPENED_ON;
  const result = { ...base, memberships: everMember ? memberships : [] };
  return moved && practice.status === 'ACTIVE' ? withMove(result, moved.odsCode) : result;
}

/** The practice changed to another commissioner of the same footprint on a day; its parent differs before and after. */
function withMove(before: OrganisationRecord, parentCode: string): OrganisationRecord {
  const last = before.versions.at(-1)!;
  if (last.validFrom >= MOVED_ON) return before;
  return {
    organisation: { ...before.organisation, parentCode },
    versions: [
      ...before.versions.slice(0, -1),
      { ...last, validTo: MOVED_ON },
      { ...last, validFrom: MOVED_ON, parentCode },
    ],
    memberships: before.memberships,
  };
}

function dormantFrom(practice: Practice, index: number): string {
  return addDays(
    practice.openedOn < '2014-01-01' ? '2015-01-01' : practice.openedOn,
    between(30, 900, 'dormant', index),
  );
}

function trustRecord(country: Country, trust: Trust): OrganisationRecord {
  const footprints = [trust.footprint, ...(trust.secondFootprint === null ? [] : [trust.secondFootprint])];
  return memberRecord(country, {
    place: trust,
    kind: 'TRUST',
    openedOn: trust.openedOn,
    closedOn: trust.closedOn,
    footprints,
  });
}

interface Member {
  readonly place: Place;
  readonly kind: OrganisationKind;
  readonly openedOn: string;
  readonly closedOn?: string | null;
  readonly footprints?: readonly number[];
}

function memberRecord(
  country: Country,
  { place, kind, openedOn, closedOn = null, footprints = [place.footprint] }: Member,
) {
  const { odsCode, name, region } = place;
  const from = openedOn > FOOTPRINTS_OPENED_ON ? openedOn : FOOTPRINTS_OPENED_ON;
  const to = closedOn ?? FOREVER;
  return {
    ...record({ odsCode, name, kind, region, openedOn, closedOn }),
    memberships: footprints
      .map((footprint) => ({
        ...membership(country, { code: odsCode, kind, footprint }),
        validFrom: from,
        validTo: to,
      }))
      .filter(({ validFrom, validTo }) => validFrom < validTo),
  };
}

function membership(country: Country, member: { code: string; kind: OrganisationKind; footprint: number }): Membership {
  return {
    footprintCode: country.footprints[member.footprint]!.odsCode,
    organisationCode: member.code,
    validFrom: FOOTPRINTS_OPENED_ON,
    validTo: FOREVER,
    kind: member.kind,
    throughCode: null,
    sourceKey: 'generated',
  };
}

interface Numbered {
  readonly prefix: string;
  readonly count: number;
  readonly kind: OrganisationKind;
  readonly title: string;
}

function numberedRecords(country: Country, { prefix, count, kind, title }: Numbered): OrganisationRecord[] {
  return Array.from({ length: count }, (_, index) => {
    const { region } = country.footprints[index % country.footprints.length]!;
    const odsCode = prefix + String(index + 1).padStart(3, '0');
    return record({ odsCode, name: `${placeName(prefix, index)} ${title}`, kind, region, openedOn: CCGS_OPENED_ON });
  });
}

interface Described {
  readonly odsCode: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly region?: string;
  readonly openedOn?: string;
  readonly closedOn?: string | null;
  readonly dormantFrom?: string;
  readonly parentCode?: string;
  readonly postcode?: string;
  /** The source of a body that exists; generated when left out. */
  readonly known?: 'article' | 'regions';
}

function record(described: Described): OrganisationRecord {
  const { odsCode, name, closedOn = null, dormantFrom = null, parentCode = null, openedOn = null, known } = described;
  const sourceKey = known ?? 'generated';
  const endsOn = closedOn ?? dormantFrom;
  const endStatus = closedOn === null ? 'DORMANT' : 'CLOSED';
  const version = { odsCode, name, parentCode, sourceKey };
  const from = openedOn ?? KNOWN_ON;
  return {
    organisation: {
      odsCode,
      codeScheme: known === 'article' ? 'LOCAL' : 'ODS',
      name,
      nameSearch: name.toLowerCase(),
      kind: described.kind,
      status: endsOn === null ? 'ACTIVE' : endStatus,
      openedOn,
      openedOnKey: openedOn ?? '',
      closedOn,
      gssCode: null,
      postcode: described.postcode ?? null,
      parentCode,
      regionCode: described.region ?? null,
      synthetic: known === undefined,
      sourceKey,
    },
    versions:
      endsOn === null
        ? [{ ...version, validFrom: from, validTo: FOREVER, status: 'ACTIVE' }]
        : [
            { ...version, validFrom: from, validTo: endsOn, status: 'ACTIVE' },
            { ...version, validFrom: endsOn, validTo: FOREVER, status: endStatus },
          ],
    memberships: [],
  };
}
