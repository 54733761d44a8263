import { Table, TableColumn, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, NULLABLE, PRIMARY } from '../../../kit/database/columns.js';

/** What clients use, day by day; settings of the graph; approvals that can be taken back. */
export class AddUsage1700000020000 implements MigrationInterface {
  readonly name = 'AddUsage1700000020000';

  async up(runner: QueryRunner): Promise<void> {
    const { datetime } = columnsFor(runner);
    for (const table of tables(runner)) await runner.createTable(table, true);
    if (!(await runner.hasColumn('approval', 'revokedAt')))
      await runner.addColumn('approval', new TableColumn(datetime('revokedAt', NULLABLE)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropColumn('approval', 'revokedAt');
    for (const table of tables(runner)) await runner.dropTable(table);
  }
}

function tables(runner: QueryRunner): Table[] {
  const { text, longText, bigint } = columnsFor(runner);
  return [
    new Table({ name: 'usage_batch', columns: [text('id', 36, PRIMARY), bigint('atMs')] }),
    new Table({
      name: 'usage_operation',
      columns: [text('hash', 64, PRIMARY), text('name', 200, NULLABLE), text('kind', 12), longText('signature')],
    }),
    new Table({
      name: 'usage_coordinate',
      columns: [text('operation', 64, PRIMARY), text('coordinate', 400, PRIMARY), text('typeName', 200)],
      indices: [new TableIndex({ name: 'ix_usage_coordinate', columnNames: ['typeName', 'coordinate'] })],
    }),
    new Table({
      name: 'usage_client',
      columns: [text('id', 16, PRIMARY), text('name', 128), text('version', 128)],
    }),
    new Table({
      name: 'usage_day',
      columns: [
        text('operation', 64, PRIMARY),
        text('client', 16, PRIMARY),
        text('day', 10, PRIMARY),
        bigint('requests'),
        bigint('firstAtMs'),
        bigint('lastAtMs'),
      ],
      indices: [new TableIndex({ name: 'ix_usage_day', columnNames: ['day'] })],
    }),
    new Table({ name: 'setting', columns: [text('name', 40, PRIMARY), longText('value')] }),
  ];
}
