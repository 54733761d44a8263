import { addDays, addMonths } from '../../../kit/dates.js';
import type { Country } from '../../kit/country/country.js';
import { between, chance } from '../../../kit/random.js';
import type { Enrolment } from '../entities/enrolment.js';
import { cohortRecord, type CohortRecord, type Participant } from './cohort-record.js';
import { LEADERSHIP_PLANS, type LeadershipPlan } from './leadership-plan.js';
import { participantAt } from './participants.js';

const FIRST_YEAR = 2014;
const LAST_YEAR = 2020;
const LAST_DAY = '2020-12-31';
const PEOPLE = 20_000;
/** Room for so many cohorts between the positions of one year and the next. */
const POSITIONS_PER_YEAR = 100_000;
const OPEN_PLACES = 8;

interface Slot {
  readonly plan: LeadershipPlan;
  readonly year: number;
  /** Its number within the year, from 0. */
  readonly number: number;
  readonly startsOn: string;
  /** Null for a cohort that has not ended. */
  readonly endsOn: string | null;
}

/** The generated cohorts of the leadership programmes, one after the other. */
export function* leadershipCohorts(country: Country): Generator<CohortRecord> {
  for (const plan of LEADERSHIP_PLANS) {
    for (const slot of slotsOf(plan, country)) yield recordOf(country, slot);
  }
}

function slotsOf(plan: LeadershipPlan, { people }: Country): Slot[] {
  const growth = plan.from === 'DIRECTORS' ? 1 : people / PEOPLE;
  const count = Math.max(1, Math.round(plan.cohortsPerYear * growth));
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  const slots = years.flatMap((year) =>
    Array.from({ length: count }, (_, number) => slotAt(plan, { year, number, count })),
  );
  const open = plan.staysOpen ? [{ ...slots.pop()!, endsOn: null }] : [];
  return [...slots.filter(({ endsOn }) => endsOn !== null && endsOn <= LAST_DAY), ...open];
}

interface SlotNumber {
  readonly year: number;
  readonly number: number;
  readonly count: number;
}

function slotAt(plan: LeadershipPlan, { year, number, count }: SlotNumber): Slot {
  const startsOn = addDays(`${year}-01-10`, Math.floor((355 * number) / count));
  return { plan, year, number, startsOn, endsOn: addDays(addMonths(startsOn, plan.months), -1) };
}

function recordOf(country: Country, slot: Slot): CohortRecord {
  const { plan, year, number, startsOn, endsOn } = slot;
  const cohort = {
    id: `${plan.code}-${year}-${String(number + 1).padStart(2, '0')}`,
    programmeCode: plan.code,
    position: (year - FIRST_YEAR) * POSITIONS_PER_YEAR + number,
    name: `${plan.name}, ${year}, cohort ${number + 1}`,
    startsOn,
    endsOn,
    places: plan.places,
    synthetic: true,
    sourceKey: 'generated',
  };
  return cohortRecord(country, cohort, participantsOf(country, slot));
}

/** As many different people as took a place; some places stay free. */
function participantsOf(country: Country, slot: Slot): Participant[] {
  const { plan, year, number, endsOn } = slot;
  const most = endsOn === null ? plan.places - OPEN_PLACES : plan.places;
  const seats = between(Math.ceil(most * 0.8), most, 'seats', plan.code, year, number);
  const people = Array.from({ length: seats }, (_, seat) =>
    participantAt(country, plan, { year: year - FIRST_YEAR, cohort: number, seat }),
  );
  return [...new Set(people)].map((person) => participantOf(country, slot, person));
}

function participantOf(country: Country, { plan, year, startsOn, endsOn }: Slot, person: number): Participant {
  const status = statusOf(endsOn, `${plan.code}${year}${person}`);
  const on = addDays(endsOn ?? startsOn, between(20, 500, 'later', plan.code, person));
  const isLater = status === 'GRADUATED' && on <= LAST_DAY && chance(0.2, 'rises', plan.code, person);
  const kind = plan.from === 'DIRECTORS' ? 'APPOINTED_DIRECTOR' : 'PROMOTED';
  const odsCode = plan.from === 'DIRECTORS' ? country.person(person).odsCode : null;
  return { person, enrolledOn: startsOn, status, later: isLater ? [{ kind, on, odsCode }] : [] };
}

function statusOf(endsOn: string | null, key: string): Enrolment['status'] {
  if (endsOn === null) return 'ENROLLED';
  return chance(0.08, 'withdraws', key) ? 'WITHDRAWN' : 'GRADUATED';
}
