import { readFileSync } from 'node:fs';
import { truncate, writeFile } from 'node:fs/promises';
import { createConnection } from 'mysql2/promise';
import { Redis } from 'ioredis';
import type { Fault } from '../support/fault-proxy.js';
import { limitFiles } from '../support/file-limit.js';
import { writeSupergraph, type House } from './house.js';

/** Something that goes wrong, and what clients may notice of it. */
export interface FaultDrill {
  readonly fault: string;
  inflict(house: House): Promise<void>;
  relieve(house: House): Promise<void>;
  /** The subgraph whose fields may be null meanwhile. */
  readonly mayLose: string | null;
  /** How many requests may fail as a whole: those that a killed process was answering. */
  readonly mayFail: number;
}

const nothing = async () => undefined;

/** Every fault of the drill, in the order in which they are inflicted. */
export const FAULTS: readonly FaultDrill[] = [
  network('refuses connections', 'refuse'),
  network('takes requests and never answers', 'hang'),
  network('answers two seconds late', 'slow'),
  network('answers a byte at a time', 'drip'),
  network('resets every request', 'reset'),
  network('answers with half an answer', 'garbage'),
  network('closes its half of the connection', 'half-closed'),
  {
    fault: 'the subgraph funding is killed',
    inflict: (house) => house.killFunding(),
    relieve: (house) => house.reviveFunding(),
    mayLose: 'funding',
    mayFail: 0,
  },
  {
    fault: "funding's database is killed",
    inflict: (house) => house.database.kill(),
    relieve: (house) => house.database.revive(),
    mayLose: 'funding',
    mayFail: 0,
  },
  {
    fault: "funding's database is read-only",
    inflict: (house) => statement(house, 'SET GLOBAL read_only = 1'),
    relieve: (house) => statement(house, 'SET GLOBAL read_only = 0'),
    mayLose: null,
    mayFail: 0,
  },
  {
    fault: "funding's database ends every connection",
    inflict: endConnections,
    relieve: nothing,
    mayLose: 'funding',
    mayFail: 0,
  },
  {
    fault: 'a worker of the gateway is killed',
    async inflict({ gateway }) {
      process.kill(workersOf(gateway.pid)[0]!, 'SIGKILL');
    },
    relieve: nothing,
    mayLose: null,
    // One for each client at most: what it was answering.
    mayFail: 10,
  },
  {
    fault: 'a worker of the gateway is told to stop',
    async inflict({ gateway }) {
      process.kill(workersOf(gateway.pid)[0]!, 'SIGTERM');
    },
    relieve: nothing,
    mayLose: null,
    mayFail: 0,
  },
  redis(
    'is killed',
    ({ redis }) => redis.kill(),
    ({ redis }) => redis.revive(),
  ),
  redisNetwork('never answers', 'hang'),
  redisNetwork('answers two seconds late', 'slow'),
  redisNetwork('answers garbage', 'garbage'),
  redis(
    'is full',
    (house) => told(house, 'CONFIG', 'SET', 'maxmemory', '1'),
    (house) => told(house, 'CONFIG', 'SET', 'maxmemory', '0'),
  ),
  {
    fault: "the gateway's disk is full while its supergraph changes",
    async inflict({ gateway, supergraph: file }) {
      for (const pid of workersOf(gateway.pid)) limitFiles(pid, 0);
      await writeSupergraph(file, 1);
    },
    async relieve({ gateway, supergraph: file }) {
      for (const pid of workersOf(gateway.pid)) limitFiles(pid, null);
      await writeSupergraph(file);
    },
    mayLose: null,
    mayFail: 0,
  },
  supergraph('is emptied', (file) => truncate(file, 0)),
  supergraph('is cut off in the middle', (file) => truncate(file, 20_000)),
  supergraph('is absurd', (file) => writeFile(file, 'type Query { a: B } # {{{')),
  {
    fault: 'the supergraph is written ten times a second',
    async inflict({ supergraph: file }) {
      for (let edition = 1; edition <= 10; edition++) {
        await writeSupergraph(file, edition);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    relieve: ({ supergraph: file }) => writeSupergraph(file),
    mayLose: null,
    mayFail: 0,
  },
];

function network(what: string, fault: Fault): FaultDrill {
  return {
    fault: `funding ${what}`,
    inflict: ({ proxy }) => proxy.inflict(fault),
    relieve: ({ proxy }) => proxy.inflict('none'),
    mayLose: 'funding',
    mayFail: 0,
  };
}

type Act = (house: House) => Promise<void>;

function redis(what: string, inflict: Act, relieve: Act): FaultDrill {
  return { fault: `Redis ${what}`, inflict, relieve, mayLose: null, mayFail: 0 };
}

function redisNetwork(what: string, fault: Fault): FaultDrill {
  return redis(
    what,
    ({ redisProxy }) => redisProxy.inflict(fault),
    ({ redisProxy }) => redisProxy.inflict('none'),
  );
}

async function told(house: House, ...command: [string, ...string[]]): Promise<void> {
  const client = new Redis(house.redis.url);
  await client.call(...command);
  client.disconnect();
}

function supergraph(what: string, ruin: (file: string) => Promise<void>): FaultDrill {
  return {
    fault: `the supergraph's file ${what}`,
    inflict: ({ supergraph: file }) => ruin(file),
    relieve: ({ supergraph: file }) => writeSupergraph(file),
    mayLose: null,
    mayFail: 0,
  };
}

async function statement({ database }: House, sql: string): Promise<void> {
  const connection = await createConnection(database.url);
  await connection.query(sql);
  await connection.end();
}

async function endConnections({ database }: House): Promise<void> {
  const connection = await createConnection(database.url);
  const [rows] = await connection.query('SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID()');
  for (const { id } of rows as { readonly id: number }[]) await connection.query('KILL ?', [id]).catch(nothing);
  await connection.end();
}

/** The processes that a process has started. */
export function workersOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}
