/** A MariaDB is unwell under a subgraph and a registry: what can be read is, what is written is whole, and all is well again. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createConnection, type Connection } from 'mysql2/promise';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from '../../kit/release-signature.js';
import { createCountry } from '../../subgraphs/kit/country/country.js';
import { funding } from '../../subgraphs/funding/funding.js';
import { startThrowaway, type ThrowawayServer } from '../support/mysql-server.js';
import { startRegistry, type StartedRegistry } from '../support/start-registry.js';
import { startSubgraph, type StartedSubgraph } from '../support/start-subgraph.js';
import { until } from '../support/until.js';

/** All tables are in one file that must not grow any more, as on a full disk. */
const room = (megabytes: number) => [
  '--innodb-file-per-table=0',
  `--innodb-data-file-path=ibdata1:12M:autoextend:max:${megabytes}M`,
];
const FAULT_MS = 1_000;
const PLEDGE = `mutation ($input: PledgeContributionInput!) { pledgeContribution(input: $input) { contribution { id } } }`;

let server: ThrowawayServer | undefined;
let subgraph: StartedSubgraph;
let registry: StartedRegistry;
let partner: string;

beforeAll(async () => {
  const found = await startThrowaway(room(40));
  // A machine may have a server to test with, but no MariaDB to start another.
  if ('missing' in found) return expect(process.env['JOINERY_REQUIRE_MYSQL']).not.toBe('1');
  server = found.server;
  // Without the privileges of root, to whom a server is never read-only.
  await asRoot(async (root) => {
    for (const name of ['funding', 'registry']) {
      await root.query(`CREATE DATABASE ${name}`);
      await root.query(`GRANT ALL ON ${name}.* TO joinery@'%'`).catch(() => undefined);
    }
    await root.query("CREATE USER joinery@'127.0.0.1' IDENTIFIED BY 'x'");
    for (const name of ['funding', 'registry']) await root.query(`GRANT ALL ON ${name}.* TO joinery@'127.0.0.1'`);
  });
  const url = (name: string) => server!.url.replace('root@', 'joinery:x@') + name;
  subgraph = await startSubgraph(funding, {
    url: url('funding'),
    country: createCountry({ practices: 10 }),
    logLevel: 'silent',
  });
  registry = await startRegistry(url('registry'));
  partner = await registry.partner('one');
});
afterAll(async () => {
  await subgraph?.stop();
  await registry?.registry.stop();
  await server?.stop();
});

async function asRoot<Result>(work: (root: Connection) => Promise<Result>): Promise<Result> {
  const root = await createConnection(server!.url);
  return work(root).finally(() => root.end());
}

interface Outcome {
  readonly isDone: boolean;
  /** What the client was told when it is not. */
  readonly told: string;
}

let pledges = 0;
const pledge = async (): Promise<Outcome> => {
  const day = new Date(Date.UTC(2000, 0, 1) + 86_400_000 * pledges++).toISOString().slice(0, 10);
  const input = {
    ...{ fundCode: 'LOCAL_VISION', odsCode: 'RXA', contributor: 'A trust', kind: 'CASH', amount: '1.00' },
    pledgedOn: day,
  };
  const { errors } = await subgraph.ask(PLEDGE, { input });
  return { isDone: errors === undefined, told: JSON.stringify(errors ?? '') };
};
const read = async (): Promise<Outcome> => {
  const { data, errors } = await subgraph.ask('{ funds { code } }');
  return { isDone: errors === undefined && data.funds.length > 0, told: JSON.stringify(errors ?? '') };
};
let published = 0;
const publish = async (): Promise<Outcome> => {
  published += 1;
  const { outcome, code, message } = await registry.publish(
    partner,
    'sub',
    `"Edition ${published}" type Query { f: Int }`,
  );
  return { isDone: outcome === 'LIVE', told: outcome === undefined ? `${code}: ${message}` : '' };
};

/** Does the same again and again, until told to end. */
function again(work: () => Promise<Outcome>) {
  const outcomes: Outcome[] = [];
  let isOver = false;
  const running = (async () => {
    while (!isOver) outcomes.push(await work());
  })();
  return {
    outcomes,
    async end() {
      isOver = true;
      await running;
    },
  };
}

const contributions = async () => {
  const query = () =>
    asRoot((root) => root.query("SELECT COUNT(*) AS n FROM funding.contribution WHERE contributor = 'A trust'"));
  return Number(((await query())[0] as { n: number }[])[0]!.n);
};

/** What the registry has is whole: a serial number for each supergraph, and each with its text. */
async function expectRegistryWhole(): Promise<void> {
  const { data } = await registry.ask(
    '{ supergraph { serial sdl sdlHash members { subgraph version } } supergraphs(first: 100) { serial } subgraph(name: "sub") { live { number } } }',
  );
  const { supergraph, supergraphs, subgraph: live } = data;
  expect(sha256(supergraph.sdl)).toBe(supergraph.sdlHash);
  expect(supergraph.members).toEqual([{ subgraph: 'sub', version: live.live.number }]);
  expect(supergraphs.map(({ serial }: { serial: number }) => serial)).toEqual(
    Array.from({ length: supergraph.serial }, (_, i) => supergraph.serial - i),
  );
}

interface Fault {
  readonly inflict: () => unknown;
  readonly relieve: () => unknown;
  /** Whether what is only read is answered meanwhile. */
  readonly keepsReading: boolean;
}

const check = (title: string, { inflict, relieve, keepsReading }: Fault) =>
  test(title, async () => {
    if (!server) return;
    const before = { rows: await contributions(), asked: pledges };
    const [writer, reader, publisher] = [again(pledge), again(read), again(publish)];
    await until(() => [writer, reader, publisher].every(({ outcomes }) => outcomes.some(({ isDone }) => isDone)));
    await inflict();
    await sleep(FAULT_MS);
    const readBefore = reader.outcomes.length;
    if (!keepsReading) await expectUnready();
    else await until(() => reader.outcomes.length > readBefore + 5);
    const unread = reader.outcomes.filter(({ isDone }) => !isDone);
    await relieve();
    for (const { outcomes } of [writer, reader, publisher]) {
      const { length } = outcomes;
      await until(() => outcomes.slice(length + 1).some(({ isDone }) => isDone));
    }
    for (const one of [writer, reader, publisher]) await one.end();

    const all = [...writer.outcomes, ...reader.outcomes, ...publisher.outcomes];
    for (const { told } of all) expect(told).not.toMatch(/127\.0\.0\.1|ECONN|SELECT|INSERT|\bER_|stack|ibdata/);
    if (keepsReading) expect(unread).toEqual([]);
    const done = writer.outcomes.filter(({ isDone }) => isDone).length;
    expect(await contributions()).toBeGreaterThanOrEqual(before.rows + done);
    expect(await contributions()).toBeLessThanOrEqual(before.rows + pledges - before.asked);
    await expectRegistryWhole();
    await until(async () => (await readiness()).every((status) => status === 200));
  });

const readiness = () =>
  Promise.all(
    [subgraph.subgraph.url(), registry.url].map(async (url) => (await fetch(new URL('/health/ready', url))).status),
  );
const expectUnready = async () => expect(await readiness()).toEqual([503, 503]);
const set = (statement: string) => () => asRoot((root) => root.query(statement));

async function fillUp(): Promise<void> {
  await asRoot(async (root) => {
    await root.query('CREATE DATABASE IF NOT EXISTS filler');
    await root.query('CREATE TABLE filler.filler (id INT AUTO_INCREMENT PRIMARY KEY, text LONGTEXT)');
    for (const length of [1_000_000, 100_000, 10_000, 1_000])
      for (;;)
        if (
          await root.query('INSERT INTO filler.filler (text) VALUES (REPEAT("x", ?))', [length]).then(
            () => false,
            () => true,
          )
        )
          break;
  });
}

async function makeRoom(): Promise<void> {
  await server!.kill();
  await server!.revive(room(80));
}

describe('under load, when the server', () => {
  check('is killed and comes back', {
    inflict: () => server!.kill(),
    relieve: () => server!.revive(),
    keepsReading: false,
  });
  check('stands still', { inflict: () => server!.standStill(), relieve: () => server!.goOn(), keepsReading: false });
  check('is read-only', {
    inflict: set('SET GLOBAL read_only = 1'),
    relieve: set('SET GLOBAL read_only = 0'),
    keepsReading: true,
  });
  check('is full', { inflict: fillUp, relieve: makeRoom, keepsReading: true });
});

test('a publish that the server ends as a deadlock is wholly absent, and the next one is live', async () => {
  if (!server) return;
  expect((await publish()).isDone).toBe(true);
  await asRoot(async (root) => {
    await root.query('CREATE DATABASE IF NOT EXISTS filler');
    await root.query('CREATE TABLE filler.heavy (id INT AUTO_INCREMENT PRIMARY KEY)');
    await root.query('BEGIN');
    // Who has changed more is not the one that is ended.
    await root.query('INSERT INTO filler.heavy SELECT NULL FROM filler.seq_1_to_10000');
    await root.query('SELECT * FROM registry.audit_entry FOR UPDATE');
    const publishing = publish();
    await until(async () => {
      // InnoDB tells nothing new to who asks more often.
      await sleep(150);
      const [rows] = await root.query("SELECT 1 FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'");
      return (rows as object[]).length > 0;
    });
    await root.query('SELECT * FROM registry.registry_state FOR UPDATE');
    expect(await publishing).toEqual({ isDone: false, told: 'INTERNAL_SERVER_ERROR: Internal error' });
    await root.query('ROLLBACK');
  });
  await expectRegistryWhole();
  expect((await publish()).isDone).toBe(true);
  await expectRegistryWhole();
});
