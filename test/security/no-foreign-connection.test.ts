/** A gateway that sends tables and serves the studio reaches nobody but its subgraphs. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startBigList, type BigList } from '../support/big-list.js';
import { composeStarted } from '../support/compose-started.js';
import { startJoinery } from '../support/joinery-command.js';

let list: BigList;
beforeAll(async () => {
  list = await startBigList({ rows: 2_000 });
});
afterAll(() => list.stop());

test('a gateway that sends tables in every form connects to its subgraphs only, from start to stop', async () => {
  const connections = join(list.folder, 'connections');
  const gateway = startJoinery(['gateway', '--config', writeConfig()], {
    env: { JOINERY_DATA_DIR: list.folder, CONNECTIONS_FILE: connections, NODE_ENV: 'production' },
    nodeOptions: ['--import', resolve('test/support/record-connections.mjs')],
  });
  const url = (await gateway.until(/listens on (http:\S+)/))[1]!;
  for (const path of ['', 'data', 'studio/api/graph', ...FORMATS.map((format) => `data/big.${format}`)]) {
    const response = await fetch(new URL(path, url), { headers: { accept: 'text/html, */*' } });
    expect([path, response.status]).toEqual([path, 200]);
    await response.arrayBuffer();
  }
  gateway.kill('SIGTERM');
  expect((await gateway.ended()).code).toBe(0);
  const seen = new Set(readFileSync(connections, 'utf8').trim().split('\n'));
  // Listening on an address looks it up, too.
  for (const own of [`tcp 127.0.0.1:${new URL(list.url).port}`, 'dns 127.0.0.1']) expect(seen.delete(own)).toBe(true);
  expect([...seen]).toEqual([]);
});

const FORMATS = ['csv', 'ndjson', 'json', 'xlsx'];

function writeConfig(): string {
  const supergraph = join(list.folder, 'supergraph.graphql');
  const config = join(list.folder, 'gateway.yaml');
  writeFileSync(supergraph, composeStarted([list]).sdl);
  const settings = { host: '127.0.0.1', port: 0, supergraph, data: { queries: join(list.folder, 'queries') } };
  // JSON is YAML.
  writeFileSync(config, JSON.stringify(settings));
  return config;
}
