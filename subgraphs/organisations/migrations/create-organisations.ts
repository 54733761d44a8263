import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, NULLABLE, PRIMARY } from '../../../kit/database/columns.js';

/** The first schema: organisations and their versions, footprints and members, ratings, successions, workforce. */
export class CreateOrganisations1700000001000 implements MigrationInterface {
  readonly name = 'CreateOrganisations1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.createTable(table, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.dropTable(table);
  }
}

function tables(runner: QueryRunner): Table[] {
  return [...organisationTables(runner), ...footprintTables(runner), ...ratingTables(runner)];
}

function organisationTables(runner: QueryRunner): Table[] {
  const { text, date, boolean, integer } = columnsFor(runner);
  return [
    new Table({
      name: 'organisation',
      columns: [
        text('odsCode', 12, PRIMARY),
        text('codeScheme', 8),
        text('name', 200),
        text('nameSearch', 200),
        text('kind', 20),
        text('status', 10),
        date('openedOn', NULLABLE),
        text('openedOnKey', 10),
        date('closedOn', NULLABLE),
        text('gssCode', 9, NULLABLE),
        text('postcode', 10, NULLABLE),
        text('parentCode', 12, NULLABLE),
        text('regionCode', 12, NULLABLE),
        boolean('synthetic'),
        text('sourceKey', 64),
      ],
      indices: [
        index('ix_organisation_name', 'nameSearch', 'odsCode'),
        index('ix_organisation_opened', 'openedOnKey', 'odsCode'),
        index('ix_organisation_kind', 'kind', 'odsCode'),
        index('ix_organisation_kind_name', 'kind', 'nameSearch', 'odsCode'),
        index('ix_organisation_kind_opened', 'kind', 'openedOnKey', 'odsCode'),
        index('ix_organisation_kind_status', 'kind', 'status', 'odsCode'),
        index('ix_organisation_status', 'status', 'odsCode'),
        index('ix_organisation_status_name', 'status', 'nameSearch', 'odsCode'),
        index('ix_organisation_status_opened', 'status', 'openedOnKey', 'odsCode'),
        index('ix_organisation_region', 'regionCode', 'odsCode'),
        index('ix_organisation_region_name', 'regionCode', 'nameSearch', 'odsCode'),
        index('ix_organisation_region_opened', 'regionCode', 'openedOnKey', 'odsCode'),
        index('ix_organisation_synthetic', 'synthetic', 'odsCode'),
        index('ix_organisation_parent', 'parentCode', 'kind'),
      ],
    }),
    new Table({
      name: 'organisation_version',
      columns: [
        text('odsCode', 12, PRIMARY),
        date('validFrom', PRIMARY),
        date('validTo'),
        text('name', 200),
        text('status', 10),
        text('parentCode', 12, NULLABLE),
        text('sourceKey', 64),
      ],
    }),
    new Table({
      name: 'organisation_statement',
      columns: [
        text('odsCode', 12, PRIMARY),
        text('sourceKey', 64, PRIMARY),
        date('asOf'),
        boolean('isListed'),
        text('codeScheme', 8),
        text('name', 200),
        text('kind', 20),
        text('status', 10),
        date('openedOn', NULLABLE),
        date('closedOn', NULLABLE),
        text('postcode', 10, NULLABLE),
        text('parentCode', 12, NULLABLE),
        date('parentFrom', NULLABLE),
        date('parentTo', NULLABLE),
        text('regionCode', 12, NULLABLE),
      ],
    }),
    new Table({
      name: 'succession',
      columns: [
        text('predecessorCode', 12, PRIMARY),
        text('successorCode', 12, PRIMARY),
        date('effectiveOn'),
        text('sourceKey', 64),
      ],
      indices: [index('ix_succession_successor', 'successorCode', 'predecessorCode')],
    }),
    new Table({
      name: 'workforce_figure',
      columns: [
        text('organisationCode', 12, PRIMARY),
        date('month', PRIMARY),
        text('staffGroup', 60, PRIMARY),
        integer('fteHundredths'),
        text('sourceKey', 64),
      ],
    }),
  ];
}

function footprintTables(runner: QueryRunner): Table[] {
  const { text, date, boolean } = columnsFor(runner);
  return [
    new Table({ name: 'region', columns: [text('code', 12, PRIMARY), text('name', 200), text('sourceKey', 64)] }),
    new Table({
      name: 'footprint',
      columns: [
        text('odsCode', 12, PRIMARY),
        text('name', 200),
        text('gssCode2016', 9, NULLABLE),
        text('gssCode2017', 9, NULLABLE),
        text('regionCode', 12, NULLABLE),
        date('openedOn'),
        date('closedOn', NULLABLE),
        text('successorCode', 12, NULLABLE),
        text('publishedLead', 300, NULLABLE),
        boolean('synthetic'),
        text('sourceKey', 64),
      ],
      indices: [index('ix_footprint_region', 'regionCode', 'odsCode')],
    }),
    new Table({
      name: 'membership',
      columns: [
        text('footprintCode', 12, PRIMARY),
        text('organisationCode', 12, PRIMARY),
        date('validFrom', PRIMARY),
        date('validTo'),
        text('kind', 20),
        text('throughCode', 12, NULLABLE),
        text('sourceKey', 64),
      ],
      indices: [
        index('ix_membership_kind', 'footprintCode', 'kind', 'organisationCode', 'validFrom', 'validTo'),
        index('ix_membership_organisation', 'organisationCode', 'footprintCode'),
        index('ix_membership_through', 'throughCode', 'footprintCode'),
      ],
    }),
    new Table({
      name: 'membership_statement',
      columns: [
        text('organisationCode', 12, PRIMARY),
        text('footprintCode', 12, PRIMARY),
        text('sourceKey', 64, PRIMARY),
        date('asOf'),
      ],
      indices: [index('ix_membership_statement_footprint', 'footprintCode', 'organisationCode')],
    }),
  ];
}

function ratingTables(runner: QueryRunner): Table[] {
  const { text, date, boolean } = columnsFor(runner);
  return [
    new Table({
      name: 'rating',
      columns: [
        text('id', 80, PRIMARY),
        text('organisationCode', 12, NULLABLE),
        text('locationId', 40, NULLABLE),
        text('overall', 20),
        date('publishedOn'),
        text('ownership', 40, NULLABLE),
        boolean('synthetic'),
        text('sourceKey', 64),
      ],
      indices: [
        index('ix_rating_published', 'publishedOn', 'id'),
        index('ix_rating_organisation', 'organisationCode', 'publishedOn', 'id'),
        index('ix_rating_location', 'locationId', 'publishedOn', 'id'),
        index('ix_rating_overall', 'overall', 'publishedOn', 'id'),
      ],
    }),
    new Table({
      name: 'key_question_rating',
      columns: [text('ratingId', 80, PRIMARY), text('question', 12, PRIMARY), text('rating', 20)],
    }),
  ];
}

function index(name: string, ...columnNames: string[]): TableIndex {
  return new TableIndex({ name, columnNames });
}
