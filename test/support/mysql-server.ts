import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';

const USUAL_URL = 'mysql://root@127.0.0.1:3306/';
const START_TIMEOUT_MS = 60_000;
/** Debian keeps servers where only root's PATH looks. */
const SERVER_PATH = `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/sbin:/sbin`;

export interface MysqlServer {
  /** `mysql://user@host:port/` of a user who may create databases. */
  readonly url: string;
  stop(): Promise<void>;
}

/** A MariaDB of one's own, which can be lost and come back. */
export interface ThrowawayServer extends MysqlServer {
  /** Kills it as the kernel does when memory runs out; it keeps what was committed. */
  kill(): Promise<void>;
  /** Starts it again at the same address, with these options instead of the first ones. */
  revive(options?: readonly string[]): Promise<void>;
  /** Has it stand still, with all its connections, until it goes on. */
  standStill(): void;
  goOn(): void;
}

/** A MySQL or MariaDB server to test with, or why there is none. */
export type FoundServer<Server extends MysqlServer = MysqlServer> =
  { readonly server: Server } | { readonly missing: string };

/** Takes the server at `givenUrl`, else one on 127.0.0.1:3306 that lets root in, else starts a throwaway MariaDB. */
export async function findMysqlServer(givenUrl: string | undefined): Promise<FoundServer> {
  if (givenUrl) {
    const problem = await connectProblem(givenUrl);
    return problem === undefined
      ? { server: { url: givenUrl, stop: async () => undefined } }
      : { missing: `JOINERY_TEST_MYSQL_URL does not answer (${problem})` };
  }
  if ((await connectProblem(USUAL_URL)) === undefined)
    return { server: { url: USUAL_URL, stop: async () => undefined } };
  return startThrowaway();
}

async function connectProblem(url: string): Promise<string | undefined> {
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 2_000 });
    await connection.query('SELECT 1');
    await connection.end();
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code ?? message;
  }
}

/** Starts a MariaDB in a temporary folder on a free port, with these options too; `stop` ends it and removes the folder. */
export async function startThrowaway(options: readonly string[] = []): Promise<FoundServer<ThrowawayServer>> {
  const folder = await mkdtemp(join(tmpdir(), 'joinery-mariadb-'));
  try {
    const dataFolder = join(folder, 'data');
    const env = { ...process.env, PATH: SERVER_PATH };
    const common = ['--no-defaults', ...(process.getuid?.() === 0 ? ['--user=root'] : []), `--datadir=${dataFolder}`];
    await promisify(execFile)(
      'mariadb-install-db',
      [...common, '--auth-root-authentication-method=normal', '--skip-test-db'],
      { env },
    );
    const port = await freePort();
    const url = `mysql://root@127.0.0.1:${port}/`;
    const start = async (more = options): Promise<ChildProcess> => {
      const server = spawn('mariadbd', [...common, ...quickServer(folder, port), ...more], { stdio: 'ignore', env });
      process.once('exit', () => server.kill('SIGKILL'));
      if (await answersInTime(url, server)) return server;
      server.kill('SIGKILL');
      throw new Error(`mariadbd did not start: ${await lastLines(join(folder, 'error.log'))}`);
    };
    let server = await start();
    return {
      server: {
        url,
        kill: () => end(server, 'SIGKILL'),
        revive: async (more) => void (server = await start(more)),
        standStill: () => void server.kill('SIGSTOP'),
        goOn: () => void server.kill('SIGCONT'),
        async stop() {
          await end(server, 'SIGTERM');
          await rm(folder, { recursive: true, force: true });
        },
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return { missing: `no server at 127.0.0.1:3306, and a throwaway one failed (${(error as Error).message.trim()})` };
  }
}

function quickServer(folder: string, port: number): string[] {
  return [
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    `--socket=${join(folder, 'mariadb.sock')}`,
    `--pid-file=${join(folder, 'mariadb.pid')}`,
    `--log-error=${join(folder, 'error.log')}`,
    '--skip-log-bin',
    '--innodb-flush-log-at-trx-commit=2',
    '--innodb-doublewrite=0',
    '--innodb-buffer-pool-size=256M',
  ];
}

async function answersInTime(url: string, server: ChildProcess): Promise<boolean> {
  let failed = false;
  server.once('error', () => (failed = true));
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && !failed && server.exitCode === null) {
    if ((await connectProblem(url)) === undefined) return true;
    await sleep(100);
  }
  return false;
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function lastLines(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => 'no log');
  return text.trim().split('\n').slice(-3).join(' | ');
}
