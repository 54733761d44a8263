import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { bulkInsert } from '../../../kit/database/bulk-insert.js';
import type { Database } from '../../../kit/database/database.js';
import type { Country } from '../../kit/country/country.js';
import { noteRefresh } from '../../kit/refresh.js';
import type { SeedOptions } from '../../kit/subgraph-definition.js';
import { Appointment } from '../entities/appointment.js';
import { Mentorship } from '../entities/mentorship.js';
import { Person } from '../entities/person.js';
import { Post } from '../entities/post.js';
import { TalentPoolEntry } from '../entities/talent-pool-entry.js';
import { VacancyStatement } from '../entities/vacancy-statement.js';
import { Vacancy } from '../entities/vacancy.js';
import { directorRecords } from './director-records.js';
import { mentorshipRow } from './mentorship-row.js';
import { ownPostRecord } from './own-post-record.js';
import type { PostRecord } from './post-record.js';
import { VACANCY_STATEMENTS } from './statement-rows.js';
import { participations, talentPoolRow, type Participation } from './talent-pool-row.js';
import type { Spell } from './tenure.js';

const PEOPLE_PER_CHUNK = 5_000;

/** Fills an empty database: the people of the generated country with their careers, and the published figures. */
export function seedPeople(database: Database, options: SeedOptions): Promise<void> {
  const { country, progress, signal } = options;
  return database.write(async (manager) => {
    const { records, served } = directorRecords(country);
    await insertPosts(manager, records);
    const participating = participations(country);
    for (let start = 0; start < country.people; start += PEOPLE_PER_CHUNK) {
      signal.throwIfAborted();
      const end = Math.min(start + PEOPLE_PER_CHUNK, country.people);
      await insertPeople(manager, { country, start, end, served, participating });
      progress.report(end, country.people);
      await yieldToOthers();
    }
    await bulkInsert(manager, VacancyStatement, VACANCY_STATEMENTS);
    await noteRefresh(manager, 'seed', `${country.people} people`);
  });
}

interface Chunk {
  readonly country: Country;
  readonly start: number;
  readonly end: number;
  readonly served: ReadonlyMap<number, Spell>;
  readonly participating: ReadonlyMap<number, Participation>;
}

async function insertPeople(
  manager: EntityManager,
  { country, start, end, served, participating }: Chunk,
): Promise<void> {
  const people: Person[] = [];
  const posts: PostRecord[] = [];
  const pool: TalentPoolEntry[] = [];
  const mentorships: Mentorship[] = [];
  for (let index = start; index < end; index++) {
    const person = country.person(index);
    const { id, givenName, familyName } = person;
    people.push({ id, givenName, familyName, familySearch: familyName.toLowerCase(), synthetic: true });
    addTo(posts, ownPostRecord(country, person, served.get(index)));
    addTo(pool, talentPoolRow(person, participating.get(index), served.has(index)));
    addTo(mentorships, mentorshipRow(country, person, participating.has(index)));
  }
  await bulkInsert(manager, Person, people);
  await insertPosts(manager, posts);
  await bulkInsert(manager, TalentPoolEntry, pool);
  await bulkInsert(manager, Mentorship, mentorships);
}

async function insertPosts(manager: EntityManager, records: readonly PostRecord[]): Promise<void> {
  await bulkInsert(
    manager,
    Post,
    records.map(({ post }) => post),
  );
  await bulkInsert(
    manager,
    Appointment,
    records.flatMap(({ appointments }) => appointments),
  );
  await bulkInsert(
    manager,
    Vacancy,
    records.flatMap(({ vacancies }) => vacancies),
  );
}

function addTo<Row>(rows: Row[], row: Row | null): void {
  if (row !== null) rows.push(row);
}
