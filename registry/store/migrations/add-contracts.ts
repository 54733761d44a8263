import { Table, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, NULLABLE, PRIMARY } from '../../../kit/database/columns.js';

/** Parts of the graph that are delivered by themselves. */
export class AddContracts1700000040000 implements MigrationInterface {
  readonly name = 'AddContracts1700000040000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.createTable(table, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.dropTable(table);
  }
}

function tables(runner: QueryRunner): Table[] {
  const { text, longText, integer, datetime } = columnsFor(runner);
  return [
    new Table({
      name: 'contract',
      columns: [
        text('name', 63, PRIMARY),
        longText('include'),
        longText('exclude'),
        datetime('changedAt'),
        text('changedBy', 160),
        datetime('deletedAt', NULLABLE),
      ],
    }),
    new Table({
      name: 'contract_supergraph',
      columns: [text('contract', 63, PRIMARY), integer('serial', PRIMARY), text('sdlHash', 64, NULLABLE)],
    }),
  ];
}
