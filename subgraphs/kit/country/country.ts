import { addDays } from '../../../kit/dates.js';
import { REGIONS } from './known-bodies.js';
import { personName, placeName, practiceName, type PersonName } from './names.js';
import { between, chance, hash, pick } from '../../../kit/random.js';

/**
 * The generated country that all subgraphs are seeded from, so that their records fit together. Nothing in it exists;
 * its codes start with Z, which no code of the Organisation Data Service does. The first records of a larger country are
 * those of a smaller one.
 */
export interface Country {
  readonly footprints: readonly Place[];
  readonly trusts: readonly Trust[];
  readonly ccgs: readonly Ccg[];
  readonly councils: readonly Place[];
  readonly charities: readonly Place[];
  readonly mergers: readonly Merger[];
  /** How many practices are active. Practices from this index on, `formerPractices` of them, are closed or dormant. */
  readonly practices: number;
  readonly formerPractices: number;
  practice(index: number): Practice;
  readonly people: number;
  person(index: number): Person;
  readonly aspiringChiefExecutives: readonly AspiringChiefExecutive[];
}

export interface CountryOptions {
  /** Active practices; 7,800 by default. */
  readonly practices?: number;
  /** People; 20,000 by default, never fewer than there are practices and leading posts. */
  readonly people?: number;
}

/** An organisation in one footprint. `footprint` counts from 0. */
export interface Place {
  readonly odsCode: string;
  readonly name: string;
  readonly region: string;
  readonly footprint: number;
}

export interface Trust extends Place {
  /** A second footprint that the trust belongs to. */
  readonly secondFootprint: number | null;
  readonly openedOn: string;
  readonly closedOn: string | null;
}

export interface Ccg extends Place {
  readonly secondFootprint: number | null;
}

export interface Merger {
  readonly predecessor: string;
  readonly successor: string;
  readonly on: string;
}

export interface Practice {
  readonly odsCode: string;
  readonly name: string;
  /** Index of its commissioner among `ccgs`. */
  readonly ccg: number;
  readonly footprint: number;
  readonly region: string;
  readonly openedOn: string;
  readonly closedOn: string | null;
  readonly status: 'ACTIVE' | 'DORMANT' | 'CLOSED';
}

export type PersonGroup =
  'FOOTPRINT_LEADER' | 'TRUST_DIRECTOR' | 'ACCOUNTABLE_OFFICER' | 'PRACTICE_MANAGER' | 'MANAGER';

export interface Person extends PersonName {
  readonly id: string;
  readonly group: PersonGroup;
  /** Their place within the group, from 0. */
  readonly place: number;
  /** The organisation they work for, or the footprint they lead. */
  readonly odsCode: string;
  readonly region: string;
}

/** A generated participant of one of the two cohorts of Aspiring Chief Executives that public texts describe. */
export interface AspiringChiefExecutive {
  /** Index among the people; always a trust director other than a chief executive. */
  readonly person: number;
  readonly cohort: 1 | 2;
  /** Where and when they became chief executive: nine of them did. */
  readonly appointed: { readonly odsCode: string; readonly on: string } | null;
}

const FOOTPRINTS = 44;
const TRUSTS = 240;
const CCGS = 209;
const COUNCILS = 152;
const CHARITIES = 60;
/** Executive director posts of a trust; the first is the chief executive's. */
export const DIRECTORS_PER_TRUST = 7;
const PRACTICES = 7_800;
const PEOPLE = 20_000;
const LEADING_PEOPLE = FOOTPRINTS + TRUSTS * DIRECTORS_PER_TRUST + CCGS;
const COHORT_PLACES = 14;
const APPOINTED = 9;

/** Two mergers in a row, so that a lineage can have more than one step, and two single ones. */
const MERGERS = [
  { predecessors: [230, 231], successor: 232, on: '2017-04-01' },
  { predecessors: [232, 233], successor: 234, on: '2019-04-01' },
  { predecessors: [235], successor: 236, on: '2018-10-01' },
  { predecessors: [237, 238], successor: 239, on: '2016-10-01' },
];

/** Builds the generated country. The same options always give the same country. */
export function createCountry(options: CountryOptions = {}): Country {
  const practices = options.practices ?? PRACTICES;
  const people = Math.max(options.people ?? PEOPLE, LEADING_PEOPLE + practices);
  const footprints = Array.from({ length: FOOTPRINTS }, (_, index) => footprintAt(index));
  const trusts = Array.from({ length: TRUSTS }, (_, index) => trustAt(index));
  const ccgs = Array.from({ length: CCGS }, (_, index) => ccgAt(index));
  const practice = (index: number) => practiceAt(index, practices, ccgs);
  return {
    footprints,
    trusts,
    ccgs,
    councils: Array.from({ length: COUNCILS }, (_, index) => placeAt('ZL', index, (name) => `${name} Council`)),
    charities: Array.from({ length: CHARITIES }, (_, index) => placeAt('ZX', index, (name) => `${name} Care Network`)),
    mergers: MERGERS.flatMap(({ predecessors, successor, on }) =>
      predecessors.map((predecessor) => ({ predecessor: trustCode(predecessor), successor: trustCode(successor), on })),
    ),
    practices,
    formerPractices: Math.ceil(practices / 50),
    practice,
    people,
    person: (index) => personAt(index, { footprints, trusts, ccgs, practices, practice }),
    aspiringChiefExecutives: Array.from({ length: 2 * COHORT_PLACES }, (_, index) => aspiringAt(index)),
  };
}

/** The region of a footprint: 9 in the north, 17 in the midlands and east, 5 in London, 13 in the south. */
function regionOf(footprint: number): string {
  const bounds = [9, 26, 31];
  const place = bounds.findIndex((bound) => footprint < bound);
  return REGIONS[place === -1 ? 3 : place]!.code;
}

function footprintAt(index: number): Place {
  const name = `${placeName('footprint', index)} and ${placeName('county', index)}`;
  return { odsCode: numbered('ZF', index, 2), name, region: regionOf(index), footprint: index };
}

function placeAt(prefix: string, index: number, nameOf: (place: string) => string): Place {
  const footprint = index % FOOTPRINTS;
  return {
    odsCode: numbered(prefix, index, 3),
    name: nameOf(placeName(prefix, index)),
    region: regionOf(footprint),
    footprint,
  };
}

function trustAt(index: number): Trust {
  const kind = pick(['Hospitals', 'Hospitals', 'Mental Health', 'Community', 'University Hospitals'], 'trust', index);
  const form = chance(0.65, 'form', index) ? 'NHS Foundation Trust' : 'NHS Trust';
  const place = placeAt('ZT', index, (name) => `${name} ${kind} ${form}`);
  return {
    ...place,
    secondFootprint: index % 5 === 0 ? (place.footprint + 1) % FOOTPRINTS : null,
    openedOn:
      MERGERS.find(({ successor }) => successor === index)?.on ??
      addDays('1991-04-01', between(0, 7_000, 'opened', index)),
    closedOn: MERGERS.find(({ predecessors }) => predecessors.includes(index))?.on ?? null,
  };
}

function ccgAt(index: number): Ccg {
  const place = placeAt('ZC', index, (name) => `NHS ${name} CCG`);
  return { ...place, secondFootprint: index === 0 ? 1 : null };
}

function practiceAt(index: number, active: number, ccgs: readonly Ccg[]): Practice {
  const ccg = hash('commissioner', index) % ccgs.length;
  const { footprint, region } = ccgs[ccg]!;
  const status = index < active ? 'ACTIVE' : index % 3 === 0 ? 'DORMANT' : 'CLOSED';
  return {
    odsCode: numbered('ZP', index, 6),
    name: practiceName(index),
    ccg,
    footprint,
    region,
    openedOn: addDays('1974-04-01', between(0, 14_000, 'practice', index)),
    closedOn: status === 'CLOSED' ? addDays('2015-01-01', between(0, 1_800, 'closed', index)) : null,
    status,
  };
}

type Employers = Pick<Country, 'footprints' | 'trusts' | 'ccgs' | 'practices' | 'practice'>;

function personAt(index: number, employers: Employers): Person {
  const { group, place } = groupOf(index, employers.practices);
  const { odsCode, region } = employerOf(group, place, employers);
  return { id: numbered('P', index, 7), ...personName(index), group, place, odsCode, region };
}

function groupOf(index: number, practices: number): Pick<Person, 'group' | 'place'> {
  const sizes: readonly [PersonGroup, number][] = [
    ['FOOTPRINT_LEADER', FOOTPRINTS],
    ['TRUST_DIRECTOR', TRUSTS * DIRECTORS_PER_TRUST],
    ['ACCOUNTABLE_OFFICER', CCGS],
    ['PRACTICE_MANAGER', practices],
  ];
  let place = index;
  for (const [group, size] of sizes) {
    if (place < size) return { group, place };
    place -= size;
  }
  return { group: 'MANAGER', place };
}

function employerOf(group: PersonGroup, place: number, employers: Employers): { odsCode: string; region: string } {
  switch (group) {
    case 'FOOTPRINT_LEADER':
      return employers.footprints[place]!;
    case 'TRUST_DIRECTOR':
      return employers.trusts[Math.floor(place / DIRECTORS_PER_TRUST)]!;
    case 'ACCOUNTABLE_OFFICER':
      return employers.ccgs[place]!;
    case 'PRACTICE_MANAGER':
      return employers.practice(place);
    case 'MANAGER':
      return employers.trusts[place % TRUSTS]!;
  }
}

function aspiringAt(index: number): AspiringChiefExecutive {
  const trust = (index * 8 + 3) % 220;
  const director = 1 + (index % (DIRECTORS_PER_TRUST - 1));
  const becomesChief = index % 3 === 0 && index / 3 < APPOINTED;
  return {
    person: FOOTPRINTS + trust * DIRECTORS_PER_TRUST + director,
    cohort: index < COHORT_PLACES ? 1 : 2,
    appointed: becomesChief
      ? { odsCode: trustCode((trust + 5) % 220), on: addDays('2017-07-01', between(0, 500, 'appointed', index)) }
      : null,
  };
}

function trustCode(index: number): string {
  return numbered('ZT', index, 3);
}

/** A code of a prefix and a number that counts from 1. */
function numbered(prefix: string, index: number, digits: number): string {
  return prefix + String(index + 1).padStart(digits, '0');
}
