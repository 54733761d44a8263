import type { Database } from '../../kit/database/database.js';
import { connectByParent } from '../kit/connection/connect-by-parent.js';
import { batched, manyByKey, oneByKey, perArgs } from '../kit/loaders.js';
import { ActionBody } from './entities/action-body.js';
import { ActionProgramme } from './entities/action-programme.js';
import { Capability } from './entities/capability.js';
import { CohortTally } from './entities/cohort-tally.js';
import { Cohort } from './entities/cohort.js';
import { CultureAdoption } from './entities/culture-adoption.js';
import { Enrolment } from './entities/enrolment.js';
import { FrameworkAction } from './entities/framework-action.js';
import { Outcome, type OutcomeKind } from './entities/outcome.js';
import { PracticeSupport } from './entities/practice-support.js';
import { ProgrammeCapability } from './entities/programme-capability.js';
import { Programme } from './entities/programme.js';
import { PublishedStatement } from './entities/published-statement.js';
import { SkillNeed } from './entities/skill-need.js';
import { TrainingOffer } from './entities/training-offer.js';
import { readAdopters } from './queries/read-adopters.js';
import { readProgrammePlaces, readProgrammeTallies } from './queries/read-programme-tallies.js';
import { readProgrammesOfBodies } from './queries/read-programmes-of-bodies.js';
import { readPlaceReach, type PlaceColumn } from './queries/read-reach.js';

export type ProgrammesLoaders = ReturnType<typeof createLoaders>;

/** The loaders of one request. */
export function createLoaders(database: Database) {
  return {
    ...programmeLoaders(database),
    ...cohortLoaders(database),
    trainingOffer: oneByKey(database, { entity: TrainingOffer, key: 'footprintCode' }),
    skillNeeds: manyByKey(database, {
      entity: SkillNeed,
      key: 'footprintCode',
      refine: (query) => void query.orderBy('r.priority'),
    }),
    practiceSupport: oneByKey(database, { entity: PracticeSupport, key: 'odsCode' }),
    placeReach: perArgs(({ column, asOf }: { column: PlaceColumn; asOf: string }) => {
      const all = readOnce(() => readPlaceReach(database, column, asOf));
      return { all, one: async (code: string) => (await all()).find(({ place }) => place === code) ?? null };
    }),
    cultureAdoption: oneByKey(database, { entity: CultureAdoption, key: 'odsCode' }),
    adopters: batched((phases) => readAdopters(database, phases)),
  };
}

function programmeLoaders(database: Database) {
  return {
    programme: oneByKey(database, { entity: Programme, key: 'code' }),
    programmeAtStep: oneByKey(database, { entity: Programme, key: 'ladderStep' }),
    programmesOfBody: batched((codes) => readProgrammesOfBodies(database, codes)),
    capability: oneByKey(database, { entity: Capability, key: 'code' }),
    capabilityLinks: manyByKey(database, { entity: ProgrammeCapability, key: 'programmeCode' }),
    programmeLinks: manyByKey(database, {
      entity: ProgrammeCapability,
      key: 'capabilityCode',
      refine: (query) => void query.orderBy('r.programmeCode'),
    }),
    actionLinks: manyByKey(database, {
      entity: ActionProgramme,
      key: 'actionId',
      refine: (query) => void query.orderBy('r.programmeCode'),
    }),
    actions: manyByKey(database, {
      entity: FrameworkAction,
      key: 'conditionNumber',
      refine: (query) => void query.orderBy('r.position'),
    }),
    bodiesOfAction: manyByKey(database, {
      entity: ActionBody,
      key: 'actionId',
      refine: (query) => void query.orderBy('r.odsCode'),
    }),
    statements: manyByKey(database, {
      entity: PublishedStatement,
      key: 'programmeCode',
      refine: (query) => void query.orderBy('r.position'),
    }),
    programmeTallies: batched((codes) => readProgrammeTallies(database, codes)),
    programmePlaces: batched((codes) => readProgrammePlaces(database, codes)),
  };
}

function cohortLoaders(database: Database) {
  return {
    cohort: oneByKey(database, { entity: Cohort, key: 'id' }),
    cohorts: connectByParent<Cohort>(database, {
      entity: Cohort,
      parent: 'programmeCode',
      order: { name: 'cohorts', columns: ['position'], direction: 'ASC' },
    }),
    cohortTallies: manyByKey(database, { entity: CohortTally, key: 'cohortId' }),
    enrolment: oneByKey(database, { entity: Enrolment, key: 'id' }),
    // Within a cohort the order of persons is the order of enrolments, whose identifiers end with the person's.
    participants: connectByParent<Enrolment>(database, {
      entity: Enrolment,
      parent: 'cohortId',
      order: { name: 'participants', columns: ['personId'], direction: 'ASC' },
    }),
    enrolmentsOfPerson: manyByKey(database, {
      entity: Enrolment,
      key: 'personId',
      refine: (query) => void query.orderBy('r.enrolledOn', 'DESC').addOrderBy('r.id', 'DESC'),
    }),
    enrolmentsOfOrganisation: connectByParent<Enrolment>(database, {
      entity: Enrolment,
      parent: 'odsCode',
      order: { name: 'enrolments', columns: ['id'], direction: 'ASC' },
    }),
    outcome: oneByKey(database, { entity: Outcome, key: 'id' }),
    outcomesOfEnrolment: manyByKey(database, {
      entity: Outcome,
      key: 'enrolmentId',
      refine: (query) => void query.orderBy('r.occurredOn').addOrderBy('r.id'),
    }),
    outcomesOfCohort: perArgs((kind: OutcomeKind | null) =>
      manyByKey(database, {
        entity: Outcome,
        key: 'cohortId',
        refine: (query) => {
          if (kind) query.andWhere('r.kind = :kind', { kind });
          query.orderBy('r.occurredOn').addOrderBy('r.id');
        },
      }),
    ),
  };
}

/** Reads when first asked, and keeps what was read. */
function readOnce<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let value: Promise<Value> | undefined;
  return () => (value ??= read());
}
