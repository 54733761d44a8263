import { DIRECTORS_PER_TRUST, type Country } from '../../kit/country/country.js';
import { chance, hash } from '../../../kit/random.js';
import { groupOf } from '../ethnic-group.js';
import { ethnicCategoryOf } from './ethnic-category.js';
import type { LeadershipPlan } from './leadership-plan.js';

/** A seat in a cohort of a programme. `year` counts from 0, `cohort` within the year, `seat` within the cohort. */
export interface Seat {
  readonly year: number;
  readonly cohort: number;
  readonly seat: number;
}

/** Steps far enough over the managers that neighbours in a cohort are no neighbours in the country. */
const STRIDE = 7_919;
/** Seats that a year of a programme can have before the next year's begin, in people of a country of 20,000. */
const SEATS_PER_YEAR = 400;
/** Years that the lowest step of the ladder lies before the first year of the highest. */
const YEARS_BEFORE = 3;
const CLIMBING_SHARE = 0.6;
const TRIES = 60;

/** Who takes a seat, as an index among the country's people; the same person may come up for two seats. */
export function participantAt(country: Country, plan: LeadershipPlan, seat: Seat): number {
  switch (plan.from) {
    case 'DIRECTORS':
      return directorAt(country, plan, seat);
    case 'MANAGERS':
      return managerAt(country, plan, seat);
    case 'BME_MANAGERS':
      return bmeManagerAt(country, plan, seat);
  }
}

/** Directors other than chief executives, trust by trust. */
function directorAt({ footprints, trusts }: Country, { places, cohortsPerYear }: LeadershipPlan, at: Seat): number {
  const place = (at.year * cohortsPerYear + at.cohort) * places + at.seat;
  const trust = (place * 7) % trusts.length;
  const director = 1 + (Math.floor(place / trusts.length) % (DIRECTORS_PER_TRUST - 1));
  return footprints.length + trust * DIRECTORS_PER_TRUST + director;
}

/** Managers of practices and trusts. Most of those on the ladder were on the step below it a year before. */
function managerAt(country: Country, { code, climb, places }: LeadershipPlan, { year, cohort, seat }: Seat): number {
  const first = firstManager(country);
  const managers = country.people - first;
  const place = cohort * places + seat;
  const climbs = climb !== null && chance(CLIMBING_SHARE, code, year, cohort, seat);
  if (!climbs) return first + (hash('participant', code, year, cohort, seat) % managers);
  const seatsPerYear = Math.ceil((SEATS_PER_YEAR * country.people) / 20_000);
  const climber = (year - climb + YEARS_BEFORE) * seatsPerYear + place;
  return first + ((climber * STRIDE) % managers);
}

function bmeManagerAt(country: Country, { code }: LeadershipPlan, { year, cohort, seat }: Seat): number {
  const first = firstManager(country);
  const managers = country.people - first;
  let person = first + (hash('participant', code, year, cohort, seat) % managers);
  for (let tried = 0; tried < TRIES && groupOf(ethnicCategoryOf(person)) !== 'BME'; tried++) {
    person = first + ((person - first + 1) % managers);
  }
  return person;
}

/** Leaders, directors and accountable officers come before the managers. */
function firstManager({ footprints, trusts, ccgs }: Country): number {
  return footprints.length + trusts.length * DIRECTORS_PER_TRUST + ccgs.length;
}
