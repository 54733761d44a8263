import { afterAll } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createLog } from '../../kit/log.js';
import { createRegistry, type Registry, type RegistryOverrides } from '../../registry/registry.js';
import type { RegistryConfig } from '../../registry/config.js';
import type { Answer } from './ask.js';
import { temporaryFolders } from './temporary-folder.js';

export const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", ' +
  '"@requires", "@provides", "@override", "@inaccessible", "@interfaceObject", "@authenticated", "@requiresScopes", ' +
  '"@policy", "@context", "@fromContext", "@tag"])\n';

export interface StartedRegistry {
  readonly registry: Registry;
  readonly config: RegistryConfig;
  readonly url: string;
  readonly adminToken: string;
  /** Asks with a token; the operator's unless another is given. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, token?: string): Promise<Answer>;
  /** Adds a partner and gives a token that may do everything for it. */
  partner(name: string): Promise<string>;
  /** Publishes a version and gives the result, or the errors. The SDL needs no link to federation. */
  publish(token: string, name: string, sdl: string, more?: Readonly<Record<string, unknown>>): Promise<PublishAnswer>;
}

export interface PublishAnswer {
  readonly outcome: string;
  readonly exitCode: number;
  readonly changed: boolean;
  readonly version: { readonly number: number; readonly status: string } | null;
  readonly supergraph: { readonly serial: number } | null;
  readonly findings: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
    readonly coordinate: string | null;
    readonly partner: string | null;
    readonly fix: string;
    readonly sources: readonly { readonly subgraph: string; readonly line: number; readonly text: string }[];
    readonly flow: { readonly fields: readonly string[]; readonly from: string; readonly to: string } | null;
  }[];
  /** Of the error, when there is no result. */
  readonly code?: string;
  readonly message?: string;
}

export const RESULT = `outcome exitCode changed version { number status } supergraph { serial }
  findings { code severity message coordinate partner fix sources { subgraph line text } flow { fields from to } }`;

const newFolder = temporaryFolders();
const started: Registry[] = [];
afterAll(async () => {
  for (const registry of started) await registry.stop();
});

/** Starts a registry on a database and a free port; it is stopped after the tests. */
export async function startRegistry(
  databaseUrl: string,
  overrides: RegistryOverrides & { readonly config?: Partial<RegistryConfig> } = {},
): Promise<StartedRegistry> {
  const adminToken = randomBytes(32).toString('hex');
  const config: RegistryConfig = {
    enabled: true,
    host: '127.0.0.1',
    port: 0,
    databaseUrl,
    logLevel: 'silent',
    migrate: true,
    adminToken,
    deliveryToken: undefined,
    signingKeyFile: join(newFolder(), 'key.pem'),
    allowedHosts: ['private'],
    usageDays: 400,
    compositionTimeoutMs: 60_000,
    compositionMemoryMb: 512,
    ...overrides.config,
  };
  const registry = createRegistry(config, { log: createLog('registry', 'silent'), ...overrides });
  await registry.start();
  started.push(registry);
  const ask = (query: string, variables = {}, token = adminToken) =>
    askRegistry(`${registry.url()}/graphql`, token, { query, variables });
  return {
    registry,
    config,
    url: registry.url(),
    adminToken,
    ask,
    async partner(name) {
      await ask('mutation ($name: String!) { createPartner(input: { name: $name, title: $name }) { name } }', { name });
      const { data } = await ask(
        `mutation ($name: String!) { createToken(input: { partner: $name, name: "pipeline",
           scopes: [PUBLISH, CHECK, GRANT, READ, TOKENS] }) { secret } }`,
        { name },
      );
      return data.createToken.secret as string;
    },
    async publish(token, name, sdl, more = {}) {
      const input = { name, sdl: FEDERATION + sdl, routingUrl: `http://127.0.0.1/${name}`, ...more };
      const query = `mutation ($input: PublishSubgraphInput!) { publishSubgraph(input: $input) { ${RESULT} } }`;
      return resultOf(await ask(query, { input }, token), 'publishSubgraph');
    },
  };
}

/** The result of a mutation, or the first error in its place. */
export function resultOf({ data, errors }: Answer, field: string): PublishAnswer {
  const [error] = errors ?? [];
  if (!error) return data[field];
  return { code: String(error.extensions?.['code']), message: error.message } as PublishAnswer;
}

/** Posts an operation with a token. */
export async function askRegistry(url: string, token: string, body: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const { data, errors } = (await response.json()) as Answer;
  return { status: response.status, data, errors };
}
