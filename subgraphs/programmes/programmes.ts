import { CreateRefresh1700000000000, Refresh } from '../kit/refresh.js';
import type { SubgraphDefinition } from '../kit/subgraph-definition.js';
import { ActionBody } from './entities/action-body.js';
import { ActionProgramme } from './entities/action-programme.js';
import { Capability as CapabilityRow } from './entities/capability.js';
import { CohortTally } from './entities/cohort-tally.js';
import { Cohort as CohortRow } from './entities/cohort.js';
import { CultureAdoption as AdoptionRow } from './entities/culture-adoption.js';
import { CulturePhase as PhaseRow } from './entities/culture-phase.js';
import { Enrolment as EnrolmentRow } from './entities/enrolment.js';
import { FrameworkAction as ActionRow } from './entities/framework-action.js';
import { FrameworkCondition as ConditionRow } from './entities/framework-condition.js';
import { FrameworkContributor as ContributorRow } from './entities/framework-contributor.js';
import { Outcome as OutcomeRow } from './entities/outcome.js';
import { PracticeList } from './entities/practice-list.js';
import { PracticeReach as ReachRow } from './entities/practice-reach.js';
import { PracticeSupport as SupportRow } from './entities/practice-support.js';
import { ProgrammeCapability } from './entities/programme-capability.js';
import { Programme as ProgrammeRow } from './entities/programme.js';
import { PublishedStatement as StatementRow } from './entities/published-statement.js';
import { SkillNeed } from './entities/skill-need.js';
import { TrainingOffer as OfferRow } from './entities/training-offer.js';
import { createLoaders, type ProgrammesLoaders } from './loaders.js';
import { CreateProgrammes1700000001000 } from './migrations/create-programmes.js';
import { Cohort } from './resolvers/cohort.js';
import { CultureAdoption, CulturePhase, CultureProgramme } from './resolvers/culture-programme.js';
import { enrol } from './resolvers/enrol.js';
import { Enrolment } from './resolvers/enrolment.js';
import { Footprint } from './resolvers/footprint.js';
import {
  Capability,
  Framework,
  FrameworkAction,
  FrameworkCondition,
  FrameworkContributor,
} from './resolvers/framework.js';
import { movePractice } from './resolvers/move-practice.js';
import { Organisation } from './resolvers/organisation.js';
import { Outcome } from './resolvers/outcome.js';
import { Person } from './resolvers/person.js';
import { PracticeSupportProgramme } from './resolvers/practice-support-programme.js';
import { PracticeSupport } from './resolvers/practice-support.js';
import { Programme } from './resolvers/programme.js';
import { PublishedStatement } from './resolvers/published-statement.js';
import { Query } from './resolvers/query.js';
import { recordOutcome } from './resolvers/record-outcome.js';
import { TrainingOffer } from './resolvers/training-offer.js';
import { seedProgrammes } from './seed/seed-programmes.js';

const tables = {
  Capability: CapabilityRow,
  Cohort: CohortRow,
  CultureAdoption: AdoptionRow,
  CulturePhase: PhaseRow,
  Enrolment: EnrolmentRow,
  FrameworkAction: ActionRow,
  FrameworkCondition: ConditionRow,
  FrameworkContributor: ContributorRow,
  Outcome: OutcomeRow,
  PracticeSupport: SupportRow,
  Programme: ProgrammeRow,
  SkillNeed,
  TrainingOffer: OfferRow,
};

const links = [ActionBody, ActionProgramme, CohortTally, PracticeList, ProgrammeCapability, ReachRow, StatementRow];

/** The subgraph of programmes, owned by Health Education England. */
export const programmes: SubgraphDefinition<ProgrammesLoaders> = {
  name: 'programmes',
  partner: 'Health Education England',
  entities: [...Object.values(tables), ...links, Refresh],
  migrations: [CreateRefresh1700000000000, CreateProgrammes1700000001000],
  tables,
  createLoaders,
  seed: seedProgrammes,
  resolvers: {
    Query,
    Mutation: { enrol, recordOutcome, movePractice },
    Capability,
    Cohort,
    CultureAdoption,
    CulturePhase,
    CultureProgramme,
    Enrolment,
    Footprint,
    Framework,
    FrameworkAction,
    FrameworkCondition,
    FrameworkContributor,
    Organisation,
    Outcome,
    Person,
    PracticeSupport,
    PracticeSupportProgramme,
    Programme,
    PublishedStatement,
    TrainingOffer,
  },
};
