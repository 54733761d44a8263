import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, NULLABLE, PRIMARY } from '../../../kit/database/columns.js';

/** The first schema: the framework, programmes with cohorts and outcomes, training offers, practice support, culture. */
export class CreateProgrammes1700000001000 implements MigrationInterface {
  readonly name = 'CreateProgrammes1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.createTable(table, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.dropTable(table);
  }
}

function tables(runner: QueryRunner): Table[] {
  return [
    ...programmeTables(runner),
    ...frameworkTables(runner),
    ...cohortTables(runner),
    ...trainingTables(runner),
    ...practiceTables(runner),
    ...cultureTables(runner),
  ];
}

function programmeTables(runner: QueryRunner): Table[] {
  const { text, integer } = columnsFor(runner);
  return [
    new Table({
      name: 'programme',
      columns: [
        text('code', 40, PRIMARY),
        text('name', 200),
        text('kind', 20),
        integer('ladderStep', NULLABLE),
        text('audience', 300),
        integer('durationMonths', NULLABLE),
        integer('placesPerCohort', NULLABLE),
        text('deliveredBy', 12, NULLABLE),
        text('fundedBy', 12, NULLABLE),
        text('boardChairedBy', 12, NULLABLE),
        text('sourceKey', 64),
      ],
      indices: [unique('ux_programme_ladderStep', 'ladderStep'), index('ix_programme_kind', 'kind', 'code')],
    }),
    new Table({
      name: 'capability',
      columns: [text('code', 40, PRIMARY), text('name', 100), integer('position')],
    }),
    new Table({
      name: 'programme_capability',
      columns: [text('programmeCode', 40, PRIMARY), text('capabilityCode', 40, PRIMARY)],
      indices: [index('ix_programme_capability_capability', 'capabilityCode', 'programmeCode')],
    }),
    new Table({
      name: 'published_statement',
      columns: [
        text('id', 40, PRIMARY),
        text('programmeCode', 40),
        integer('position'),
        text('topic', 100),
        text('statement', 300),
        text('value', 30, NULLABLE),
        text('unit', 30, NULLABLE),
        text('period', 100, NULLABLE),
        text('certainty', 10),
        text('sourceKey', 64),
      ],
      indices: [index('ix_published_statement_programme', 'programmeCode', 'position')],
    }),
  ];
}

function frameworkTables(runner: QueryRunner): Table[] {
  const { text, integer, boolean } = columnsFor(runner);
  return [
    new Table({
      name: 'framework_condition',
      columns: [integer('number', PRIMARY), text('name', 200), text('certainty', 10), text('sourceKey', 64)],
    }),
    new Table({
      name: 'framework_action',
      columns: [
        text('id', 12, PRIMARY),
        integer('conditionNumber'),
        integer('position'),
        text('name', 200),
        text('status', 10),
        text('certainty', 10),
        boolean('synthetic'),
      ],
      indices: [index('ix_framework_action_condition', 'conditionNumber', 'position')],
    }),
    new Table({
      name: 'action_body',
      columns: [text('actionId', 12, PRIMARY), text('odsCode', 12, PRIMARY)],
    }),
    new Table({
      name: 'action_programme',
      columns: [text('actionId', 12, PRIMARY), text('programmeCode', 40, PRIMARY)],
    }),
    new Table({
      name: 'framework_contributor',
      columns: [integer('position', PRIMARY), text('name', 200), text('odsCode', 12, NULLABLE)],
    }),
  ];
}

function cohortTables(runner: QueryRunner): Table[] {
  const { text, integer, boolean, date } = columnsFor(runner);
  const counts = ['participants', 'graduated', 'appointedChiefExecutive'];
  return [
    new Table({
      name: 'cohort',
      columns: [
        text('id', 60, PRIMARY),
        text('programmeCode', 40),
        integer('position'),
        text('name', 200),
        date('startsOn', NULLABLE),
        date('endsOn', NULLABLE),
        integer('places'),
        integer('placesTaken'),
        boolean('synthetic'),
        text('sourceKey', 64),
      ],
      indices: [
        unique('ux_cohort_programme', 'programmeCode', 'position'),
        index('ix_cohort_places', 'programmeCode', 'places', 'synthetic'),
      ],
    }),
    new Table({
      name: 'cohort_tally',
      columns: [
        text('cohortId', 60, PRIMARY),
        text('ethnicGroup', 8, PRIMARY),
        text('programmeCode', 40),
        ...counts.map((name) => integer(name)),
        boolean('synthetic'),
      ],
      indices: [index('ix_cohort_tally_programme', 'programmeCode', 'ethnicGroup', ...counts, 'synthetic')],
    }),
    new Table({
      name: 'enrolment',
      columns: [
        text('id', 100, PRIMARY),
        text('cohortId', 60),
        text('personId', 36),
        text('odsCode', 12),
        text('status', 10),
        date('enrolledOn'),
        text('ethnicCategory', 2),
        boolean('synthetic'),
      ],
      indices: [
        unique('ux_enrolment_cohort_person', 'cohortId', 'personId'),
        index('ix_enrolment_person', 'personId', 'enrolledOn', 'id'),
        index('ix_enrolment_organisation', 'odsCode', 'id'),
      ],
    }),
    new Table({
      name: 'outcome',
      columns: [
        text('id', 130, PRIMARY),
        text('enrolmentId', 100),
        text('cohortId', 60),
        text('kind', 30),
        date('occurredOn'),
        text('odsCode', 12, NULLABLE),
        boolean('synthetic'),
      ],
      indices: [
        unique('ux_outcome_enrolment_kind', 'enrolmentId', 'kind'),
        index('ix_outcome_cohort', 'cohortId', 'kind', 'occurredOn', 'id'),
      ],
    }),
  ];
}

function trainingTables(runner: QueryRunner): Table[] {
  const { text, integer, boolean, date } = columnsFor(runner);
  return [
    new Table({
      name: 'training_offer',
      columns: [
        text('footprintCode', 12, PRIMARY),
        text('status', 20),
        date('offeredOn'),
        integer('peopleTrained'),
        boolean('attendedCourse'),
        boolean('synthetic'),
      ],
      indices: [index('ix_training_offer_status', 'status', 'footprintCode')],
    }),
    new Table({
      name: 'skill_need',
      columns: [
        text('footprintCode', 12, PRIMARY),
        integer('priority', PRIMARY),
        text('skill', 100),
        integer('peopleInNeed'),
      ],
    }),
  ];
}

function practiceTables(runner: QueryRunner): Table[] {
  const { text, integer, boolean, date } = columnsFor(runner);
  return [
    new Table({
      name: 'practice_support',
      columns: [
        text('odsCode', 12, PRIMARY),
        text('footprintCode', 12),
        text('regionCode', 12),
        text('stage', 24),
        date('interestOn', NULLABLE),
        date('planningOn', NULLABLE),
        date('startedOn', NULLABLE),
        date('completedOn', NULLABLE),
        date('withdrawnOn', NULLABLE),
        boolean('synthetic'),
      ],
      indices: [
        index('ix_practice_support_stage', 'stage', 'odsCode'),
        index('ix_practice_support_footprint', 'footprintCode', 'odsCode'),
        index('ix_practice_support_footprint_stage', 'footprintCode', 'stage', 'odsCode'),
        index('ix_practice_support_started', 'startedOn', 'footprintCode', 'regionCode'),
      ],
    }),
    new Table({
      name: 'practice_reach',
      columns: [
        date('month', PRIMARY),
        text('footprintCode', 12, PRIMARY),
        text('regionCode', 12, PRIMARY),
        integer('reached'),
      ],
    }),
    new Table({
      name: 'practice_list',
      columns: [
        text('footprintCode', 12, PRIMARY),
        text('regionCode', 12, PRIMARY),
        integer('practices'),
        boolean('synthetic'),
      ],
    }),
  ];
}

function cultureTables(runner: QueryRunner): Table[] {
  const { text, integer, boolean, date } = columnsFor(runner);
  return [
    new Table({
      name: 'culture_phase',
      columns: [text('code', 8, PRIMARY), integer('position'), date('publishedOn', NULLABLE)],
    }),
    new Table({
      name: 'culture_adoption',
      columns: [
        text('odsCode', 12, PRIMARY),
        text('phase', 8),
        date('startedOn'),
        boolean('pilot'),
        boolean('synthetic'),
      ],
      indices: [index('ix_culture_adoption_phase', 'phase', 'odsCode')],
    }),
  ];
}

function index(name: string, ...columnNames: string[]): TableIndex {
  return new TableIndex({ name, columnNames });
}

function unique(name: string, ...columnNames: string[]): TableIndex {
  return new TableIndex({ name, columnNames, isUnique: true });
}
