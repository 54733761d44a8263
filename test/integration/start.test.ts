/** `joinery start`, built and in a process of its own, as users start it. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { join, resolve } from 'node:path';
import { askUrl } from '../support/ask.js';
import { askUntilTold } from '../support/ask-until-told.js';
import { startJoinery, type Running } from '../support/joinery-command.js';
import { createOwnClock } from '../support/own-clock.js';
import { expectWithin } from '../support/promised-time.js';
import { askRegistry } from '../support/start-registry.js';
import { startSdlSubgraph } from '../support/start-sdl-subgraph.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const newFolder = temporaryFolders();
const folder = newFolder();
const connections = join(newFolder(), 'connections');

const env = {
  JOINERY_DATA_DIR: folder,
  JOINERY_GATEWAY_PORT: '0',
  JOINERY_ORGANISATIONS_PORT: '0',
  JOINERY_PEOPLE_PORT: '0',
  JOINERY_PROGRAMMES_PORT: '0',
  JOINERY_FUNDING_PORT: '0',
  JOINERY_REGISTRY_PORT: '0',
  CONNECTIONS_FILE: connections,
  // What would make Apollo's libraries report, if they were let.
  APOLLO_KEY: 'service:joinery:0123456789abcdef0123456789abcdef',
  APOLLO_GRAPH_REF: 'joinery@current',
  APOLLO_TELEMETRY_DISABLED: 'false',
};
const nodeOptions = ['--import', resolve('test/support/record-connections.mjs')];
const QUESTION = '{ footprints(first: 3) { nodes { name leader { person { name } } trainingOffer { status } } } }';

/** Waits until the graph can be asked, and gives its address. */
async function urlOf(started: Running): Promise<string> {
  await started.until(/Press Ctrl-C to stop/);
  return /graph +(http:\S+)/.exec(started.stdout())![1]!;
}

let running: Running;
let url: string;
let firstStartMs: number;

beforeAll(async () => {
  running = startJoinery(['start'], { env, nodeOptions });
  const clock = createOwnClock(running.pid);
  const startedAt = clock();
  url = await urlOf(running);
  await askUrl(url, QUESTION);
  firstStartMs = clock() - startedAt;
});

describe('the first start', () => {
  test('generates the data of every subgraph, and answers within 30 seconds', () => {
    for (const name of ['organisations', 'people', 'programmes', 'funding']) {
      expect(running.stderr()).toMatch(new RegExp(`^Generating ${name} +done in [\\d.]+ s$`, 'm'));
      expect(existsSync(join(folder, `${name}.sqlite`))).toBe(true);
    }
    expectWithin(30_000, firstStartMs);
  });

  test('prints three questions that answer without errors when they are pasted', async () => {
    const bodies = [...running.stdout().matchAll(/-d '(\{.*\})'/g)].map(([, body]) => body!);
    expect(bodies).toHaveLength(3);
    for (const body of bodies) {
      const { query } = JSON.parse(body) as { query: string };
      const { data, errors } = await askUrl(url, query);
      expect(errors).toBeUndefined();
      expect(Object.values(data ?? {})).not.toContain(null);
    }
  });

  test('needs less than 600 MB of memory', () => {
    const status = `/proc/${running.pid}/status`;
    if (!existsSync(status)) return;
    const peak = Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(status, 'utf8'))?.[1]);
    expect(peak / 1024).toBeLessThan(600);
  });
});

test('SIGTERM under load: what was accepted is answered, and the exit code is 0', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 20 });
  const results: string[] = [];
  const clients = Array.from({ length: 20 }, () => askUntilTold({ url, query: QUESTION, agent, results }));
  await until(() => results.length >= 100);
  running.kill('SIGTERM');
  await Promise.all(clients);
  agent.destroy();
  expect(results.filter((result) => result !== 'answered')).toEqual([]);
  const { code, stderr } = await running.ended();
  expect([code, stderr.split('\n').at(-2)]).toEqual([0, 'Stopped']);
});

test('nothing but the own subgraphs was connected to, from start to stop', () => {
  // Listening on an address looks it up, too.
  const lines = [...new Set(readFileSync(connections, 'utf8').trim().split('\n'))];
  const own = [...running.stdout().matchAll(/http:\/\/127\.0\.0\.1:(\d+)/g)]
    .map(([, port]) => `tcp 127.0.0.1:${port}`)
    .concat('dns 127.0.0.1');
  expect(lines.filter((line) => !own.includes(line))).toEqual([]);
  expect(lines.length).toBeGreaterThanOrEqual(3);
});

test('a first start that is cut off keeps the databases it had filled, and the next fills the others', async () => {
  const cutOff = { ...env, JOINERY_DATA_DIR: newFolder() };
  const first = startJoinery(['start'], { env: cutOff });
  await first.until(/Generating organisations +done/);
  first.kill('SIGINT');
  const { code, stdout, stderr } = await first.ended();
  expect([code, stdout, stderr.split('\n').at(-2)]).toEqual([130, '', 'STOPPED: Stopped before the end']);
  const second = startJoinery(['start'], { env: cutOff });
  await second.until(/Press Ctrl-C to stop/);
  expect(second.stderr()).not.toMatch(/Generating organisations/);
  expect(second.stderr()).toMatch(/^Generating funding +done/m);
  second.kill('SIGTERM');
  expect((await second.ended()).code).toBe(0);
});

test('two that start at once on an empty folder fill it once, and both answer', async () => {
  const shared = { ...env, JOINERY_DATA_DIR: newFolder() };
  const both = [startJoinery(['start'], { env: shared }), startJoinery(['start'], { env: shared })];
  for (const one of both) {
    const { data, errors } = await askUrl(await urlOf(one), QUESTION);
    expect(errors).toBeUndefined();
    expect(data.footprints.nodes).toHaveLength(3);
  }
  const done = both.map((one) => one.stderr().match(/^Generating \w+ +done in/gm)?.length ?? 0);
  expect(done[0]! + done[1]!).toBe(4);
  for (const one of both) {
    one.kill('SIGTERM');
    expect((await one.ended()).code).toBe(0);
  }
});

test('a later start keeps the data and generates nothing', async () => {
  const again = startJoinery(['start'], { env, nodeOptions });
  const { data, errors } = await askUrl(await urlOf(again), QUESTION);
  expect(errors).toBeUndefined();
  expect((data?.['footprints'] as { nodes: unknown[] } | undefined)?.nodes).toHaveLength(3);
  expect(again.stderr()).not.toMatch(/Generating/);
  again.kill('SIGINT');
  expect((await again.ended()).code).toBe(0);
});

test('what a fifth partner publishes answers in the live graph, and still does after the next start', async () => {
  const token = /shown this once: (\S+)/.exec(running.stderr())![1]!;
  const sdl = 'type Query { fifth: Int }';
  const fifth = await startSdlSubgraph({ name: 'fifth', sdl, resolvers: { Query: { fifth: () => 5 } } });
  const first = startJoinery(['start'], { env });
  const url = await urlOf(first);
  const registry = `${/registry +(http:\S+)/.exec(first.stdout())![1]!}/graphql`;
  const tell = async (query: string, variables = {}) => askRegistry(registry, token, { query, variables });
  await tell('mutation { createPartner(input: { name: "fifth", title: "The fifth" }) { name } }');
  const publish = 'mutation ($input: PublishSubgraphInput!) { publishSubgraph(input: $input) { outcome } }';
  const input = { name: 'fifth', partner: 'fifth', sdl: fifth.sdl, routingUrl: fifth.url };
  expect((await tell(publish, { input })).data).toEqual({ publishSubgraph: { outcome: 'LIVE' } });
  const answer = () => askUrl(url, `{ fifth ${QUESTION.slice(1)}`);
  await until(async () => (await answer()).errors === undefined);
  const { data, errors } = await answer();
  expect([errors, data.fifth, data.footprints.nodes.length]).toEqual([undefined, 5, 3]);
  first.kill('SIGTERM');
  await first.ended();

  const next = startJoinery(['start'], { env });
  expect((await askUrl(await urlOf(next), '{ fifth }')).data).toEqual({ fifth: 5 });
  expect(next.stderr()).not.toMatch(/shown this once/);
  next.kill('SIGTERM');
  await next.ended();
  await fifth.stop();
});
