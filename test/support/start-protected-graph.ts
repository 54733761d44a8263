import { SignJWT } from 'jose';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGatewayConfig, type GatewayConfig } from '../../gateway/config.js';
import { createGateway, type Gateway, type GatewayOverrides } from '../../gateway/gateway.js';
import { readSupergraph } from '../../gateway/supergraph/supergraph.js';
import { createLog } from '../../kit/log.js';
import { composeSubgraphs } from '../federation/support/compose.js';
import type { Fault, Subgraphs } from '../federation/support/federation-case.js';
import { startFixtureServer, type ReceivedRequest } from '../federation/support/fixture-server.js';
import type { Reply } from './start-bookshop.js';

const SECRET = Buffer.from('an example secret of 32 bytes ok');

/** A gateway that knows its callers, over subgraphs that are fixtures. */
export interface ProtectedGraph extends AskableGateway {
  /** Starts another gateway over the same subgraphs, with the same settings unless they are changed. */
  replica(change?: (config: GatewayConfig) => GatewayConfig): Promise<AskableGateway>;
  /** What subgraphs were asked since this was called last. */
  received(): readonly ReceivedRequest[];
  stop(): Promise<void>;
}

export interface AskableGateway {
  readonly url: string;
  /** Asks as somebody with a token of these scopes and claims, or as nobody. */
  ask(query: string, as?: AskedAs): Promise<Reply>;
  /** Serves another supergraph from now on. */
  load(sdl: string): Promise<void>;
}

export interface AskedAs {
  /** Null for nobody in particular. */
  readonly scopes: readonly string[] | null;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface SubgraphBehaviour {
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: Fault | undefined;
}

export interface ProtectedGraphOptions {
  readonly subgraphs: Subgraphs;
  readonly folder: string;
  /** Instead of what the subgraphs compose to. */
  readonly supergraphSdl?: string;
  readonly change?: (config: GatewayConfig) => GatewayConfig;
  /** What a subgraph says besides its answers, and how it fails, from now on. */
  readonly behaviour?: (subgraph: string) => SubgraphBehaviour;
  readonly overrides?: GatewayOverrides;
}

const NOTHING_SPECIAL = (): SubgraphBehaviour => ({});

export async function startProtectedGraph(options: ProtectedGraphOptions): Promise<ProtectedGraph> {
  const { subgraphs, folder, change = (config) => config, behaviour = NOTHING_SPECIAL, overrides } = options;
  const supergraphSdl = options.supergraphSdl ?? composeSubgraphs(subgraphs);
  let received: ReceivedRequest[] = [];
  const servers = await Promise.all(
    Object.entries(subgraphs).map(([name, fixture]) =>
      startFixtureServer({
        name,
        fixture,
        fault: () => behaviour(name).fault,
        headers: () => behaviour(name).headers ?? {},
        onRequest: (request) => received.push(request),
        state: () => ({}),
      }),
    ),
  );
  const names = Object.keys(subgraphs);
  const config = readGatewayConfig({ port: '0' }, {});
  const changed = change({
    ...config,
    authentication: { ...config.authentication, jwks: [keyFile(folder)], algorithms: ['HS256'] },
    subgraphUrls: Object.fromEntries(names.map((name, i) => [name, servers[i]!.url])),
  });
  const gateways: Gateway[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    await Promise.all(servers.map((server) => server.stop()));
  };
  const startGateway = async (changeMore = (same: GatewayConfig) => same): Promise<AskableGateway> => {
    let load: (sdl: string) => Promise<void>;
    const follow: GatewayOverrides['follow'] = (loadGraph) => {
      load = (sdl) => loadGraph(readSupergraph(sdl, 'the test'));
      return { start: () => load(supergraphSdl), stop: async () => undefined };
    };
    const gateway = createGateway(changeMore(changed), { log: createLog('test', 'silent'), follow, ...overrides });
    await gateway.start();
    gateways.push(gateway);
    return { url: gateway.url(), ask: askerOf(gateway.url()), load: (sdl) => load(sdl) };
  };
  const first = await startGateway().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    ...first,
    replica: startGateway,
    received() {
      const all = received;
      received = [];
      return all;
    },
    stop,
  };
}

function askerOf(url: string): ProtectedGraph['ask'] {
  return async (query, { scopes, claims, headers, variables } = { scopes: null }) => {
    const token = scopes && (await tokenWith(scopes, claims));
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  };
}

/** The same for all tokens, so that who asks again has the same token also in the next second. */
const ENDS_AT = new Date(Date.now() + 3_600_000);

/** A token of somebody with these scopes. */
export function tokenWith(scopes: readonly string[], claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return new SignJWT({ scope: scopes.join(' '), ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(`with ${scopes.join(' and ') || 'no scopes'}`)
    .setExpirationTime(ENDS_AT)
    .sign(SECRET);
}

function keyFile(folder: string): string {
  const file = join(folder, 'jwks.json');
  writeFileSync(file, JSON.stringify({ keys: [{ kty: 'oct', k: SECRET.toString('base64url') }] }));
  return file;
}
