import type { DataSource, EntityManager, EntityTarget, MigrationInterface } from 'typeorm';
import { openMysql } from './open-mysql.js';
import { openSqlite } from './open-sqlite.js';
import type { StatementWatch } from './watch-statements.js';

export interface DatabaseOptions {
  /** Names the database in messages, for example `organisations`. */
  readonly name: string;
  /** `sqlite:<path>` or `mysql://user:password@host:port/database`. */
  readonly url: string;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly MigrationClass[];
  /** Called with every statement that is sent, for counting. */
  readonly onStatement?: (sql: string) => void;
  /** Watches every statement from its beginning to its end. */
  readonly watch?: StatementWatch;
}

export type EntityClass = EntityTarget<object> & (new () => object);
export type MigrationClass = new () => MigrationInterface;

/**
 * A database with one way in for writes and another for reads. Writes run one after the other, each in a transaction;
 * reads never wait for them and see only what was committed.
 */
export interface Database {
  readonly name: string;
  readonly kind: 'sqlite' | 'mysql';
  readonly read: DataSource;
  /** Runs `work` in a transaction: all of it is kept, or nothing. */
  write<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result>;
  /** Changes whenever the data may have changed; results computed under one value may be kept while it lasts. */
  version(): string;
  /** Applies the migrations that are missing, under a lock. Returns their names. */
  migrate(): Promise<readonly string[]>;
  /** Throws `DATABASE_NOT_MIGRATED` when a migration is missing. */
  assertMigrated(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a database. Throws `DATA_FOLDER_UNUSABLE`, `DATABASE_UNREACHABLE`, `DATABASE_UNREADABLE` or `DATABASE_TOO_NEW`. */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.url.startsWith('sqlite:') ? openSqlite(options) : openMysql(options);
}
