import type { SelectQueryBuilder } from 'typeorm';
import { addDays } from '../../../kit/dates.js';
import type { KeysetList } from '../../kit/connection/connect.js';
import { refuse } from '../../kit/errors.js';
import type { PostRole } from '../entities/post.js';
import { Vacancy } from '../entities/vacancy.js';

export interface VacancyFilter {
  readonly organisation?: string | null;
  readonly senior?: boolean | null;
  readonly role?: PostRole | null;
  readonly openOn?: string | null;
  readonly openForMoreThanDays?: number | null;
}

export interface VacanciesWanted {
  readonly filter: VacancyFilter;
  readonly direction: 'ASC' | 'DESC';
  readonly today: string;
}

/** A century: longer than any record. */
const DAYS_MAX = 36_525;
const FIRST_DAY = '0001-01-01';

/** The list of vacancies behind `Query.vacancies`, by opening date. Throws `BAD_USER_INPUT` for an impossible length. */
export function listVacancies({ filter, direction, today }: VacanciesWanted): KeysetList<Vacancy> {
  const { organisation, senior, role, openForMoreThanDays: days } = filter;
  const openOn = filter.openOn ?? (days == null ? null : today);
  if (days != null && (days < 0 || days > DAYS_MAX)) {
    const detail = `openForMoreThanDays must be between 0 and ${DAYS_MAX}, and is ${days}`;
    throw refuse('BAD_USER_INPUT', detail, 'filter.openForMoreThanDays');
  }
  return {
    entity: Vacancy,
    order: { name: `vacancies.${direction}`, columns: ['openedOn', 'id'], direction },
    where(query) {
      const isSenior = senior == null ? null : senior ? 1 : 0;
      whereEqual(query, { odsCode: organisation, role, senior: isSenior });
      if (openOn) whereOpenOn(query, openOn);
      if (openOn && days != null) query.andWhere('r.openedOn < :before', { before: daysBefore(openOn, days) });
    },
  };
}

/** Keeps the vacancies, under the alias `r`, that are open on a day. */
export function whereOpenOn(query: SelectQueryBuilder<Vacancy>, day: string): void {
  query.andWhere('r.openedOn <= :day AND (r.filledOn IS NULL OR r.filledOn > :day)', { day });
}

/** The first value that is given chooses the index; a plus keeps SQLite from taking the index of another. */
function whereEqual(query: SelectQueryBuilder<Vacancy>, values: Readonly<Record<string, unknown>>): void {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== '');
  for (const [place, [column, value]] of given.entries()) {
    query.andWhere(`${place === 0 ? '' : '+ '}r.${column} = :${column}`, { [column]: value });
  }
}

function daysBefore(day: string, days: number): string {
  const before = addDays(day, -days);
  return before > FIRST_DAY ? before : FIRST_DAY;
}
