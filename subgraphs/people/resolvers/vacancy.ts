import { daysBetween } from '../../../kit/dates.js';
import { refuse } from '../../kit/errors.js';
import { sourceOf } from '../../kit/provenance.js';
import { poolOf } from '../entities/talent-pool-entry.js';
import type { VacancyStatement } from '../entities/vacancy-statement.js';
import type { Vacancy as Row } from '../entities/vacancy.js';
import { OWN_SOURCES } from '../own-sources.js';
import type { AsOf, Context, Key } from './context.js';
import { organisationOf } from './post.js';

const CANDIDATES_MAX = 50;

export const Vacancy = {
  __resolveReference: ({ id }: Key, { load }: Context) => load.vacancy.load(id),
  post: ({ postId }: Row, _: unknown, { load }: Context) => load.post.load(postId),
  organisation: organisationOf,
  daysOpen({ openedOn, filledOn }: Row, { asOf }: AsOf, { today }: Context): number | null {
    const day = asOf ?? today;
    if (day < openedOn) return null;
    return daysBetween(openedOn, filledOn !== null && filledOn < day ? filledOn : day);
  },
  filledBy: ({ filledById }: Row, _: unknown, { load }: Context) =>
    filledById === null ? null : load.appointment.load(filledById),
  candidates({ role, region }: Row, { first }: { first?: number | null }, { load }: Context) {
    const size = first ?? 10;
    if (size < 0 || size > CANDIDATES_MAX) {
      throw refuse('BAD_USER_INPUT', `first must be between 0 and ${CANDIDATES_MAX}, and is ${size}`, 'first');
    }
    return load.candidates(poolOf(role, region), { first: size }).nodes();
  },
};

export const PublishedStatement = {
  source: ({ sourceKey }: VacancyStatement) => sourceOf(sourceKey, OWN_SOURCES),
};
