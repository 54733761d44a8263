/** Hive Gateway, installed by `npm run bench:peers`, runs on what our registry delivers, and follows a publish. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../../kit/package-root.js';
import { askUrl } from '../../support/ask.js';
import { sqliteDatabases } from '../../support/databases.js';
import { startRegistry } from '../../support/start-registry.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { until } from '../../support/until.js';

const DELIVERY_TOKEN = 'd'.repeat(40);
const PEERS = join(PACKAGE_ROOT, 'bench', 'peers');
const HIVE = join(PEERS, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');
const openUrl = sqliteDatabases();
const newFolder = temporaryFolders();

let child: ChildProcess | undefined;
let subgraph: StartedSdlSubgraph | undefined;
afterAll(async () => {
  child?.kill('SIGKILL');
  await subgraph?.stop();
});

const isInstalled = existsSync(HIVE);
const title = isInstalled ? 'Hive Gateway' : 'Hive Gateway: skipped, it is not installed. Run npm run bench:peers';

(isInstalled ? describe : describe.skip)(title, () => {
  test('answers by what is delivered in the form of Hive’s CDN, and follows a publish', async () => {
    const registry = await startRegistry(await openUrl(), { config: { deliveryToken: DELIVERY_TOKEN } });
    const token = await registry.partner('one');
    const resolvers = { Query: { a: () => 1, b: () => 2 } };
    subgraph = await startSdlSubgraph({ name: 'one', sdl: 'type Query { a: Int b: Int }', resolvers });
    const { url: routingUrl } = subgraph;
    await registry.publish(token, 'one', 'type Query { a: Int }', { routingUrl });
    const port = await freePort();
    const flags = ['--hive-cdn-key', DELIVERY_TOKEN, '--port', String(port), '--host', '127.0.0.1', '--polling', '10s'];
    const config = ['--config-path', join(PEERS, 'share-nothing.config.js')];
    child = spawn(process.execPath, [HIVE, 'supergraph', `${registry.url}/artifacts/v1/graph`, ...flags, ...config], {
      cwd: newFolder(),
      stdio: 'ignore',
      env: {},
    });
    const ask = (query: string) => askUrl(`http://127.0.0.1:${port}/graphql`, query).catch(() => undefined);
    await until(async () => (await ask('{ a }'))?.data?.a === 1);
    expect((await ask('{ b }'))?.errors).toHaveLength(1);
    expect(await registry.publish(token, 'one', 'type Query { a: Int b: Int }', { routingUrl })).toMatchObject({
      outcome: 'LIVE',
    });
    await until(async () => (await ask('{ b }'))?.data?.b === 2);
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
