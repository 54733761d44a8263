import { addDays } from '../../../kit/dates.js';
import { DIRECTORS_PER_TRUST, type Country, type Trust } from '../../kit/country/country.js';
import { hash, pick } from '../../../kit/random.js';
import { trustRatings, type RatingLevel } from '../../kit/country/trust-ratings.js';
import type { Settled } from './moves.js';

/** The days at the middle and the end of each year from 2013 to 2020 on which it is laid down which posts are vacant. */
export const SURVEY_DAYS = Array.from({ length: 15 }, (_, index) => {
  const year = 2013 + Math.floor((index + 1) / 2);
  return index % 2 === 0 ? `${year}-12-31` : `${year}-06-30`;
});
/** The published survey speaks for late 2017, so that day comes first. */
const PUBLISHED_SURVEY = SURVEY_DAYS.indexOf('2017-12-31');
/** A vacancy reaches at most so far on either side of its survey day. */
export const REACH_DAYS = 170;
/** Survey days are half a year apart: a post that was vacant on one is not so on the two before and after it. */
const DAYS_APART = 3;

interface Shares {
  /** Of the trusts so many have a vacancy. */
  readonly trusts: number;
  /** Of the executive director posts so many are vacant. */
  readonly posts: number;
}

/**
 * By the trusts' rating on the day. Published are the shares of posts at Outstanding and Inadequate, and over all trusts 8 %
 * of posts and 37 % of trusts; the others are chosen so that these come out.
 */
const SHARES: Readonly<Record<RatingLevel | 'NONE', Shares>> = {
  OUTSTANDING: { trusts: 0.16, posts: 0.03 },
  GOOD: { trusts: 0.37, posts: 0.08 },
  REQUIRES_IMPROVEMENT: { trusts: 0.47, posts: 0.105 },
  INADEQUATE: { trusts: 0.6, posts: 0.14 },
  NONE: { trusts: 0.37, posts: 0.08 },
};

/** For each trust and each of its director posts the survey days, by index, on which it is vacant. */
export type SurveyVacancies = readonly (readonly (readonly number[])[])[];

type Vacant = number[][][];

/** Lays down which director posts are vacant on each survey day; none while the trust's `settled` says otherwise. */
export function surveyVacancies(country: Country, settled: readonly (readonly Settled[])[]): SurveyVacancies {
  const vacant: Vacant = country.trusts.map(() => Array.from({ length: DIRECTORS_PER_TRUST }, () => []));
  const days = SURVEY_DAYS.map((_, day) => day).sort((a, b) => rank(a) - rank(b));
  for (const day of days) {
    for (const [level, trusts] of groupsOn(country, SURVEY_DAYS[day]!)) {
      const freeAt = (trust: number) => freePosts(vacant[trust]!, settled[trust]!, day);
      vacate(vacant, day, { shares: SHARES[level], trusts, freeAt, country });
    }
  }
  return vacant;
}

interface Group {
  readonly country: Country;
  readonly shares: Shares;
  /** By index. */
  readonly trusts: readonly number[];
  /** The director posts of a trust that may be vacant on the day. */
  readonly freeAt: (trust: number) => readonly number[];
}

/** Makes one post vacant at as many trusts as should have a vacancy, and then further ones there. */
function vacate(vacant: Vacant, day: number, { country, shares, trusts, freeAt }: Group): void {
  const able = trusts.filter((trust) => reaches(country.trusts[trust]!, day) && freeAt(trust).length > 0);
  const chosen = lowest(able, Math.round(shares.trusts * trusts.length), (trust) => hash('survey', day, trust));
  const further = chosen.flatMap((trust) => {
    const free = freeAt(trust);
    const first = pick(free, 'vacant', trust, day);
    vacant[trust]![first]!.push(day);
    return free.filter((director) => director !== first).map((director) => ({ trust, director }));
  });
  const wanted = Math.round(shares.posts * trusts.length * DIRECTORS_PER_TRUST) - chosen.length;
  const also = lowest(further, Math.max(0, wanted), ({ trust, director }) => hash('further', day, trust, director));
  for (const { trust, director } of also) vacant[trust]![director]!.push(day);
}

/** The trusts open on a day, by index, grouped by their latest rating then. */
function groupsOn({ trusts }: Country, day: string): Map<RatingLevel | 'NONE', number[]> {
  const groups = new Map<RatingLevel | 'NONE', number[]>();
  for (const [index, trust] of trusts.entries()) {
    if (trust.openedOn > day || (trust.closedOn !== null && trust.closedOn <= day)) continue;
    const level = trustRatings(trust, index).findLast(({ publishedOn }) => publishedOn <= day)?.level ?? 'NONE';
    groups.set(level, [...(groups.get(level) ?? []), index]);
  }
  return groups;
}

function freePosts(vacant: readonly (readonly number[])[], settled: readonly Settled[], day: number): number[] {
  return vacant
    .map((_, director) => director)
    .filter((director) => vacant[director]!.every((other) => Math.abs(other - day) >= DAYS_APART))
    .filter((director) => !settled.some((time) => time.director === director && covers(time, SURVEY_DAYS[day]!)));
}

/** Whether a vacancy around a survey day lies within the time in which the trust is open. */
function reaches({ openedOn, closedOn }: Trust, day: number): boolean {
  const [from, to] = [addDays(SURVEY_DAYS[day]!, -REACH_DAYS), addDays(SURVEY_DAYS[day]!, REACH_DAYS)];
  return from > openedOn && (closedOn === null || to < closedOn);
}

function covers({ from, to }: Settled, day: string): boolean {
  return from <= day && day <= to;
}

function rank(day: number): number {
  return day === PUBLISHED_SURVEY ? -1 : day;
}

function lowest<Item>(items: readonly Item[], count: number, by: (item: Item) => number): Item[] {
  return items.toSorted((a, b) => by(a) - by(b)).slice(0, count);
}
