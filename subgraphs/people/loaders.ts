import type { SelectQueryBuilder } from 'typeorm';
import type { Database } from '../../kit/database/database.js';
import { connectByParent } from '../kit/connection/connect-by-parent.js';
import { batched, manyByKey, oneByKey, perArgs } from '../kit/loaders.js';
import { Appointment } from './entities/appointment.js';
import { Mentorship } from './entities/mentorship.js';
import { Person } from './entities/person.js';
import { Post } from './entities/post.js';
import { TalentPoolEntry } from './entities/talent-pool-entry.js';
import { Vacancy } from './entities/vacancy.js';
import { whereOpenOn } from './queries/list-vacancies.js';
import { readPostCounts } from './queries/read-post-counts.js';

export type PeopleLoaders = ReturnType<typeof createLoaders>;

interface PostFilter {
  readonly senior?: boolean | null;
}

/** The loaders of one request. */
export function createLoaders(database: Database) {
  return {
    person: oneByKey(database, { entity: Person, key: 'id' }),
    post: oneByKey(database, { entity: Post, key: 'id' }),
    appointment: oneByKey(database, { entity: Appointment, key: 'id' }),
    vacancy: oneByKey(database, { entity: Vacancy, key: 'id' }),
    talentPool: oneByKey(database, { entity: TalentPoolEntry, key: 'personId' }),
    appointmentsOfPerson: manyByKey(database, { entity: Appointment, key: 'personId', refine: latestFirst }),
    appointmentsOfPost: manyByKey(database, { entity: Appointment, key: 'postId', refine: latestFirst }),
    mentors: manyByKey(database, { entity: Mentorship, key: 'menteeId', refine: latestFirst }),
    mentees: manyByKey(database, { entity: Mentorship, key: 'mentorId', refine: latestFirst }),
    vacanciesOfPost: manyByKey(database, {
      entity: Vacancy,
      key: 'postId',
      refine: (query) => void query.orderBy('r.openedOn', 'DESC').addOrderBy('r.id', 'DESC'),
    }),
    openVacancies: perArgs((day: string) =>
      manyByKey(database, {
        entity: Vacancy,
        key: 'odsCode',
        refine(query) {
          whereOpenOn(query, day);
          query.orderBy('r.openedOn').addOrderBy('r.id');
        },
      }),
    ),
    leadingPosts: manyByKey(database, {
      entity: Post,
      key: 'odsCode',
      refine: (query) => void query.andWhere('r.leading = 1').orderBy('r.id'),
    }),
    posts: connectByParent<Post, PostFilter>(database, {
      entity: Post,
      parent: 'odsCode',
      order: { name: 'posts', columns: ['id'], direction: 'ASC' },
      where(query, { senior }) {
        if (senior != null) query.andWhere('r.senior = :senior', { senior: senior ? 1 : 0 });
      },
    }),
    candidates: connectByParent<TalentPoolEntry, object>(database, {
      entity: TalentPoolEntry,
      parent: 'pool',
      order: { name: 'candidates', columns: ['readiness', 'personId'], direction: 'ASC' },
    }),
    postCount: perArgs((day: string) =>
      batched(async (codes) => {
        const counts = await readPostCounts(database, day, codes);
        return codes.map((code) => counts.get(code) ?? null);
      }),
    ),
    allPostCounts: perArgs((day: string) => readPostCounts(database, day)),
  };
}

function latestFirst(query: SelectQueryBuilder<Appointment> | SelectQueryBuilder<Mentorship>): void {
  query.orderBy('r.startedOn', 'DESC').addOrderBy('r.id', 'DESC');
}
