import { createConnection } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { JoineryError } from '../errors.js';
import type { Database, DatabaseOptions } from './database.js';
import { assertComplete, assertNotNewer, runMigrations } from './migrations.js';
import { statementLog } from './statement-log.js';
import { watchStatements } from './watch-statements.js';
import { createWriteQueue } from './write-queue.js';

const CONNECT_TIMEOUT_MS = 5_000;
const POOL_SIZE = 8;
const LOCK_SECONDS = 60;
/** How long a version lasts when another process may have written. */
const VERSION_MS = 2_000;

/** Opens a MySQL or MariaDB database that exists already. Text compares by code point on both, as on SQLite. */
export async function openMysql(options: DatabaseOptions): Promise<Database> {
  const server = await askServer(options);
  const source = await connect(options, server);
  watchStatements(source, 'mysql', options.watch);
  try {
    await assertNotNewer(source, options);
  } catch (error) {
    await source.destroy();
    throw error;
  }
  let writes = 0;
  return {
    name: options.name,
    kind: 'mysql',
    read: source,
    write: createWriteQueue(
      (work) => source.transaction(work),
      () => writes++,
    ),
    version: () => `${writes}.${Math.floor(Date.now() / VERSION_MS)}`,
    migrate: () => migrateUnderLock(source, options, server),
    assertMigrated: () => assertComplete(source, options),
    close: () => source.destroy(),
  };
}

interface Server {
  readonly type: 'mariadb' | 'mysql';
  /** Of the tables, and so of everything compared with a column. */
  readonly collation: string;
  /** The nearest to it that the protocol can ask for when it connects. */
  readonly connectionCollation: string;
}

async function askServer({ name, url }: DatabaseOptions): Promise<Server> {
  try {
    const connection = await createConnection({ uri: url, connectTimeout: CONNECT_TIMEOUT_MS });
    const [rows] = await connection.query('SELECT VERSION() AS version');
    await connection.end();
    const isMariadb = /mariadb/i.test((rows as { version: string }[])[0]?.version ?? '');
    return isMariadb
      ? { type: 'mariadb', collation: 'utf8mb4_nopad_bin', connectionCollation: 'utf8mb4_bin' }
      : { type: 'mysql', collation: 'utf8mb4_0900_bin', connectionCollation: 'utf8mb4_0900_bin' };
  } catch (error) {
    throw new JoineryError(
      'DATABASE_UNREACHABLE',
      `${name} at ${withoutSecrets(url)} (${reasonOf(error)}). ${remedyOf(error)}`,
      {
        cause: error,
      },
    );
  }
}

function remedyOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ER_BAD_DB_ERROR') return 'Make the database, which may be empty, or correct its name in the URL';
  if (code?.startsWith('ER_') && code.includes('ACCESS_DENIED'))
    return 'Correct user and password in its URL, or let the user into the database';
  return 'Start it or correct its URL';
}

function connect(options: DatabaseOptions, server: Server): Promise<DataSource> {
  return new DataSource({
    type: server.type,
    url: options.url,
    entities: [...options.entities],
    migrations: [...options.migrations],
    timezone: 'Z',
    charset: server.connectionCollation,
    dateStrings: ['DATE'],
    supportBigNumbers: true,
    bigNumberStrings: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    poolSize: POOL_SIZE,
    ...statementLog(options.onStatement),
  }).initialize();
}

async function migrateUnderLock(
  source: DataSource,
  { name }: DatabaseOptions,
  server: Server,
): Promise<readonly string[]> {
  const runner = source.createQueryRunner();
  const lock = `joinery.migrate.${name}`;
  try {
    const [row] = (await runner.query('SELECT GET_LOCK(?, ?) AS got', [lock, LOCK_SECONDS])) as {
      got: number | string | null;
    }[];
    if (Number(row?.got) !== 1)
      throw new JoineryError('DATABASE_UNREACHABLE', `${name} is being migrated by another process. Try again`);
    // On the connection that has the lock: while the server still works for a process that was killed, it keeps it.
    await runner.query(`ALTER DATABASE CHARACTER SET utf8mb4 COLLATE ${server.collation}`);
    return await runMigrations(runner, 'each');
  } finally {
    await runner.query('SELECT RELEASE_LOCK(?)', [lock]);
    await runner.release();
  }
}

function withoutSecrets(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
