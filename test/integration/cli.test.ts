/** The built command, in processes of its own. */
import { describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import Sqlite from 'better-sqlite3';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { composeContracts } from '../../deploy/compose-contracts.js';
import { listen } from '../../kit/http/listen.js';
import { runJoinery, startJoinery, type CommandOptions } from '../support/joinery-command.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { IN_TIME_MS, until } from '../support/until.js';

const newFolder = temporaryFolders();

const PORTS_FREE = {
  JOINERY_GATEWAY_PORT: '0',
  JOINERY_ORGANISATIONS_PORT: '0',
  JOINERY_PEOPLE_PORT: '0',
  JOINERY_PROGRAMMES_PORT: '0',
  JOINERY_FUNDING_PORT: '0',
  JOINERY_REGISTRY_PORT: '0',
};

/** Runs a command that fails, and gives what it says: nothing on the standard output, one line on the other. */
async function complaint(
  args: readonly string[],
  options: CommandOptions,
): Promise<{ code: number | null; line: string }> {
  const { code, stdout, stderr } = await runJoinery(args, options);
  expect(stdout).toBe('');
  const [line = '', ...rest] = stderr.trimEnd().split('\n');
  expect(rest).toEqual([]);
  return { code, line };
}

describe('joinery', () => {
  test('lists its verbs', async () => {
    const { code, stdout, stderr } = await runJoinery(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const verb of ['start', 'serve', 'gateway', 'migrate', 'seed', 'compose', 'health'])
      expect(stdout).toContain(`  ${verb} `);
  });

  test('is what npx runs', async () => {
    const { bin } = JSON.parse(readFileSync('package.json', 'utf8')) as { bin: { joinery: string } };
    const { stdout } = await promisify(execFile)(process.execPath, [bin.joinery, 'import', '--list']);
    expect(stdout).toBe((await runJoinery(['import', '--list'])).stdout);
  });

  test('refuses a verb and an option that it has not', async () => {
    expect(await complaint(['xyzzyx'], {})).toEqual({ code: 1, line: "error: unknown command 'xyzzyx'" });
    expect(await complaint(['migrate', '--all'], {})).toEqual({ code: 1, line: "error: unknown option '--all'" });
  });

  test('refuses an old Node.js before it loads anything, and says which one to take', async () => {
    const older = 'Object.defineProperty(process, "versions", { value: { ...process.versions, napi: "9" } })';
    const { code, line } = await complaint(['--help'], { nodeOptions: ['--import', `data:text/javascript,${older}`] });
    expect(code).toBe(1);
    expect(line).toMatch(/^NODE_TOO_OLD: .*npm start or npx joinery.*node_modules\/\.bin\/node dist\/cli\/main\.js$/);
  });
});

describe('joinery compose', () => {
  test('writes the supergraph that is checked in, the same each time', async () => {
    const file = join(newFolder(), 'supergraph.graphql');
    expect((await runJoinery(['compose', '--output', file])).code).toBe(0);
    expect((await runJoinery(['compose'])).stdout).toBe(readFileSync(file, 'utf8'));
    expect(readFileSync(file, 'utf8')).toBe(composeContracts());
  });

  test('names a file that it cannot write', async () => {
    const { code, line } = await complaint(['compose', '--output', '/proc/supergraph.graphql'], {});
    expect([code, line]).toEqual([1, expect.stringMatching(/^FILE_UNWRITABLE: .*\/proc\/supergraph\.graphql \(/)]);
  });

  test('gives what schema/supergraph.graphql has', () => {
    expect(composeContracts().trimEnd()).toBe(readFileSync('schema/supergraph.graphql', 'utf8').trimEnd());
  });
});

describe('joinery explain', () => {
  test('says what is wrong and what to do, for every place that gives the code', async () => {
    const { code, stdout } = await runJoinery(['explain', 'bad_user_input']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^BAD_USER_INPUT \(of a subgraph\)\n {2}what is wrong: .+\n {2}what to do: .+/);
    expect(stdout).toMatch(/^BAD_USER_INPUT \(of the gateway\)\n {2}status: 400 or 200\n/m);
  });

  test('refuses what is no code', async () => {
    const { code, line } = await complaint(['explain', 'RAIN'], {});
    expect([code, line]).toEqual([1, expect.stringMatching(/^CONFIG_INVALID: .*there is no error code RAIN/)]);
  });
});

describe('joinery migrate and seed', () => {
  const small = ['--practices', '20', '--people', '50'];

  test('fill databases once', async () => {
    const env = { JOINERY_DATA_DIR: newFolder() };
    expect((await runJoinery(['migrate', 'funding'], { env })).stderr).toMatch(/^funding: applied \w+/);
    expect((await runJoinery(['migrate', 'funding'], { env })).stderr).toBe('funding: nothing to do\n');
    const first = await runJoinery(['seed', 'funding', ...small], { env });
    expect([first.code, first.stdout]).toEqual([0, '']);
    const { code, line } = await complaint(['seed', 'funding', ...small], { env });
    expect([code, line]).toEqual([1, expect.stringMatching(/^DATABASE_NOT_EMPTY: .*funding has had data since /)]);
    expect((await runJoinery(['seed', 'funding', '--if-empty'], { env })).code).toBe(0);
  });

  test('write nothing at all when one of the databases holds data', async () => {
    const env = { JOINERY_DATA_DIR: newFolder() };
    await runJoinery(['seed', 'organisations', ...small], { env });
    expect((await complaint(['seed', 'funding', 'organisations', ...small], { env })).code).toBe(1);
    expect((await runJoinery(['seed', 'funding', ...small], { env })).code).toBe(0);
  });

  test('refuse a subgraph that is none, and a number that is none', async () => {
    const { line } = await complaint(['migrate', 'weather'], {});
    expect(line).toMatch(/^CONFIG_INVALID: .*there is no subgraph weather; there are organisations, people/);
    expect((await complaint(['seed', '--people', 'many'], {})).line).toMatch(/^error: option '--people <number>'/);
  });

  test('leave an empty database when they are stopped in the middle', async () => {
    const env = { JOINERY_DATA_DIR: newFolder() };
    await runJoinery(['migrate', 'people'], { env });
    const seeding = startJoinery(['seed', 'people', '--people', '1000000'], { env });
    const log = join(env.JOINERY_DATA_DIR, 'people.sqlite-wal');
    while (!existsSync(log) || readFileSync(log).length < 1_000_000)
      await new Promise((resolve) => setTimeout(resolve, 20));
    seeding.kill('SIGINT');
    const { code, stderr } = await seeding.ended();
    expect([code, stderr]).toEqual([130, 'STOPPED: Stopped before the end\n']);
    expect((await runJoinery(['seed', 'people', ...small], { env })).code).toBe(0);
  });
});

describe('joinery start refuses, with one line,', () => {
  test('a port that is taken, before it makes a database', async () => {
    const server = createServer();
    await listen(server, { host: '127.0.0.1', port: 0 });
    const port = (server.address() as { port: number }).port;
    const folder = join(newFolder(), 'data');
    const env = { ...PORTS_FREE, JOINERY_DATA_DIR: folder, JOINERY_GATEWAY_PORT: String(port) };
    const { code, line } = await complaint(['start'], { env });
    server.close();
    expect(code).toBe(1);
    expect(line).toMatch(
      new RegExp(`^PORT_IN_USE: .*port ${port} on 127\\.0\\.0\\.1 is in use.* by JOINERY_GATEWAY_PORT$`),
    );
    expect(existsSync(folder)).toBe(false);
  });

  test('a data folder that is a file, or below one', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, 'kept');
    for (const folder of [file, join(file, 'below')]) {
      const { code, line } = await complaint(['start'], { env: { ...PORTS_FREE, JOINERY_DATA_DIR: folder } });
      expect([code, line]).toEqual([1, expect.stringMatching(/^DATA_FOLDER_UNUSABLE: .*JOINERY_DATA_DIR$/)]);
    }
    expect(readFileSync(file, 'utf8')).toBe('kept');
  });

  test('a data folder that cannot be made', async () => {
    const { code, line } = await complaint(['start'], { env: { ...PORTS_FREE, JOINERY_DATA_DIR: '/proc/joinery' } });
    expect([code, line]).toEqual([1, expect.stringMatching(/^DATA_FOLDER_UNUSABLE: .*\/proc\/joinery \(/)]);
  });

  test('a database server that is down, without its password', async () => {
    const url = 'mysql://joinery:hidden@127.0.0.1:1/people';
    const env = { ...PORTS_FREE, JOINERY_DATA_DIR: newFolder(), JOINERY_PEOPLE_DATABASE_URL: url };
    const { code, line } = await complaint(['start'], { env });
    expect(code).toBe(1);
    expect(line).toMatch(/^DATABASE_UNREACHABLE: .*people at 127\.0\.0\.1:1\/people \(ECONNREFUSED\)/);
    expect(line).not.toMatch(/hidden/);
  });

  test('a database of a newer version, and changes nothing in it', async () => {
    const env = { ...PORTS_FREE, JOINERY_DATA_DIR: newFolder() };
    await runJoinery(['migrate', 'organisations'], { env });
    const file = join(env.JOINERY_DATA_DIR, 'organisations.sqlite');
    const database = new Sqlite(file);
    database.prepare("INSERT INTO migrations (timestamp, name) VALUES (1, 'FromTheFuture1')").run();
    database.close();
    const before = readFileSync(file);
    const { code, line } = await complaint(['start'], { env });
    expect([code, line]).toEqual([
      1,
      expect.stringMatching(/^DATABASE_TOO_NEW: .*organisations has the migration FromTheFuture1/),
    ]);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a file that is no database, and leaves it as it is', async () => {
    const env = { ...PORTS_FREE, JOINERY_DATA_DIR: newFolder() };
    const file = join(env.JOINERY_DATA_DIR, 'organisations.sqlite');
    writeFileSync(file, 'This is a letter, and a long one. '.repeat(200));
    const { code, line } = await complaint(['start'], { env });
    expect([code, line]).toEqual([1, expect.stringMatching(/^DATABASE_UNREADABLE: .*organisations\.sqlite/)]);
    expect(readFileSync(file, 'utf8')).toMatch(/^This is a letter/);
  });

  test('settings that are wrong, all together', async () => {
    const wrong = {
      JOINERY_GATEWAY_PORT: 'x',
      JOINERY_ENGINE: 'steam',
      JOINERY_MIGRATE: 'z',
      JOINERY_PEOPLE_PORT: 'y',
    };
    const { code, line } = await complaint(['start'], { env: { ...wrong, JOINERY_DATA_DIR: newFolder() } });
    expect([code, line.match(/JOINERY_\w+/g)]).toEqual([1, Object.keys(wrong)]);
  });
});

describe('joinery serve', () => {
  test('refuses to start on older tables when it may not bring them up to date', async () => {
    const env = { ...PORTS_FREE, JOINERY_DATA_DIR: newFolder(), JOINERY_MIGRATE: 'false' };
    const { code, line } = await complaint(['serve', 'people'], { env });
    expect([code, line]).toEqual([1, expect.stringMatching(/^DATABASE_NOT_MIGRATED: .*Run joinery migrate$/)]);
  });

  test('serves one subgraph until it is stopped, and health asks it', async () => {
    const env = { ...PORTS_FREE, JOINERY_DATA_DIR: newFolder() };
    const serving = startJoinery(['serve', 'funding'], { env });
    const [, url] = await serving.until(/funding listens on (http:\S+)\/graphql/);
    const ready = `${url}/health/ready`;
    expect(await runJoinery(['health', ready])).toEqual({ code: 0, stdout: '{"status":"ready"}\n', stderr: '' });
    serving.kill('SIGINT');
    expect((await serving.ended()).code).toBe(0);
    const { code, line } = await complaint(['health', ready], {});
    expect([code, line]).toEqual([1, expect.stringMatching(/^NOT_HEALTHY: .*does not answer/)]);
  });
});

describe('joinery gateway', () => {
  test('names a supergraph that is not there', async () => {
    const { code, line } = await complaint(['gateway', '--supergraph', 'nowhere.graphql'], {});
    expect([code, line]).toEqual([1, expect.stringMatching(/^FILE_UNREADABLE: .*nowhere\.graphql \(ENOENT\)/)]);
  });

  test('starts with every subgraph down, and a second signal ends it at once', async () => {
    let isAsked = false;
    const hanging = createServer((socket) => socket.once('data', () => (isAsked = true)));
    await listen(hanging, { host: '127.0.0.1', port: 0 });
    const subgraph = `http://127.0.0.1:${(hanging.address() as { port: number }).port}/`;
    const gateway = startJoinery(['gateway', '--port', '0', '--subgraph', `people=${subgraph}`, `funding=${subgraph}`]);
    const [, url = ''] = await gateway.until(/listens on (http:\S+)/);
    const asked = fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ vacancyStatements { id } }"}',
    }).catch(() => 'cut');
    await until(() => isAsked);
    gateway.kill('SIGTERM');
    await until(async () => (await fetch(new URL('/health/ready', url))).status === 503);
    // The same signal twice within a moment is one.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const startedAt = Date.now();
    gateway.kill('SIGTERM');
    expect((await gateway.ended()).code).toBe(130);
    expect(Date.now() - startedAt).toBeLessThan(IN_TIME_MS);
    expect(await asked).toBe('cut');
    hanging.close();
  });
});
