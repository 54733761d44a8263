import type Sqlite from 'better-sqlite3';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource } from 'typeorm';
import { JoineryError } from '../errors.js';
import type { Database, DatabaseOptions } from './database.js';
import { assertComplete, assertNotNewer, missingMigrations, runMigrations } from './migrations.js';
import { withDiskFull } from './disk-full.js';
import { beginAlone, BUSY_TIMEOUT_MS, takeWriteLock } from './sqlite-turns.js';
import { statementLog } from './statement-log.js';
import { watchStatements } from './watch-statements.js';
import { createWriteQueue } from './write-queue.js';

/** Opens a SQLite file, made when absent, with write-ahead logging: one connection writes, another only reads. */
export async function openSqlite(options: DatabaseOptions): Promise<Database> {
  const file = options.url.slice('sqlite:'.length);
  useFolder(dirname(file));
  const writer = await connect(options, file, false);
  try {
    await assertNotNewer(writer, options);
  } catch (error) {
    await writer.destroy();
    throw error;
  }
  const read = await connect(options, file, true);
  let writes = 0;
  const write = createWriteQueue(
    (work) => writer.transaction(work).finally(() => endLost(writer)),
    () => writes++,
  );
  const dataVersion = connectionOf(read).prepare('PRAGMA data_version').pluck();

  return {
    name: options.name,
    kind: 'sqlite',
    read,
    write: (work) =>
      withDiskFull(file, () =>
        write((manager) => {
          takeWriteLock(connectionOf(writer), options.name);
          return work(manager);
        }),
      ),
    version: () => `${writes}.${String(dataVersion.get())}`,
    migrate: () => withDiskFull(file, () => migrateAlone(writer, options)),
    assertMigrated: () => assertComplete(writer, options),
    async close() {
      await read.destroy();
      await writer.destroy();
    },
  };
}

/**
 * Applies migrations in one transaction that other processes wait for, so that two that start at once do not both make
 * the same tables. All of them are applied, or none.
 */
async function migrateAlone(writer: DataSource, options: DatabaseOptions): Promise<readonly string[]> {
  if ((await missingMigrations(writer, options)).length === 0) return [];
  const connection = connectionOf(writer);
  await beginAlone(connection, options.name);
  try {
    const applied = await runMigrations(writer.createQueryRunner(), 'none');
    connection.exec('COMMIT');
    return applied;
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Ends a transaction that SQLite has undone by itself, as it does where a file cannot grow. TypeORM would take it to last
 * for ever, and every write after it to be a part of it.
 */
async function endLost(writer: DataSource): Promise<void> {
  const connection = connectionOf(writer);
  const runner = writer.createQueryRunner();
  if (!runner.isTransactionActive || connection.inTransaction) return;
  connection.exec('BEGIN');
  await runner.rollbackTransaction();
}

function connectionOf(source: DataSource): Sqlite.Database {
  return (source.driver as unknown as { databaseConnection: Sqlite.Database }).databaseConnection;
}

async function connect(options: DatabaseOptions, file: string, readonly: boolean): Promise<DataSource> {
  const source = new DataSource({
    type: 'better-sqlite3',
    database: file,
    readonly,
    entities: [...options.entities],
    migrations: readonly ? [] : [...options.migrations],
    prepareDatabase: (connection: Sqlite.Database) => {
      connection.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
      connection.pragma('cache_size = -16000');
      connection.pragma('mmap_size = 268435456');
      if (readonly) return;
      connection.pragma('journal_mode = WAL');
      connection.pragma('synchronous = NORMAL');
    },
    ...statementLog(options.onStatement),
  });
  try {
    await withDiskFull(file, () => source.initialize());
    watchStatements(source, 'sqlite', options.watch);
    return source;
  } catch (error) {
    if (error instanceof JoineryError) throw error;
    const detail = `${file} (${(error as Error).message}). Move it away or restore a copy`;
    throw new JoineryError('DATABASE_UNREADABLE', detail, { cause: error });
  }
}

function useFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new JoineryError('DATA_FOLDER_UNUSABLE', `${folder} (${reason}). Make it writable or set JOINERY_DATA_DIR`, {
      cause: error,
    });
  }
}

/** As `mkdirSync` with `recursive`, which never returns below a folder such as `/proc` that takes no folders. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have been quicker.
    if (!existsSync(folder)) throw error;
  }
}
