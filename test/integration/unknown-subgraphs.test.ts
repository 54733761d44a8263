/** Settings for subgraphs that the graph does not have are told of. */
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { gatewaySettings } from '../../gateway/settings.js';
import { startProtectedGraph } from '../support/start-protected-graph.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const newFolder = temporaryFolders();
const SDL = 'type Query { a: Int }';

test('settings that name no subgraph of the graph are logged once, by their names', async () => {
  const logged: { msg: string }[] = [];
  const { subgraphs, cache, cost } = gatewaySettings.parse({
    subgraphs: { one: { timeoutMs: 500 }, onee: { timeoutMs: 500 } },
    cache: {
      subgraphs: { peple: { enabled: false } },
      invalidationKeys: [{ name: 'k', hash: `sha256:${'0'.repeat(64)}`, subgraphs: ['*', 'one', 'stok'] }],
    },
    cost: { subgraphs: { one: { max: 9 }, on: { max: 9 } } },
  });
  const graph = await startProtectedGraph({
    subgraphs: { one: { sdl: SDL, fields: { 'Query.a': 1 } } },
    folder: newFolder(),
    change: (config) => ({ ...config, subgraphs, cache, cost }),
    overrides: {
      log: pino(
        { level: 'warn', base: null, timestamp: false },
        { write: (line) => void logged.push(JSON.parse(line) as { msg: string }) },
      ),
    },
  });
  await graph.stop();
  expect(logged).toEqual([
    {
      level: 40,
      settings: ['subgraphs.onee', 'cost.subgraphs.on', 'cache.subgraphs.peple', 'cache.invalidationKeys: stok'],
      msg: 'Settings name subgraphs that the graph does not have',
    },
  ]);
});
