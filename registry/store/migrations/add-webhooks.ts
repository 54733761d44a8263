import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, NULLABLE, PRIMARY } from '../../../kit/database/columns.js';

/** Addresses to be told of events, and what is still to be told to them. */
export class AddWebhooks1700000030000 implements MigrationInterface {
  readonly name = 'AddWebhooks1700000030000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.createTable(table, true);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.dropTable(table);
  }
}

function tables(runner: QueryRunner): Table[] {
  const { text, longText, integer, bigint, datetime } = columnsFor(runner);
  return [
    new Table({
      name: 'webhook',
      columns: [
        text('id', 12, PRIMARY),
        text('partner', 63, NULLABLE),
        text('url', 500),
        longText('events'),
        datetime('createdAt'),
        text('createdBy', 160),
      ],
    }),
    new Table({
      name: 'webhook_delivery',
      columns: [
        text('id', 36, PRIMARY),
        text('webhook', 12),
        text('event', 40),
        longText('body'),
        text('status', 10),
        bigint('createdAtMs'),
        bigint('nextAtMs'),
        integer('attempts'),
        text('answer', 200, NULLABLE),
      ],
      indices: [
        new TableIndex({ name: 'ix_delivery_due', columnNames: ['status', 'nextAtMs'] }),
        new TableIndex({ name: 'ix_delivery_webhook', columnNames: ['webhook', 'createdAtMs'] }),
      ],
    }),
  ];
}
