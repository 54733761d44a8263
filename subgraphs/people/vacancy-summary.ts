import { percent } from '../kit/money.js';
import type { PostCount } from './queries/read-post-counts.js';

/** Posts and vacancies of a group of organisations on a day, as the contract shows them. */
export interface VacancySummary {
  readonly asOf: string;
  readonly organisations: number;
  readonly seniorPosts: number;
  readonly vacant: number;
  readonly vacancyRate: string | null;
  readonly organisationsWithVacancy: number;
  readonly organisationsWithVacancyRate: string | null;
  readonly synthetic: boolean;
}

/** Adds up the organisations of a group; null stands for one without executive director posts, which does not count. */
export function summarise(asOf: string, counts: readonly (PostCount | null)[]): VacancySummary {
  const counted = counts.filter((count) => count !== null);
  let seniorPosts = 0;
  let vacant = 0;
  let organisationsWithVacancy = 0;
  for (const { posts, vacant: vacantPosts } of counted) {
    seniorPosts += posts;
    vacant += vacantPosts;
    if (vacantPosts > 0) organisationsWithVacancy++;
  }
  return {
    asOf,
    organisations: counted.length,
    seniorPosts,
    vacant,
    vacancyRate: percent(vacant, seniorPosts),
    organisationsWithVacancy,
    organisationsWithVacancyRate: percent(organisationsWithVacancy, counted.length),
    synthetic: counted.some(({ synthetic }) => synthetic),
  };
}
