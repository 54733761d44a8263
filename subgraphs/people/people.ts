import { CreateRefresh1700000000000, Refresh } from '../kit/refresh.js';
import type { SubgraphDefinition } from '../kit/subgraph-definition.js';
import { Appointment as AppointmentRow } from './entities/appointment.js';
import { Mentorship as MentorshipRow } from './entities/mentorship.js';
import { Person as PersonRow } from './entities/person.js';
import { Post as PostRow } from './entities/post.js';
import { TalentPoolEntry as TalentPoolRow } from './entities/talent-pool-entry.js';
import { VacancyStatement } from './entities/vacancy-statement.js';
import { Vacancy as VacancyRow } from './entities/vacancy.js';
import { createLoaders, type PeopleLoaders } from './loaders.js';
import { CreatePeople1700000001000 } from './migrations/create-people.js';
import { fillVacancy } from './resolvers/fill-vacancy.js';
import { openVacancy } from './resolvers/open-vacancy.js';
import { Footprint, Organisation, RatingGroup } from './resolvers/organisation.js';
import { Mentorship, Person, TalentPoolEntry } from './resolvers/person.js';
import { Appointment, Post } from './resolvers/post.js';
import { Query } from './resolvers/query.js';
import { PublishedStatement, Vacancy } from './resolvers/vacancy.js';
import { seedPeople } from './seed/seed-people.js';

const tables = {
  Person: PersonRow,
  Post: PostRow,
  Appointment: AppointmentRow,
  Vacancy: VacancyRow,
  TalentPoolEntry: TalentPoolRow,
  Mentorship: MentorshipRow,
};

/** The subgraph of people in leadership, owned by the NHS Leadership Academy. */
export const people: SubgraphDefinition<PeopleLoaders> = {
  name: 'people',
  partner: 'NHS Leadership Academy',
  entities: [...Object.values(tables), VacancyStatement, Refresh],
  migrations: [CreateRefresh1700000000000, CreatePeople1700000001000],
  tables,
  createLoaders,
  seed: seedPeople,
  resolvers: {
    Query,
    Mutation: { openVacancy, fillVacancy },
    Person,
    Post,
    Appointment,
    Vacancy,
    TalentPoolEntry,
    Mentorship,
    PublishedStatement,
    Organisation,
    Footprint,
    RatingGroup,
  },
};
