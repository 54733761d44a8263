import { addDays } from '../../../kit/dates.js';
import type { Country } from '../../kit/country/country.js';
import { between, chance } from '../../../kit/random.js';
import type { PracticeSupport } from '../entities/practice-support.js';
import { SUPPORT_PLAN } from '../support-plan.js';

/** The generated progress ends on this day. */
const SEEN_ON = '2018-12-31';

/** Over so many days practices express interest, most of them in the slowest footprints after `SEEN_ON`. */
const INTEREST_DAYS = 1_200;
const INTEREST_DAYS_SPREAD = 600;

type Dates = Pick<PracticeSupport, 'interestOn' | 'planningOn' | 'startedOn' | 'completedOn' | 'withdrawnOn'>;

/** One practice's generated way through the support programme up to the end of 2018. */
export function practiceRow(country: Country, index: number): PracticeSupport {
  const { odsCode, footprint, region } = country.practice(index);
  const dates = datesOf(index, footprint);
  return {
    odsCode,
    footprintCode: country.footprints[footprint]!.odsCode,
    regionCode: region,
    stage: stageOf(dates),
    ...dates,
    synthetic: true,
  };
}

function datesOf(index: number, footprint: number): Dates {
  const days = INTEREST_DAYS + between(0, INTEREST_DAYS_SPREAD, 'support pace', footprint);
  const interest = addDays(SUPPORT_PLAN.startsOn, between(0, days, 'interest', index));
  const planning = addDays(interest, between(14, 60, 'planning', index));
  const start = addDays(planning, between(30, 120, 'start', index));
  const end = addDays(start, between(270, 365, 'complete', index));
  const withdrawal = chance(0.05, 'withdraws', index) ? addDays(interest, between(20, 300, 'withdrawal', index)) : null;
  const last = withdrawal !== null && withdrawal < SEEN_ON ? withdrawal : SEEN_ON;
  const seen = (day: string) => (day <= last ? day : null);
  return {
    interestOn: seen(interest),
    planningOn: seen(planning),
    startedOn: seen(start),
    completedOn: seen(end),
    withdrawnOn: withdrawal === last && end > last ? withdrawal : null,
  };
}

function stageOf({ interestOn, planningOn, startedOn, completedOn, withdrawnOn }: Dates): PracticeSupport['stage'] {
  if (withdrawnOn) return 'WITHDRAWN';
  if (completedOn) return 'COMPLETE';
  if (startedOn) return 'PROGRAMME';
  if (planningOn) return 'PLANNING';
  return interestOn ? 'EXPRESSION_OF_INTEREST' : 'NOT_STARTED';
}
