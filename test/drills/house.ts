import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { startThrowaway, type ThrowawayServer } from '../support/mysql-server.js';
import { startThrowawayRedis, type ThrowawayRedis } from '../support/redis-server.js';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.js';
import { runToEnd, startProcess, type JoineryProcess } from './joinery-process.js';

/** The whole graph, each role in a process of its own, as it would run for real. */
export interface House {
  readonly folder: string;
  /** Where what the gateway keeps, and its supergraph, are. */
  readonly supergraph: string;
  readonly gateway: JoineryProcess;
  /** Before the subgraph funding. */
  readonly proxy: FaultProxy;
  /** The database of funding. */
  readonly database: ThrowawayServer;
  /** Where the gateway counts callers, and what is before it. */
  readonly redis: ThrowawayRedis;
  readonly redisProxy: FaultProxy;
  /** Kills funding and starts it again at the same address. */
  killFunding(): Promise<void>;
  reviveFunding(): Promise<void>;
  stop(): Promise<void>;
}

export interface HouseOptions {
  readonly workers: number;
  /** Settings of the gateway, as its configuration file has them. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

const NAMES = ['organisations', 'people', 'programmes', 'funding'] as const;

/** Starts everything on small generated data; funding has a MariaDB and is reached through the proxy. */
export async function startHouse({ workers, settings = {} }: HouseOptions): Promise<House> {
  const found = await startThrowaway();
  if ('missing' in found) throw new Error(`The drills need a MariaDB: ${found.missing}`);
  const redis = await startThrowawayRedis();
  if ('missing' in redis) throw new Error(`The drills need a Redis: ${redis.missing}`);
  const redisProxy = await startFaultProxy(redis.port);
  const folder = await mkdtemp(join(tmpdir(), 'joinery-drills-'));
  const database = found.server;
  await createDatabase(database.url);
  const env: Record<string, string> = {
    JOINERY_DATA_DIR: folder,
    JOINERY_FUNDING_DATABASE_URL: `${database.url}funding`,
    JOINERY_LOG_LEVEL: 'warn',
  };
  await runToEnd(['migrate'], env);
  await runToEnd(['seed', '--practices', '400', '--people', '1000'], env);
  const serve = (name: string, port = '0') =>
    startProcess(['serve', name], { ...env, [`JOINERY_${name.toUpperCase()}_PORT`]: port });
  const subgraphs = new Map<string, JoineryProcess>();
  for (const name of NAMES) subgraphs.set(name, await serve(name));
  const fundingPort = new URL(subgraphs.get('funding')!.url).port;
  const proxy = await startFaultProxy(Number(fundingPort));
  const config = join(folder, 'gateway.yaml');
  const supergraph = join(folder, 'supergraph.graphql');
  await writeSupergraph(supergraph);
  const callers = { requests: 1_000_000, redisUrl: `redis://127.0.0.1:${redisProxy.port}` };
  await writeFile(config, JSON.stringify({ callers, ...settings }));
  const urls = NAMES.map((name) =>
    name === 'funding' ? `funding=http://127.0.0.1:${proxy.port}/graphql` : `${name}=${subgraphs.get(name)!.url}`,
  );
  const gateway = await startProcess(
    [
      ...['gateway', '--port', '0', '--workers', String(workers), '--config', config, '--supergraph', supergraph],
      ...urls.flatMap((url) => ['--subgraph', url]),
    ],
    env,
  );
  return {
    folder,
    supergraph,
    gateway,
    proxy,
    database,
    redis,
    redisProxy,
    async killFunding() {
      subgraphs.get('funding')!.kill('SIGKILL');
      await subgraphs.get('funding')!.ended;
    },
    reviveFunding: async () => void subgraphs.set('funding', await serve('funding', fundingPort)),
    async stop() {
      for (const started of [gateway, ...subgraphs.values()]) {
        started.kill('SIGTERM');
        await started.ended;
      }
      await proxy.stop();
      await database.stop();
      await redisProxy.stop();
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createDatabase(url: string): Promise<void> {
  const connection = await createConnection(url);
  await connection.query('CREATE DATABASE funding');
  await connection.end();
}

/** The supergraph of `schema/`, with something in it that tells one writing from the next. */
export async function writeSupergraph(file: string, edition = 0): Promise<void> {
  const { readFile } = await import('node:fs/promises');
  const sdl = await readFile('schema/supergraph.graphql', 'utf8');
  await writeFile(file, `# Edition ${edition}\n${sdl}`);
}
