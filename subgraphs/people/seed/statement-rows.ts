import type { VacancyStatement } from '../entities/vacancy-statement.js';

const SHARED = { unit: 'percent', period: 'late 2017', certainty: 'PUBLISHED', sourceKey: 'senior-vacancies' } as const;

/** The figures that were published about senior vacancies in NHS trusts. */
export const VACANCY_STATEMENTS: readonly VacancyStatement[] = [
  {
    ...SHARED,
    id: 'senior-vacancies-1-posts',
    topic: 'Executive director posts',
    statement: '8 % of executive director posts were vacant.',
    value: '8',
  },
  {
    ...SHARED,
    id: 'senior-vacancies-2-trusts',
    topic: 'Trusts with a vacant executive director post',
    statement: '37 % of trusts had at least one vacant executive director post.',
    value: '37',
  },
  {
    ...SHARED,
    id: 'senior-vacancies-3-inadequate',
    topic: 'Executive director posts at trusts rated Inadequate',
    statement: 'At trusts rated Inadequate, 14 % of executive director posts were vacant.',
    value: '14',
  },
  {
    ...SHARED,
    id: 'senior-vacancies-4-outstanding',
    topic: 'Executive director posts at trusts rated Outstanding',
    statement: 'At trusts rated Outstanding, 3 % of executive director posts were vacant.',
    value: '3',
  },
];
