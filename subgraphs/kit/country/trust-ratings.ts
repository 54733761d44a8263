import { addDays } from '../../../kit/dates.js';
import type { Trust } from './country.js';
import { between, chance, hash } from '../../../kit/random.js';

/** The ratings that a trust can be given, the best first. */
export const RATING_LEVELS = ['OUTSTANDING', 'GOOD', 'REQUIRES_IMPROVEMENT', 'INADEQUATE'] as const;
export type RatingLevel = (typeof RATING_LEVELS)[number];

/** A generated overall rating. */
export interface TrustRating {
  readonly level: RatingLevel;
  readonly publishedOn: string;
}

const FIRST_DAY = '2014-06-01';
const LAST_DAY = '2019-12-31';
const INSPECTIONS = 3;

/** Up to three ratings of a generated trust between 2014 and 2019, by rising day; one trust in forty was never rated. */
export function trustRatings(trust: Trust, index: number): TrustRating[] {
  if (index % 40 === 7) return [];
  const ratings: TrustRating[] = [];
  let level = startLevel(index);
  for (let inspection = 0; inspection < INSPECTIONS; inspection++) {
    const publishedOn = addDays(FIRST_DAY, inspection * 660 + between(0, 600, 'inspected', index, inspection));
    const isOpen = publishedOn >= trust.openedOn && (trust.closedOn === null || publishedOn < trust.closedOn);
    if (isOpen && publishedOn <= LAST_DAY) ratings.push({ level: RATING_LEVELS[level]!, publishedOn });
    if (chance(0.4, 'moves', index, inspection)) {
      level = besides(level, chance(0.7, 'better', index, inspection) ? -1 : 1);
    }
  }
  return ratings;
}

/** The place of a level so many steps from another, as far as there are levels. */
export function besides(level: number, steps: number): number {
  return Math.min(RATING_LEVELS.length - 1, Math.max(0, level + steps));
}

/** Of twelve trusts one begins as outstanding, six as good, four as requiring improvement and one as inadequate. */
function startLevel(index: number): number {
  const place = hash('rating', index) % 12;
  return place === 0 ? 0 : place <= 6 ? 1 : place <= 10 ? 2 : 3;
}
