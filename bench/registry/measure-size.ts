import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { createLog } from '../../kit/log.js';
import { readRegistryConfig } from '../../registry/config.js';
import type { ComposeRequest } from '../../registry/composition/messages.js';
import { createRegistry } from '../../registry/registry.js';
import { largeSubgraphSdl, probeOf } from './large-graph.js';
import { serve } from './serve.js';

export interface SizeOptions {
  readonly subgraphs: number;
  readonly publishes: number;
  /** How long deliveries are counted, in milliseconds. */
  readonly windowMs: number;
}

/** What was measured for graphs of one size. */
export interface SizeMeasured {
  readonly types: number;
  readonly sdlMb: number;
  /** From the publish until the registry has answered, and until the gateway answers by it. */
  readonly answeredMs: readonly number[];
  readonly liveMs: readonly number[];
  readonly composeMs: number;
  readonly composePeakMb: number;
  readonly registryPeakMb: number;
  readonly unchangedPerSecond: number;
  readonly wholePerSecond: number;
}

const ADMIN = 'a'.repeat(40);
const CONNECTIONS = 20;
const PARTNER = { name: 'bench', title: 'Bench' };

/** Measures a registry with a graph of so many subgraphs, and a gateway that follows it, each in a process of its own. */
export async function measureSize({ subgraphs, publishes, windowMs }: SizeOptions): Promise<SizeMeasured> {
  const folder = mkdtempSync(join(tmpdir(), 'joinery-bench-'));
  const env = {
    JOINERY_DATA_DIR: folder,
    JOINERY_REGISTRY_ADMIN_TOKEN: ADMIN,
    JOINERY_REGISTRY_TOKEN: ADMIN,
    JOINERY_REGISTRY_ALLOWED_HOSTS: 'private',
    JOINERY_REGISTRY_COMPOSITION_TIMEOUT_MS: '300000',
    JOINERY_USAGE_REPORTING: 'false',
  };
  const sources = Array.from({ length: subgraphs }, (_, i) => sourceOf(i, subgraphs, 0));
  const sdl = composed(sources);
  await found(env, { sdl, sources });
  const composition = await composeApart({ ...EMPTY, candidate: sources[0]!, others: sources.slice(1), liveSdl: sdl });
  const registry = await serve(['registry', '--port', '0'], env);
  try {
    const times = await timePublishes(registry.url, { env, subgraphs, publishes });
    return {
      ...times,
      types: sdl.match(/^(type|enum|input) /gm)?.length ?? 0,
      sdlMb: sdl.length / 1024 / 1024,
      composeMs: composition.ms,
      composePeakMb: composition.peakMb,
      unchangedPerSecond: await deliveries(registry.url, windowMs, true),
      wholePerSecond: await deliveries(registry.url, windowMs, false),
      registryPeakMb: registry.peakMb(),
    };
  } finally {
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Publishes again and again, and gives the times of all but the first, which also finds out who owns what. */
async function timePublishes(
  registryUrl: string,
  { env, subgraphs, publishes }: { env: Readonly<Record<string, string>>; subgraphs: number; publishes: number },
): Promise<Pick<SizeMeasured, 'answeredMs' | 'liveMs'>> {
  const gateway = await serve(['gateway', '--port', '0', '--registry', registryUrl], env);
  try {
    const times = { answeredMs: [] as number[], liveMs: [] as number[] };
    for (let version = 1; version <= publishes; version++) {
      const { answeredMs, liveMs } = await timePublish(registryUrl, gateway.url, { subgraphs, version });
      if (version === 1) continue;
      times.answeredMs.push(answeredMs);
      times.liveMs.push(liveMs);
    }
    return times;
  } finally {
    await gateway.stop();
  }
}

const EMPTY = {
  kind: 'compose',
  partner: PARTNER.name,
  owners: new Map<string, string>(),
  partners: new Map<string, string>(),
  before: null,
  personalDataTags: [],
  contracts: [],
} as const;

function sourceOf(subgraph: number, of: number, version: number) {
  const name = `s${subgraph}`;
  return { name, url: `http://127.0.0.1:1/${name}`, sdl: largeSubgraphSdl(subgraph, of, version) };
}

type Source = ReturnType<typeof sourceOf>;

function composed(sources: readonly Source[]): string {
  const { supergraphSdl, errors } = composeServices(
    sources.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('; '));
  return supergraphSdl;
}

/** Fills the registry's database with a graph, so that not every subgraph has to be published. */
async function found(env: Record<string, string>, graph: { sdl: string; sources: readonly Source[] }): Promise<void> {
  const subgraphs = graph.sources.map((source) => ({ ...source, partner: PARTNER }));
  const registry = createRegistry(readRegistryConfig({ port: '0' }, env), {
    log: createLog('registry', 'silent'),
    founding: () => ({ sdl: graph.sdl, subgraphs }),
  });
  await registry.start();
  await registry.stop();
}

async function composeApart(request: ComposeRequest): Promise<{ ms: number; peakMb: number }> {
  const child = fork(join(import.meta.dirname, 'compose-apart.js'), { execArgv: [], serialization: 'advanced' });
  child.send(request);
  const [measured] = (await once(child, 'message')) as [{ ms: number; peakMb: number; isComposed: boolean }];
  if (!measured.isComposed) throw new Error('The graph of the benchmark does not compose');
  return measured;
}

async function timePublish(
  registryUrl: string,
  gatewayUrl: string,
  { subgraphs, version }: { readonly subgraphs: number; readonly version: number },
): Promise<{ answeredMs: number; liveMs: number }> {
  const subgraph = version % subgraphs;
  const { name, url: routingUrl, sdl } = sourceOf(subgraph, subgraphs, version);
  const input = { name, sdl, routingUrl, approval: { by: 'bench', reason: 'bench' } };
  const query =
    'mutation ($input: PublishSubgraphInput!) { publishSubgraph(input: $input) { outcome findings { message } } }';
  const startedAt = performance.now();
  const { data, errors } = await post(`${registryUrl}/graphql`, { query, variables: { input } });
  const answeredMs = performance.now() - startedAt;
  if (data?.['publishSubgraph']?.outcome !== 'LIVE') throw new Error(JSON.stringify(errors ?? data).slice(0, 1_000));
  // No subgraph is there to answer; whether the field is known, the gateway says without one.
  const probe = `query ($never: Boolean = false) { ${probeOf(subgraph, version)} @include(if: $never) }`;
  while ((await post(gatewayUrl, { query: probe })).errors) await sleep(5);
  return { answeredMs, liveMs: performance.now() - startedAt };
}

interface Posted {
  readonly data?: Readonly<Record<string, { readonly outcome: string }>>;
  readonly errors?: unknown;
}

async function post(url: string, body: object): Promise<Posted> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN}` },
    body: JSON.stringify(body),
  });
  return (await response.json()) as Posted;
}

/** How many deliveries a second there are: to who has it already, or whole. */
async function deliveries(url: string, windowMs: number, hasIt: boolean): Promise<number> {
  const pool = new Pool(url, { connections: CONNECTIONS });
  const authorization = `Bearer ${ADMIN}`;
  const first = await pool.request({ path: '/supergraph', method: 'GET', headers: { authorization } });
  await first.body.dump();
  const headers = { authorization, ...(hasIt ? { 'if-none-match': String(first.headers['etag']) } : {}) };
  let count = 0;
  const startedAt = performance.now();
  const ask = async (): Promise<void> => {
    while (performance.now() - startedAt < windowMs) {
      const { body } = await pool.request({ path: '/supergraph', method: 'GET', headers });
      await body.arrayBuffer();
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  const seconds = (performance.now() - startedAt) / 1_000;
  await pool.close();
  return count / seconds;
}
