import { randomUUID } from 'node:crypto';
import { IsNull, type EntityManager } from 'typeorm';
import { conflictOnDuplicate } from '../../kit/conflict-on-duplicate.js';
import { refuse } from '../../kit/errors.js';
import { change } from '../../kit/refresh.js';
import { Appointment, type AppointmentKind } from '../entities/appointment.js';
import { Person } from '../entities/person.js';
import { Post } from '../entities/post.js';
import { Vacancy } from '../entities/vacancy.js';
import type { Context } from './context.js';

interface FillVacancyInput {
  readonly vacancyId: string;
  readonly personId: string;
  readonly startedOn: string;
  readonly kind: AppointmentKind;
}

interface Filled {
  readonly vacancy: Vacancy;
  readonly appointment: Appointment;
}

const STARTED_ON = 'input.startedOn';

/** Fills an open vacancy. Throws `BAD_USER_INPUT`, `NOT_FOUND`, or `CONFLICT` where it is filled or the person is bound. */
export async function fillVacancy(
  _: unknown,
  { input }: { input: FillVacancyInput },
  { database, today }: Context,
): Promise<Filled> {
  const { vacancyId, personId, startedOn } = input;
  if (startedOn > today) {
    throw refuse('BAD_USER_INPUT', `startedOn must not be after today, ${today}, and is ${startedOn}`, STARTED_ON);
  }
  const raced = `Vacancy ${vacancyId} was filled, or person ${personId} appointed elsewhere, at the same time`;
  const filled = await conflictOnDuplicate(raced, () =>
    change(database, 'fillVacancy', (manager) => fill(manager, input)),
  );
  return filled;
}

async function fill(manager: EntityManager, input: FillVacancyInput): Promise<Filled> {
  const vacancy = await openVacancyOf(manager, input);
  const person = await personOf(manager, input);
  const { postId } = vacancy;
  const { personId, startedOn, kind } = input;
  const appointment: Appointment = {
    id: randomUUID(),
    personId,
    postId,
    kind,
    startedOn,
    endedOn: null,
    runningPostId: postId,
    runningPersonId: kind === 'SUBSTANTIVE' ? personId : null,
    synthetic: vacancy.synthetic || person.synthetic,
  };
  const filling = { filledOn: startedOn, filledById: appointment.id, openPostId: null };
  const { affected } = await manager.update(Vacancy, { id: vacancy.id, filledOn: IsNull() }, filling);
  if (affected !== 1) throw refuse('CONFLICT', `Vacancy ${vacancy.id} was filled at the same time`, 'input.vacancyId');
  await manager.insert(Appointment, appointment);
  return { vacancy: { ...vacancy, ...filling }, appointment };
}

async function openVacancyOf(manager: EntityManager, { vacancyId, startedOn }: FillVacancyInput): Promise<Vacancy> {
  const vacancy = await manager.findOneBy(Vacancy, { id: vacancyId });
  if (!vacancy) throw refuse('NOT_FOUND', `No vacancy has the identifier ${vacancyId}`, 'input.vacancyId');
  if (vacancy.filledOn !== null) {
    const detail = `Vacancy ${vacancyId} was filled on ${vacancy.filledOn} by appointment ${vacancy.filledById}`;
    throw refuse('CONFLICT', detail, 'input.vacancyId');
  }
  if (startedOn < vacancy.openedOn) {
    const detail = `startedOn must not be before the vacancy opened, ${vacancy.openedOn}, and is ${startedOn}`;
    throw refuse('BAD_USER_INPUT', detail, STARTED_ON);
  }
  const post = await manager.findOneByOrFail(Post, { id: vacancy.postId });
  if (post.abolishedOn !== null && startedOn >= post.abolishedOn) {
    throw refuse('CONFLICT', `Post ${post.id} was abolished on ${post.abolishedOn}`, STARTED_ON);
  }
  return vacancy;
}

/** The person, free on the first day and after: nobody holds two substantive posts at a time. */
async function personOf(manager: EntityManager, { personId, startedOn, kind }: FillVacancyInput): Promise<Person> {
  const person = await manager.findOneBy(Person, { id: personId });
  if (!person) throw refuse('NOT_FOUND', `No person has the identifier ${personId}`, 'input.personId');
  if (kind === 'INTERIM') return person;
  const other = await manager
    .createQueryBuilder(Appointment, 'r')
    .where(`r.personId = :personId AND r.kind = 'SUBSTANTIVE'`, { personId })
    .andWhere('(r.endedOn IS NULL OR r.endedOn >= :startedOn)', { startedOn })
    .orderBy('r.startedOn', 'DESC')
    .limit(1)
    .getOne();
  if (!other) return person;
  const time = other.endedOn === null ? `since ${other.startedOn}` : `from ${other.startedOn} to ${other.endedOn}`;
  throw refuse(
    'CONFLICT',
    `Person ${personId} holds post ${other.postId} ${time}, appointment ${other.id}, which must have ended before ${startedOn}`,
    'input.personId',
  );
}
