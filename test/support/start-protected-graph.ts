import { SignJWT } from 'jose';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGatewayConfig, type GatewayConfig } from '../../gateway/config.js';
import { createGateway } from '../../gateway/gateway.js';
import { readSupergraph } from '../../gateway/supergraph/supergraph.js';
import { createLog } from '../../kit/log.js';
import { composeSubgraphs } from '../federation/support/compose.js';
import type { Subgraphs } from '../federation/support/federation-case.js';
import { startFixtureServer, type ReceivedRequest } from '../federation/support/fixture-server.js';
import type { Reply } from './start-bookshop.js';

const SECRET = Buffer.from('an example secret of 32 bytes ok');

/** A gateway that knows its callers, over subgraphs that are fixtures. */
export interface ProtectedGraph {
  readonly url: string;
  /** Asks as somebody with a token of these scopes and claims, or as nobody. */
  ask(query: string, as?: AskedAs): Promise<Reply>;
  /** What subgraphs were asked since this was called last. */
  received(): readonly ReceivedRequest[];
  stop(): Promise<void>;
}

export interface AskedAs {
  /** Null for nobody in particular. */
  readonly scopes: readonly string[] | null;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface ProtectedGraphOptions {
  readonly subgraphs: Subgraphs;
  readonly folder: string;
  /** Instead of what the subgraphs compose to. */
  readonly supergraphSdl?: string;
  readonly change?: (config: GatewayConfig) => GatewayConfig;
}

export async function startProtectedGraph(options: ProtectedGraphOptions): Promise<ProtectedGraph> {
  const { subgraphs, folder, change = (config) => config } = options;
  const supergraphSdl = options.supergraphSdl ?? composeSubgraphs(subgraphs);
  let received: ReceivedRequest[] = [];
  const servers = await Promise.all(
    Object.entries(subgraphs).map(([name, fixture]) =>
      startFixtureServer({
        name,
        fixture,
        fault: () => undefined,
        onRequest: (request) => received.push(request),
        state: () => ({}),
      }),
    ),
  );
  const names = Object.keys(subgraphs);
  const config = readGatewayConfig({ port: '0' }, {});
  const gateway = createGateway(
    change({
      ...config,
      authentication: { ...config.authentication, jwks: [keyFile(folder)], algorithms: ['HS256'] },
      subgraphUrls: Object.fromEntries(names.map((name, i) => [name, servers[i]!.url])),
    }),
    { log: createLog('test', 'silent'), supergraph: readSupergraph(supergraphSdl, 'the test') },
  );
  const stopServers = async (): Promise<void> => void (await Promise.all(servers.map((server) => server.stop())));
  await gateway.start().catch(async (error: unknown) => {
    await stopServers();
    throw error;
  });
  return {
    url: gateway.url(),
    async ask(query, { scopes, claims, headers, variables } = { scopes: null }) {
      const token = scopes && (await tokenWith(scopes, claims));
      const response = await fetch(gateway.url(), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    received() {
      const all = received;
      received = [];
      return all;
    },
    async stop() {
      await gateway.stop();
      await stopServers();
    },
  };
}

/** A token of somebody with these scopes. */
export function tokenWith(scopes: readonly string[], claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return new SignJWT({ scope: scopes.join(' '), ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(`with ${scopes.join(' and ') || 'no scopes'}`)
    .setExpirationTime('1h')
    .sign(SECRET);
}

function keyFile(folder: string): string {
  const file = join(folder, 'jwks.json');
  writeFileSync(file, JSON.stringify({ keys: [{ kty: 'oct', k: SECRET.toString('base64url') }] }));
  return file;
}
