import { Table, type MigrationInterface, type QueryRunner, type TableIndexOptions } from 'typeorm';
import { columnsFor, NULLABLE, PRIMARY } from '../../../kit/database/columns.js';

/** The first schema: people, their posts, appointments and vacancies, the talent pool, mentors, published figures. */
export class CreatePeople1700000001000 implements MigrationInterface {
  readonly name = 'CreatePeople1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.createTable(table, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.dropTable(table);
  }
}

function tables(runner: QueryRunner): Table[] {
  return [
    person(runner),
    post(runner),
    appointment(runner),
    vacancy(runner),
    talentPoolEntry(runner),
    mentorship(runner),
    vacancyStatement(runner),
  ];
}

function person(runner: QueryRunner): Table {
  const { text, boolean } = columnsFor(runner);
  return new Table({
    name: 'person',
    columns: [
      text('id', 36, PRIMARY),
      text('givenName', 100),
      text('familyName', 100),
      text('familySearch', 100),
      boolean('synthetic'),
    ],
    indices: [index('ix_person_family', 'familySearch', 'id')],
  });
}

function post(runner: QueryRunner): Table {
  const { text, boolean, date } = columnsFor(runner);
  return new Table({
    name: 'post',
    columns: [
      text('id', 36, PRIMARY),
      text('title', 120),
      text('role', 24),
      boolean('senior'),
      boolean('leading'),
      text('payBand', 8),
      text('odsCode', 12),
      text('region', 12),
      date('establishedOn'),
      date('abolishedOn', NULLABLE),
      boolean('synthetic'),
    ],
    indices: [
      index('ix_post_organisation', 'odsCode', 'id'),
      index('ix_post_organisation_senior', 'odsCode', 'senior', 'id'),
      index('ix_post_organisation_leading', 'odsCode', 'leading', 'id'),
      index('ix_post_senior', 'senior', 'odsCode'),
    ],
  });
}

function appointment(runner: QueryRunner): Table {
  const { text, boolean, date } = columnsFor(runner);
  return new Table({
    name: 'appointment',
    columns: [
      text('id', 36, PRIMARY),
      text('personId', 36),
      text('postId', 36),
      text('kind', 12),
      date('startedOn'),
      date('endedOn', NULLABLE),
      text('runningPostId', 36, NULLABLE),
      text('runningPersonId', 36, NULLABLE),
      boolean('synthetic'),
    ],
    indices: [
      index('ix_appointment_person', 'personId', 'startedOn', 'id'),
      index('ix_appointment_post', 'postId', 'startedOn', 'id'),
      unique('ux_appointment_running_post', 'runningPostId'),
      unique('ux_appointment_running_person', 'runningPersonId'),
    ],
  });
}

function vacancy(runner: QueryRunner): Table {
  const { text, boolean, date } = columnsFor(runner);
  return new Table({
    name: 'vacancy',
    columns: [
      text('id', 36, PRIMARY),
      text('postId', 36),
      text('odsCode', 12),
      text('region', 12),
      text('role', 24),
      boolean('senior'),
      date('openedOn'),
      date('filledOn', NULLABLE),
      text('filledById', 36, NULLABLE),
      text('openPostId', 36, NULLABLE),
      boolean('synthetic'),
    ],
    indices: [
      index('ix_vacancy_opened', 'openedOn', 'id', 'filledOn'),
      index('ix_vacancy_organisation', 'odsCode', 'openedOn', 'id', 'filledOn'),
      index('ix_vacancy_senior', 'senior', 'openedOn', 'id', 'filledOn'),
      index('ix_vacancy_role', 'role', 'openedOn', 'id', 'filledOn'),
      index('ix_vacancy_post', 'postId', 'openedOn', 'id', 'filledOn'),
      unique('ux_vacancy_open_post', 'openPostId'),
    ],
  });
}

function talentPoolEntry(runner: QueryRunner): Table {
  const { text, date, boolean } = columnsFor(runner);
  return new Table({
    name: 'talent_pool_entry',
    columns: [
      text('personId', 36, PRIMARY),
      text('role', 24),
      text('readiness', 20),
      text('region', 12),
      text('pool', 40),
      date('reviewedOn'),
      text('familySearch', 100),
      boolean('synthetic'),
    ],
    indices: [
      index('ix_talent_role', 'role', 'personId'),
      index('ix_talent_role_family', 'role', 'familySearch', 'personId'),
      index('ix_talent_region', 'region', 'personId'),
      index('ix_talent_region_family', 'region', 'familySearch', 'personId'),
      index('ix_talent_pool', 'pool', 'personId'),
      index('ix_talent_pool_family', 'pool', 'familySearch', 'personId'),
      index('ix_talent_pool_readiness', 'pool', 'readiness', 'personId'),
    ],
  });
}

function mentorship(runner: QueryRunner): Table {
  const { text, date, boolean } = columnsFor(runner);
  return new Table({
    name: 'mentorship',
    columns: [
      text('id', 36, PRIMARY),
      text('mentorId', 36),
      text('menteeId', 36),
      date('startedOn'),
      date('endedOn', NULLABLE),
      boolean('synthetic'),
    ],
    indices: [
      index('ix_mentorship_mentor', 'mentorId', 'startedOn', 'id'),
      index('ix_mentorship_mentee', 'menteeId', 'startedOn', 'id'),
    ],
  });
}

function vacancyStatement(runner: QueryRunner): Table {
  const { text } = columnsFor(runner);
  return new Table({
    name: 'vacancy_statement',
    columns: [
      text('id', 40, PRIMARY),
      text('topic', 120),
      text('statement', 400),
      text('value', 20, NULLABLE),
      text('unit', 60, NULLABLE),
      text('period', 40, NULLABLE),
      text('certainty', 12),
      text('sourceKey', 64),
    ],
  });
}

function index(name: string, ...columnNames: string[]): TableIndexOptions {
  return { name, columnNames };
}

function unique(name: string, ...columnNames: string[]): TableIndexOptions {
  return { name, columnNames, isUnique: true };
}
