import { between } from '../../../kit/random.js';
import type { Country } from '../../kit/country/country.js';
import { addDays } from '../../../kit/dates.js';
import type { CohortTally } from '../entities/cohort-tally.js';
import type { Cohort } from '../entities/cohort.js';
import type { Enrolment } from '../entities/enrolment.js';
import type { Outcome, OutcomeKind } from '../entities/outcome.js';
import { ETHNIC_GROUPS, groupOf } from '../ethnic-group.js';
import { ethnicCategoryOf } from './ethnic-category.js';

/** A cohort with all that belongs to it, ready to insert. */
export interface CohortRecord {
  readonly cohort: Cohort;
  readonly enrolments: readonly Enrolment[];
  readonly outcomes: readonly Outcome[];
  readonly tallies: readonly CohortTally[];
}

/** A participant: an index among the country's people, and what came of them besides the end of the programme. */
export interface Participant {
  readonly person: number;
  readonly enrolledOn: string;
  readonly status: Enrolment['status'];
  readonly later: readonly { readonly kind: OutcomeKind; readonly on: string; readonly odsCode: string | null }[];
}

/** Puts a generated group of people into a cohort and counts them. */
export function cohortRecord(
  country: Country,
  cohort: Omit<Cohort, 'placesTaken'>,
  participants: readonly Participant[],
): CohortRecord {
  const enrolments = participants.map((participant) => enrolmentOf(country, cohort.id, participant));
  const outcomes = participants.flatMap((participant, index) => outcomesOf(cohort, enrolments[index]!, participant));
  return {
    cohort: { ...cohort, placesTaken: enrolments.length },
    enrolments,
    outcomes,
    tallies: talliesOf(cohort, enrolments, outcomes),
  };
}

function enrolmentOf(country: Country, cohortId: string, { person, enrolledOn, status }: Participant): Enrolment {
  const { id, odsCode } = country.person(person);
  return {
    id: `${cohortId}:${id}`,
    cohortId,
    personId: id,
    odsCode,
    status,
    enrolledOn,
    ethnicCategory: ethnicCategoryOf(person),
    synthetic: true,
  };
}

type Period = Pick<Cohort, 'id' | 'endsOn'>;

function outcomesOf({ id, endsOn }: Period, enrolment: Enrolment, { status, later }: Participant): Outcome[] {
  const outcome = (kind: OutcomeKind, occurredOn: string, odsCode: string | null): Outcome => ({
    id: `${enrolment.id}:${kind}`,
    enrolmentId: enrolment.id,
    cohortId: id,
    kind,
    occurredOn,
    odsCode,
    synthetic: true,
  });
  const ends: Outcome[] = [];
  if (status === 'GRADUATED') ends.push(outcome('GRADUATED', endsOn ?? enrolment.enrolledOn, null));
  if (status === 'WITHDRAWN') {
    ends.push(outcome('WITHDREW', addDays(enrolment.enrolledOn, between(20, 100, 'withdrew', enrolment.id)), null));
  }
  return [...ends, ...later.map(({ kind, on, odsCode }) => outcome(kind, on, odsCode))];
}

function talliesOf(
  { id, programmeCode }: Pick<Cohort, 'id' | 'programmeCode'>,
  enrolments: readonly Enrolment[],
  outcomes: readonly Outcome[],
): CohortTally[] {
  const appointed = new Set(
    outcomes.filter(({ kind }) => kind === 'APPOINTED_CHIEF_EXECUTIVE').map(({ enrolmentId }) => enrolmentId),
  );
  return ETHNIC_GROUPS.map((ethnicGroup) => {
    const group = enrolments.filter(({ ethnicCategory }) => groupOf(ethnicCategory) === ethnicGroup);
    return {
      cohortId: id,
      ethnicGroup,
      programmeCode,
      participants: group.length,
      graduated: group.filter(({ status }) => status === 'GRADUATED').length,
      appointedChiefExecutive: group.filter((enrolment) => appointed.has(enrolment.id)).length,
      synthetic: group.length > 0,
    };
  });
}
