import { between, chance } from '../../../kit/random.js';
import { ETHNIC_CATEGORIES, type EthnicCategory } from '../ethnic-group.js';

/** The generated ethnic category of a person, by their place in the country; the same in all their enrolments. */
export function ethnicCategoryOf(person: number): EthnicCategory {
  if (chance(0.72, 'ethnicity', person)) return 'A';
  return ETHNIC_CATEGORIES[between(1, ETHNIC_CATEGORIES.length - 1, 'category', person)]!;
}
