import type { Enrolment as Row } from '../entities/enrolment.js';
import type { Context } from './context.js';
import { organisationOf } from './organisation-of.js';

export const Enrolment = {
  __resolveReference: ({ id }: { id: string }, { load }: Context) => load.enrolment.load(id),
  person: ({ personId }: Row) => ({ id: personId }),
  cohort: ({ cohortId }: Row, _: unknown, { load }: Context) => load.cohort.load(cohortId),
  organisation: ({ odsCode }: Row) => organisationOf(odsCode),
  outcomes: ({ id }: Row, _: unknown, { load }: Context) => load.outcomesOfEnrolment.load(id),
};
