import { addDays } from '../../../kit/dates.js';
import { between } from '../../../kit/random.js';
import { REACH_DAYS, SURVEY_DAYS, type SurveyVacancies } from './survey-vacancies.js';

/** A change of holder: the post is vacant from `openedOn` until `filledOn`; null when it was not filled. */
export interface Turnover {
  readonly openedOn: string;
  readonly filledOn: string | null;
}

/** When the director posts of a trust, by its index, fell vacant and were filled, for each post in order of time. */
export function turnoverOf(vacancies: SurveyVacancies, trust: number): Turnover[][] {
  return vacancies[trust]!.map((days, director) => days.map((day) => turnoverAround(day, trust, director)).sort(byDay));
}

/** Posts vacant on the last survey day stay so. */
function turnoverAround(day: number, trust: number, director: number): Turnover {
  const daysTo = (event: string) => between(1, REACH_DAYS, event, trust, director, day);
  const surveyed = SURVEY_DAYS[day]!;
  return {
    openedOn: addDays(surveyed, -daysTo('opened')),
    filledOn: day === SURVEY_DAYS.length - 1 ? null : addDays(surveyed, daysTo('filled')),
  };
}

function byDay(a: Turnover, b: Turnover): number {
  return a.openedOn < b.openedOn ? -1 : 1;
}
