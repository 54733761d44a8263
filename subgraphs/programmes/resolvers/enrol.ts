import type { EntityManager } from 'typeorm';
import { conflictOnDuplicate } from '../../kit/conflict-on-duplicate.js';
import { refuse } from '../../kit/errors.js';
import { change } from '../../kit/refresh.js';
import { CohortTally } from '../entities/cohort-tally.js';
import { Cohort } from '../entities/cohort.js';
import { Enrolment } from '../entities/enrolment.js';
import { groupOf } from '../ethnic-group.js';
import type { Context } from './context.js';

interface EnrolInput {
  readonly cohortId: string;
  readonly personId: string;
  readonly odsCode: string;
  readonly enrolledOn?: string | null;
}

interface Enrolling {
  readonly input: EnrolInput;
  readonly today: string;
}

/** Enrols a person in a cohort that has not ended and still has a place. */
export async function enrol(_: unknown, { input }: { input: EnrolInput }, { database, today }: Context) {
  if (!/^[A-Za-z0-9_-]{1,36}$/.test(input.personId)) {
    throw refuse('BAD_USER_INPUT', 'personId must be 1 to 36 letters, digits, - or _', 'input.personId');
  }
  return { enrolment: await change(database, 'enrol', (manager) => store(manager, { input, today })) };
}

async function store(manager: EntityManager, { input, today }: Enrolling): Promise<Enrolment> {
  const cohort = await openCohort(manager, { input, today });
  const enrolledOn = firstDay(cohort, input);
  const enrolment: Enrolment = {
    id: `${cohort.id}:${input.personId}`,
    cohortId: cohort.id,
    personId: input.personId,
    odsCode: input.odsCode,
    status: 'ENROLLED',
    enrolledOn,
    ethnicCategory: '99',
    synthetic: false,
  };
  await takePlace(manager, cohort);
  await conflictOnDuplicate(alreadyEnrolled(enrolment), () => manager.insert(Enrolment, enrolment));
  const tally = { cohortId: cohort.id, ethnicGroup: groupOf(enrolment.ethnicCategory) };
  await manager.increment(CohortTally, tally, 'participants', 1);
  return enrolment;
}

async function openCohort(manager: EntityManager, { input, today }: Enrolling): Promise<Cohort> {
  const { cohortId, personId } = input;
  const cohort = await manager.findOneBy(Cohort, { id: cohortId });
  if (!cohort) throw refuse('NOT_FOUND', `There is no cohort ${cohortId}`, 'input.cohortId');
  if (cohort.endsOn !== null && cohort.endsOn < today) {
    throw refuse('CONFLICT', `Cohort ${cohortId} ended on ${cohort.endsOn}. Choose one that has not`, 'input.cohortId');
  }
  if (await manager.existsBy(Enrolment, { cohortId, personId })) {
    throw refuse('CONFLICT', alreadyEnrolled({ cohortId, personId }), 'input.personId');
  }
  return cohort;
}

function firstDay({ startsOn, endsOn }: Cohort, { enrolledOn }: EnrolInput): string {
  const day = enrolledOn ?? startsOn;
  const field = 'input.enrolledOn';
  if (day === null) throw refuse('BAD_USER_INPUT', 'The cohort has no first day on record. Give enrolledOn', field);
  if (startsOn !== null && day < startsOn) {
    throw refuse(
      'BAD_USER_INPUT',
      `enrolledOn must be on or after the cohort's first day ${startsOn}, and is ${day}`,
      field,
    );
  }
  if (endsOn !== null && day > endsOn) {
    throw refuse(
      'BAD_USER_INPUT',
      `enrolledOn must be on or before the cohort's last day ${endsOn}, and is ${day}`,
      field,
    );
  }
  return day;
}

/** Takes a place in one statement, so that two who enrol at the same time cannot both have the last one. */
async function takePlace(manager: EntityManager, { id, places }: Cohort): Promise<void> {
  const { affected } = await manager
    .createQueryBuilder()
    .update(Cohort)
    .set({ placesTaken: () => 'placesTaken + 1' })
    .where('id = :id AND placesTaken < places', { id })
    .execute();
  if (affected !== 1) throw refuse('CONFLICT', `All ${places} places of cohort ${id} are taken`, 'input.cohortId');
}

function alreadyEnrolled({ cohortId, personId }: Pick<Enrolment, 'cohortId' | 'personId'>): string {
  return `${personId} is already in cohort ${cohortId}`;
}
