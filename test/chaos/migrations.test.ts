/** Migrations of a registry's database: by one process at a time, again without harm, and on from where one was killed. */
import { expect, test } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { openStore } from '../../registry/store/store.js';
import { eachDatabase, eachMysql } from '../support/databases.js';
import { runJoinery, startJoinery } from '../support/joinery-command.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const newFolder = temporaryFolders();
const MIGRATE = ['migrate', 'registry'];
const optionsFor = (url: string) => ({
  env: { JOINERY_REGISTRY_DATABASE_URL: url, JOINERY_DATA_DIR: newFolder() },
});

/** Nothing is missing, and nothing is too much. */
async function expectWhole(url: string): Promise<void> {
  const store = await openStore(url);
  expect(await store.migrate()).toEqual([]);
  const { upQueries } = await store.read.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
  expect(await store.read.query('SELECT revision, serial FROM registry_state')).toHaveLength(1);
  await store.close();
}

eachDatabase((openUrl) => {
  test('of two processes that start at once, one migrates and both go on', async () => {
    const url = await openUrl();
    const ended = await Promise.all([1, 2].map(() => runJoinery(MIGRATE, optionsFor(url))));
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    expect(ended.map(({ stderr }) => /nothing to do/.test(stderr)).sort()).toEqual([false, true]);
    await expectWhole(url);
  });

  test('each can be repeated', async () => {
    const url = await openUrl();
    const store = await openStore(url);
    const applied = await store.migrate();
    await store.write((manager) => manager.query('DELETE FROM migrations'));
    expect(await store.migrate()).toEqual(applied);
    await store.close();
    await expectWhole(url);
  });
});

eachMysql((openUrl) => {
  test('those of a process that is killed midway are resumed', async () => {
    const url = await openUrl();
    const connection = await createConnection(url);
    const tables = async () => ((await connection.query('SHOW TABLES'))[0] as unknown[]).length;
    for (const made of [2, 8, 14]) {
      const running = startJoinery(MIGRATE, optionsFor(url));
      await until(async () => (await tables()) >= made);
      running.kill('SIGKILL');
      await running.ended();
    }
    await connection.end();
    expect((await runJoinery(MIGRATE, optionsFor(url))).code).toBe(0);
    await expectWhole(url);
  });
});
