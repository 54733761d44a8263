import type { EntityManager } from 'typeorm';
import { conflictOnDuplicate } from '../../kit/conflict-on-duplicate.js';
import { refuse } from '../../kit/errors.js';
import { change } from '../../kit/refresh.js';
import { CohortTally } from '../entities/cohort-tally.js';
import { Enrolment, type EnrolmentStatus } from '../entities/enrolment.js';
import { Outcome, type OutcomeKind } from '../entities/outcome.js';
import { groupOf } from '../ethnic-group.js';
import type { Context } from './context.js';

interface OutcomeInput {
  readonly enrolmentId: string;
  readonly kind: OutcomeKind;
  readonly occurredOn: string;
  readonly odsCode?: string | null;
}

/** The outcomes that end an enrolment, with the status they give it. */
const ENDS: Partial<Record<OutcomeKind, EnrolmentStatus>> = { GRADUATED: 'GRADUATED', WITHDREW: 'WITHDRAWN' };

const COUNTED: Partial<Record<OutcomeKind, 'graduated' | 'appointedChiefExecutive'>> = {
  GRADUATED: 'graduated',
  APPOINTED_CHIEF_EXECUTIVE: 'appointedChiefExecutive',
};

/** Records what came of an enrolment, once for each kind. */
export async function recordOutcome(_: unknown, { input }: { input: OutcomeInput }, { database, today }: Context) {
  checkPlace(input);
  if (input.occurredOn > today) {
    throw refuse(
      'BAD_USER_INPUT',
      `occurredOn must not be after today, and is ${input.occurredOn}`,
      'input.occurredOn',
    );
  }
  return { outcome: await change(database, 'recordOutcome', (manager) => store(manager, input)) };
}

function checkPlace({ kind, odsCode }: OutcomeInput): void {
  const isAppointment = kind === 'APPOINTED_CHIEF_EXECUTIVE' || kind === 'APPOINTED_DIRECTOR';
  if (isAppointment && !odsCode) throw refuse('BAD_USER_INPUT', `${kind} needs odsCode, where it was`, 'input.odsCode');
  if (!isAppointment && odsCode) throw refuse('BAD_USER_INPUT', `${kind} must be without odsCode`, 'input.odsCode');
}

async function store(manager: EntityManager, input: OutcomeInput): Promise<Outcome> {
  const enrolment = await enrolmentOf(manager, input);
  const { kind, occurredOn } = input;
  const outcome: Outcome = {
    id: `${enrolment.id}:${kind}`,
    enrolmentId: enrolment.id,
    cohortId: enrolment.cohortId,
    kind,
    occurredOn,
    odsCode: input.odsCode ?? null,
    synthetic: false,
  };
  const detail = `${kind} is already recorded for enrolment ${enrolment.id}`;
  await conflictOnDuplicate(detail, () => manager.insert(Outcome, outcome));
  await end(manager, enrolment, kind);
  const counted = COUNTED[kind];
  const tally = { cohortId: enrolment.cohortId, ethnicGroup: groupOf(enrolment.ethnicCategory) };
  if (counted) await manager.increment(CohortTally, tally, counted, 1);
  return outcome;
}

async function enrolmentOf(manager: EntityManager, { enrolmentId, occurredOn }: OutcomeInput): Promise<Enrolment> {
  const enrolment = await manager.findOneBy(Enrolment, { id: enrolmentId });
  if (!enrolment) throw refuse('NOT_FOUND', `There is no enrolment ${enrolmentId}`, 'input.enrolmentId');
  const { enrolledOn } = enrolment;
  if (occurredOn >= enrolledOn) return enrolment;
  throw refuse(
    'BAD_USER_INPUT',
    `occurredOn must be on or after the enrolment's first day ${enrolledOn}, and is ${occurredOn}`,
    'input.occurredOn',
  );
}

/** Ends the enrolment where the outcome does; only one that runs can end. */
async function end(manager: EntityManager, { id, status }: Enrolment, kind: OutcomeKind): Promise<void> {
  const ended = ENDS[kind];
  if (!ended) return;
  const { affected } = await manager.update(Enrolment, { id, status: 'ENROLLED' }, { status: ended });
  if (affected !== 1) {
    throw refuse('CONFLICT', `${kind} needs an enrolment that runs, and ${id} is ${status}`, 'input.kind');
  }
}
