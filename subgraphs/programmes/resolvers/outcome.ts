import type { Outcome as Row } from '../entities/outcome.js';
import type { Context } from './context.js';
import { organisationOf } from './organisation-of.js';

export const Outcome = {
  __resolveReference: ({ id }: { id: string }, { load }: Context) => load.outcome.load(id),
  enrolment: ({ enrolmentId }: Row, _: unknown, { load }: Context) => load.enrolment.load(enrolmentId),
  organisation: ({ odsCode }: Row) => organisationOf(odsCode),
};
