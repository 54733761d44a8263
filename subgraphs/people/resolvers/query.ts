import { connect } from '../../kit/connection/connect.js';
import type { PageArgs } from '../../kit/connection/page.js';
import { VacancyStatement } from '../entities/vacancy-statement.js';
import { listPeople, type PeopleArgs } from '../queries/list-people.js';
import { listVacancies, type VacancyFilter } from '../queries/list-vacancies.js';
import { summarise } from '../vacancy-summary.js';
import type { AsOf, Context } from './context.js';

interface Id {
  readonly id: string;
}

interface VacanciesArgs extends PageArgs {
  readonly filter?: VacancyFilter | null;
  readonly direction?: 'ASC' | 'DESC' | null;
}

export const Query = {
  person: (_: unknown, { id }: Id, { load }: Context) => load.person.load(id),
  people: (_: unknown, args: PeopleArgs, { database, load }: Context) => listPeople(database, load, args),
  vacancy: (_: unknown, { id }: Id, { load }: Context) => load.vacancy.load(id),
  vacancies: (_: unknown, { filter, direction, ...page }: VacanciesArgs, { database, today }: Context) =>
    connect(database, listVacancies({ filter: filter ?? {}, direction: direction ?? 'ASC', today }), page),
  async vacancySummary(_: unknown, { asOf }: AsOf, { load, today }: Context) {
    const day = asOf ?? today;
    return summarise(day, [...(await load.allPostCounts(day)).values()]);
  },
  vacancyStatements: (_: unknown, __: unknown, { database }: Context) =>
    database.read.getRepository(VacancyStatement).find({ order: { id: 'ASC' } }),
};
