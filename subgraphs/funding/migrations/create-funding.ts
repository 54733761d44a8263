import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, NULLABLE, PRIMARY } from '../../../kit/database/columns.js';

const GRANT_INDEXES = [
  ['awardDate', 'id'],
  ['amountMinor', 'id', 'awardDate'],
  ['id', 'awardDate'],
  ['funderId', 'awardDate', 'id'],
  ['funderId', 'amountMinor', 'id'],
  ['funderId', 'id'],
  ['recipientId', 'awardDate', 'id'],
  ['recipientId', 'amountMinor', 'id'],
  ['recipientId', 'id'],
  ['synthetic', 'awardDate', 'id'],
  ['synthetic', 'amountMinor', 'id', 'awardDate'],
  ['synthetic', 'id', 'awardDate'],
  ['funderOdsCode', 'awardDate', 'id'],
  ['recipientOdsCode', 'awardDate', 'id'],
  ['grantProgrammeCode', 'awardDate', 'id'],
];

/** Funds, what was put into them and said about them, and grants. */
export class CreateFunding1700000001000 implements MigrationInterface {
  readonly name = 'CreateFunding1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(fund(runner), true);
    await runner.createTable(contribution(runner), true);
    await runner.createTable(fundStatement(runner), true);
    await runner.createTable(grant(runner), true);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['awarded_grant', 'fund_statement', 'contribution', 'fund']) await runner.dropTable(table);
  }
}

function fund(runner: QueryRunner): Table {
  const { text, boolean } = columnsFor(runner);
  return new Table({
    name: 'fund',
    columns: [
      text('code', 64, PRIMARY),
      text('name', 200),
      text('kind', 20),
      text('regrantType', 10, NULLABLE),
      text('programmeCode', 64, NULLABLE),
      boolean('synthetic'),
      text('sourceKey', 64),
    ],
    indices: indexesOf('fund', [['programmeCode', 'code']]),
  });
}

function contribution(runner: QueryRunner): Table {
  const { text, bigint, date, boolean } = columnsFor(runner);
  return new Table({
    name: 'contribution',
    columns: [
      text('id', 100, PRIMARY),
      text('fundCode', 64),
      text('contributor', 200),
      text('odsCode', 12, NULLABLE),
      text('kind', 10),
      bigint('amountPence', NULLABLE),
      text('status', 10),
      date('pledgedOn', NULLABLE),
      date('paidOn', NULLABLE),
      text('certainty', 10),
      text('amountCertainty', 10),
      boolean('synthetic'),
      text('sourceKey', 64),
    ],
    indices: indexesOf('contribution', [
      ['fundCode', 'contributor', 'id'],
      ['fundCode', 'kind', 'contributor', 'id'],
      ['odsCode', 'fundCode', 'id'],
    ]),
  });
}

function fundStatement(runner: QueryRunner): Table {
  const { text } = columnsFor(runner);
  return new Table({
    name: 'fund_statement',
    columns: [
      text('id', 64, PRIMARY),
      text('fundCode', 64),
      text('topic', 100),
      text('statement', 500),
      text('value', 32, NULLABLE),
      text('unit', 40, NULLABLE),
      text('period', 100, NULLABLE),
      text('certainty', 10),
      text('sourceKey', 64),
    ],
    indices: indexesOf('fund_statement', [['fundCode', 'id']]),
  });
}

function grant(runner: QueryRunner): Table {
  const { text, longText, bigint, date, datetime, boolean, double } = columnsFor(runner);
  return new Table({
    name: 'awarded_grant',
    columns: [
      text('id', 200, PRIMARY),
      text('title', 1000),
      longText('description'),
      text('currency', 3),
      bigint('amountMinor'),
      date('awardDate'),
      text('plannedStart', 10, NULLABLE),
      text('plannedEnd', 10, NULLABLE),
      double('plannedDurationMonths', NULLABLE),
      text('funderId', 120),
      text('funderName', 300),
      text('funderCharityNumber', 32, NULLABLE),
      text('funderCompanyNumber', 32, NULLABLE),
      text('funderOdsCode', 12, NULLABLE),
      text('recipientKind', 12),
      text('recipientId', 120),
      text('recipientName', 300),
      text('recipientCharityNumber', 32, NULLABLE),
      text('recipientCompanyNumber', 32, NULLABLE),
      text('recipientOdsCode', 12, NULLABLE),
      text('grantProgrammeCode', 64, NULLABLE),
      text('grantProgrammeTitle', 300, NULLABLE),
      text('fromOpenCall', 3, NULLABLE),
      datetime('dateModified', NULLABLE),
      text('dataSource', 1000, NULLABLE),
      boolean('synthetic'),
      text('sourceKey', 64),
    ],
    indices: indexesOf('awarded_grant', GRANT_INDEXES),
  });
}

function indexesOf(table: string, lists: readonly string[][]): TableIndex[] {
  return lists.map((columnNames) => new TableIndex({ name: `ix_${table}_${columnNames.join('_')}`, columnNames }));
}
