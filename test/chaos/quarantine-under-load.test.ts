/** A partner's broken publish keeps no other partner from being live, and no client notices either of them. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readGatewayConfig } from '../../gateway/config.js';
import { createGateway, type Gateway } from '../../gateway/gateway.js';
import { createLog } from '../../kit/log.js';
import { askUrl } from '../support/ask.js';
import { sqliteDatabases } from '../support/databases.js';
import { startRegistry, type StartedRegistry } from '../support/start-registry.js';
import { startSdlSubgraph, type StartedSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const DELIVERY_TOKEN = 'd'.repeat(40);
/** 200 requests a second. */
const EVERY_MS = 5;
const openUrl = sqliteDatabases();
const newFolder = temporaryFolders();
let registry: StartedRegistry;
let gateway: Gateway;
const subgraphs: StartedSdlSubgraph[] = [];
const tokens: Record<string, string> = {};

const publish = (name: 'one' | 'two', sdl: string) =>
  registry.publish(tokens[name]!, name, sdl, { routingUrl: subgraphs[name === 'one' ? 0 : 1]!.url });

beforeAll(async () => {
  registry = await startRegistry(await openUrl(), { config: { deliveryToken: DELIVERY_TOKEN } });
  const one = { name: 'one', sdl: 'type Query { a: Int }', resolvers: { Query: { a: () => 1 } } };
  const two = { name: 'two', sdl: 'type Query { b: Int c: Int }', resolvers: { Query: { b: () => 2, c: () => 3 } } };
  for (const subgraph of [one, two]) {
    subgraphs.push(await startSdlSubgraph(subgraph));
    tokens[subgraph.name] = await registry.partner(subgraph.name);
  }
  await publish('one', 'type Query { a: Int }');
  await publish('two', 'type Query { b: Int }');
  const config = readGatewayConfig(
    { port: '0', registry: registry.url },
    { JOINERY_DATA_DIR: newFolder(), JOINERY_REGISTRY_TOKEN: DELIVERY_TOKEN },
  );
  gateway = createGateway(config, { log: createLog('gateway', 'silent') });
  await gateway.start();
});
afterAll(async () => {
  await gateway.stop();
  for (const subgraph of subgraphs) await subgraph.stop();
});

test('a broken publish waits with its fix named, a good one after it is live, and no request fails meanwhile', async () => {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  let answered = 0;
  const load = setInterval(() => {
    const one: Promise<void> = askUrl(gateway.url(), '{ a b }')
      .then(
        ({ data, errors }) =>
          errors || data.a !== 1 || data.b !== 2 ? failures.push(errors ?? data) : (answered += 1),
        (error: unknown) => failures.push(error),
      )
      .then(() => void underWay.delete(one));
    underWay.add(one);
  }, EVERY_MS);
  await until(() => answered > 20);

  const broken = await publish('one', 'type Query { a: Missing }');
  const good = await publish('two', 'type Query { b: Int c: Int }');
  await until(async () => (await askUrl(gateway.url(), '{ c }')).data?.c === 3);
  const answeredBefore = answered;
  await until(() => answered > answeredBefore + 20);
  clearInterval(load);
  await Promise.all(underWay);

  expect(failures).toEqual([]);
  expect(broken).toMatchObject({ outcome: 'QUARANTINED', exitCode: 2, version: { status: 'QUARANTINED' } });
  expect(broken.findings[0]).toMatchObject({
    severity: 'ERROR',
    partner: 'one',
    message: expect.stringMatching(/Missing/),
  });
  expect(broken.findings[0]!.fix).not.toBe('');
  expect(good).toMatchObject({ outcome: 'LIVE', exitCode: 0 });
  const { data } = await registry.ask(
    '{ one: subgraph(name: "one") { live { number } quarantined { number findings { fix } } } two: subgraph(name: "two") { live { number } quarantined { number } } }',
  );
  expect(data).toMatchObject({
    one: { live: { number: 1 }, quarantined: { number: 2, findings: [{ fix: expect.stringMatching(/\w/) }] } },
    two: { live: { number: 2 }, quarantined: null },
  });
});
