/** A registry that is killed while many publish has published each version wholly or not at all, and goes on. */
import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { sha256 } from '../../kit/release-signature.js';
import { startJoinery, type Running } from '../support/joinery-command.js';
import { askRegistry, FEDERATION, resultOf, RESULT, type PublishAnswer } from '../support/start-registry.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const ADMIN_TOKEN = 'a'.repeat(40);
const PUBLISHES = 20;
const newFolder = temporaryFolders();

async function start(folder: string): Promise<{ running: Running; url: string }> {
  const running = startJoinery(['registry', '--port', '0'], {
    env: {
      JOINERY_REGISTRY_DATABASE_URL: `sqlite:${join(folder, 'registry.sqlite')}`,
      JOINERY_DATA_DIR: folder,
      JOINERY_REGISTRY_ADMIN_TOKEN: ADMIN_TOKEN,
      JOINERY_REGISTRY_ALLOWED_HOSTS: 'private',
    },
  });
  const [, url] = await running.until(/registry listens on (http:\S+)/);
  return { running, url: `${url}/graphql` };
}

async function publish(url: string, i: number): Promise<PublishAnswer> {
  const input = {
    name: `sub-${i}`,
    partner: 'one',
    sdl: `${FEDERATION}type Query { f${i}: Int }`,
    routingUrl: `http://127.0.0.1/${i}`,
    requestId: `request-${i}`,
  };
  const query = `mutation ($input: PublishSubgraphInput!) { publishSubgraph(input: $input) { ${RESULT} } }`;
  return resultOf(await askRegistry(url, ADMIN_TOKEN, { query, variables: { input } }), 'publishSubgraph');
}

test('kill -9 while many publish loses nothing, and retries are harmless', async () => {
  const folder = newFolder();
  const first = await start(folder);
  const ask = (url: string, query: string) => askRegistry(url, ADMIN_TOKEN, { query });
  await ask(first.url, 'mutation { createPartner(input: { name: "one", title: "One" }) { name } }');
  const answered: PublishAnswer[] = [];
  const publishes = Array.from({ length: PUBLISHES }, (_, i) =>
    publish(first.url, i).then(
      (answer) => answered.push(answer),
      () => undefined,
    ),
  );
  while (answered.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  first.running.kill('SIGKILL');
  await Promise.all(publishes);
  await first.running.ended();
  expect(answered.length).toBeLessThan(PUBLISHES);

  const second = await start(folder);
  const { data } = await ask(
    second.url,
    '{ supergraph { serial sdl sdlHash members { subgraph } } subgraphs { name } }',
  );
  expect(data.supergraph.serial).toBeGreaterThanOrEqual(answered.length);
  expect(sha256(data.supergraph.sdl)).toBe(data.supergraph.sdlHash);
  expect(data.supergraph.members).toHaveLength(data.supergraph.serial);
  expect(data.subgraphs).toHaveLength(data.supergraph.serial);

  const retries = await Promise.all(Array.from({ length: PUBLISHES }, (_, i) => publish(second.url, i)));
  expect(retries.map(({ outcome }) => outcome)).toEqual(Array(PUBLISHES).fill('LIVE'));
  expect(retries.filter(({ changed }) => !changed)).toHaveLength(data.supergraph.serial);
  const after = await ask(
    second.url,
    '{ supergraph { serial members { version } } supergraphs(first: 100) { serial } }',
  );
  expect(after.data.supergraph.serial).toBe(PUBLISHES);
  expect(after.data.supergraph.members).toEqual(Array(PUBLISHES).fill({ version: 1 }));
  second.running.kill('SIGTERM');
  expect((await second.running.ended()).code).toBe(0);
});
