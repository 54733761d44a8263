import { Table, TableIndex, type MigrationInterface, type QueryRunner } from 'typeorm';
import { columnsFor, NULLABLE, PRIMARY } from '../../../kit/database/columns.js';

/** The first schema: partners and tokens, subgraphs and supergraphs, ownership and grants, the audit log. */
export class CreateRegistry1700000010000 implements MigrationInterface {
  readonly name = 'CreateRegistry1700000010000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.createTable(table, true);
    const [state] = (await runner.query('SELECT id FROM registry_state')) as object[];
    if (!state) await runner.query('INSERT INTO registry_state (id, revision, serial) VALUES (1, 0, 0)');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables(runner)) await runner.dropTable(table);
  }
}

function tables(runner: QueryRunner): Table[] {
  return [...callerTables(runner), ...graphTables(runner), ...ownershipTables(runner), ...commonTables(runner)];
}

function callerTables(runner: QueryRunner): Table[] {
  const { text, longText, datetime } = columnsFor(runner);
  return [
    new Table({ name: 'partner', columns: [text('name', 63, PRIMARY), text('title', 200), datetime('createdAt')] }),
    new Table({
      name: 'token',
      columns: [
        text('id', 12, PRIMARY),
        text('name', 100),
        text('partner', 63, NULLABLE),
        longText('scopes'),
        longText('subgraphs', NULLABLE),
        text('secretHash', 64),
        text('previousHash', 64, NULLABLE),
        datetime('previousUntil', NULLABLE),
        datetime('createdAt'),
        datetime('rotatedAt'),
        datetime('expiresAt', NULLABLE),
        datetime('revokedAt', NULLABLE),
      ],
    }),
  ];
}

function graphTables(runner: QueryRunner): Table[] {
  const { text, integer, datetime } = columnsFor(runner);
  return [
    new Table({
      name: 'subgraph',
      columns: [
        text('name', 63, PRIMARY),
        text('partner', 63),
        integer('live', NULLABLE),
        integer('newest'),
        datetime('createdAt'),
        datetime('deletedAt', NULLABLE),
      ],
      indices: [index('ix_subgraph_partner', 'partner', 'name')],
    }),
    new Table({
      name: 'subgraph_version',
      columns: [
        text('subgraph', 63, PRIMARY),
        integer('number', PRIMARY),
        text('status', 12),
        text('outcome', 12),
        text('sdlHash', 64),
        text('routingUrl', 500),
        text('findingsHash', 64),
        datetime('publishedAt'),
        text('publishedBy', 160),
        text('note', 200, NULLABLE),
        text('requestId', 80, NULLABLE),
      ],
      indices: [index('ix_version_request', 'subgraph', 'requestId')],
    }),
    new Table({
      name: 'supergraph',
      columns: [
        integer('serial', PRIMARY),
        text('sdlHash', 64),
        text('cause', 200),
        datetime('createdAt'),
        text('createdBy', 160),
      ],
    }),
    new Table({
      name: 'supergraph_member',
      columns: [integer('serial', PRIMARY), text('subgraph', 63, PRIMARY), integer('version')],
    }),
  ];
}

function ownershipTables(runner: QueryRunner): Table[] {
  const { text, integer, datetime } = columnsFor(runner);
  return [
    new Table({
      name: 'ownership',
      columns: [text('coordinate', 400, PRIMARY), text('partner', 63), datetime('since')],
      indices: [index('ix_ownership_partner', 'partner', 'coordinate')],
    }),
    new Table({
      name: 'owner_grant',
      columns: [
        text('id', 12, PRIMARY),
        text('coordinate', 400),
        text('act', 20),
        text('owner', 63),
        text('grantee', 63, NULLABLE),
        text('status', 10),
        text('reason', 1000, NULLABLE),
        text('answer', 1000, NULLABLE),
        datetime('createdAt'),
        text('createdBy', 160),
        datetime('decidedAt', NULLABLE),
        text('decidedBy', 160, NULLABLE),
        datetime('expiresAt', NULLABLE),
      ],
      indices: [index('ix_grant_coordinate', 'coordinate', 'act')],
    }),
    new Table({
      name: 'approval',
      columns: [
        text('id', 12, PRIMARY),
        text('subgraph', 63),
        integer('serial'),
        text('change', 1000),
        text('approvedBy', 200),
        text('reason', 1000),
        datetime('at'),
      ],
    }),
  ];
}

function commonTables(runner: QueryRunner): Table[] {
  const { text, longText, integer, datetime } = columnsFor(runner);
  return [
    new Table({
      name: 'audit_entry',
      columns: [
        integer('number', PRIMARY),
        datetime('at'),
        text('partner', 63),
        text('actor', 160),
        text('action', 40),
        text('subject', 400),
        text('outcome', 10),
        text('code', 60, NULLABLE),
        text('detail', 2000),
        text('hash', 64),
      ],
      indices: [index('ix_audit_partner', 'partner', 'number')],
    }),
    new Table({
      name: 'document_part',
      columns: [text('hash', 64, PRIMARY), integer('part', PRIMARY), longText('text')],
    }),
    new Table({
      name: 'registry_state',
      columns: [integer('id', PRIMARY), integer('revision'), integer('serial')],
    }),
  ];
}

function index(name: string, ...columnNames: string[]): TableIndex {
  return new TableIndex({ name, columnNames });
}
