import { createGateway, type Gateway } from '../gateway/gateway.js';
import { readGatewayConfig, type GatewayConfig } from '../gateway/config.js';
import { assertReadable, type Environment } from '../kit/env.js';
import { assertCanListen } from '../kit/http/listen.js';
import { startTogether, type Service } from '../kit/life-cycle.js';
import { readRegistryConfig } from '../registry/config.js';
import { readSubgraphConfig } from '../subgraphs/kit/config.js';
import { createCountry, type CountryOptions } from '../subgraphs/kit/country/country.js';
import { createSubgraph, type Subgraph } from '../subgraphs/kit/create-subgraph.js';
import { lastRefresh } from '../subgraphs/kit/refresh.js';
import type { SubgraphDefinition, SubgraphName } from '../subgraphs/kit/subgraph-definition.js';
import { loadDefinition, SUBGRAPH_NAMES } from './definitions.js';
import { OWNERS } from './founding.js';
import { createLocalIdentity, createNoIdentity } from './local-identity.js';
import { createLocalRegistry, followsNothing, type LocalRegistry } from './local-registry.js';
import { seedDatabase } from './seed-all.js';

/** Subgraphs and registry are the gateway's neighbours here; only the gateway is for others. */
const INNER_HOST = '127.0.0.1';

export interface LocalOptions {
  /** Raised to give up while databases are still being filled. */
  readonly signal: AbortSignal;
  /** Takes the progress of generating. */
  readonly stderr: NodeJS.WriteStream;
  /** How large the generated country is. */
  readonly country?: CountryOptions;
}

/** Where everything listens. */
export interface Addresses {
  readonly gateway: string;
  /** Undefined where there is none. */
  readonly registry: string | undefined;
  readonly subgraphs: Readonly<Record<string, string>>;
}

export interface Local extends Service {
  /** Known after `start`. */
  addresses(): Addresses;
}

interface LocalSubgraph {
  readonly definition: SubgraphDefinition;
  readonly port: number;
  readonly subgraph: Subgraph;
}

/**
 * Everything in one process: the four subgraphs, filled with generated data where their databases are empty, the registry
 * with their contracts, and the gateway over them. Taken ports are found before a database is touched.
 */
export async function createLocal(env: Environment, options: LocalOptions): Promise<Local> {
  const configOf = (name: SubgraphName) => readSubgraphConfig(name, env);
  const others = [() => readGatewayConfig({}, env), () => readRegistryConfig({}, env)];
  assertReadable([...others, ...SUBGRAPH_NAMES.map((name) => () => configOf(name))]);
  const gatewayConfig = readGatewayConfig({}, env);
  const subgraphs: LocalSubgraph[] = [];
  for (const name of SUBGRAPH_NAMES) {
    const definition = await loadDefinition(name);
    const config = { ...configOf(name), host: INNER_HOST };
    subgraphs.push({ definition, port: config.port, subgraph: createSubgraph(definition, config) });
  }
  const { stderr } = options;
  const { dataDir } = gatewayConfig;
  const registry = await createLocalRegistry({ env, host: INNER_HOST, dataDir, urls: () => urlsOf(subgraphs), stderr });
  const gateway = gatewayOver(subgraphs, gatewayConfig, registry);
  const local = startTogether('joinery', [
    portCheck(subgraphs, gatewayConfig, registry),
    ...subgraphs.map(({ subgraph }) => subgraph),
    seeding(subgraphs, options),
    ...(registry ? [registry] : []),
    gateway,
  ]);
  const addresses = () => ({ gateway: gateway.url(), registry: registry?.url(), subgraphs: urlsOf(subgraphs) });
  return { ...local, addresses };
}

function portCheck(
  subgraphs: readonly LocalSubgraph[],
  { host, port }: GatewayConfig,
  registry: LocalRegistry | undefined,
): Service {
  const addresses = [
    { host, port, setting: 'JOINERY_GATEWAY_PORT' },
    ...subgraphs.map(({ definition, port: subgraphPort }) => ({
      host: INNER_HOST,
      port: subgraphPort,
      setting: `JOINERY_${definition.name.toUpperCase()}_PORT`,
    })),
    ...(registry ? [{ host: registry.host, port: registry.port, setting: 'JOINERY_REGISTRY_PORT' }] : []),
  ];
  return {
    name: 'port check',
    start: () => assertCanListen(addresses),
    stop: async () => undefined,
  };
}

function seeding(subgraphs: readonly LocalSubgraph[], { signal, stderr, country = {} }: LocalOptions): Service {
  return {
    name: 'seeding',
    start: async () => {
      for (const { definition, subgraph } of subgraphs) {
        signal.throwIfAborted();
        if ((await lastRefresh(subgraph.database())) !== null) continue;
        await seedDatabase(definition, subgraph.database(), { country: createCountry(country), stderr, signal });
      }
    },
    stop: async () => undefined,
  };
}

/**
 * The gateway is made when the others' addresses are known. What the environment says about them goes first, and about
 * the supergraph.
 */
function gatewayOver(
  subgraphs: readonly LocalSubgraph[],
  config: GatewayConfig,
  registry: LocalRegistry | undefined,
): Gateway {
  let gateway: Gateway | undefined;
  return {
    name: 'gateway',
    url: () => gateway?.url() ?? '',
    start: () => {
      const followed = registry && followsNothing(config) ? registry.followed() : config.registry;
      const subgraphUrls = { ...urlsOf(subgraphs), ...config.subgraphUrls };
      const owners = { ...OWNERS, ...config.owners };
      const exposeQueryPlans = config.exposeQueryPlans || isLoopback(config.host);
      const onlyThisMachine = isLoopback(config.host);
      // Its turns are those of the subgraphs too, which say nothing of the gateway.
      const overload = { ...config.overload, turnMs: 0 };
      const signsIn = registry && followsNothing(config) && onlyThisMachine;
      gateway = createGateway(
        { ...config, registry: followed, subgraphUrls, owners, exposeQueryPlans, overload },
        {
          onlyThisMachine,
          ...(signsIn && { sampleSignIn: registry.sampleSignIn }),
          ...(namesNoIssuer(config) && { ownIssuer: onlyThisMachine ? createLocalIdentity() : createNoIdentity() }),
        },
      );
      return gateway.start();
    },
    stop: async () => gateway?.stop(),
  };
}

/** Whether the settings leave open who says who callers are. */
function namesNoIssuer({ authentication: { jwks, providers } }: GatewayConfig): boolean {
  return jwks.length + providers.length === 0;
}

/** Whether nobody but this machine can ask a server on the address. */
function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|::1)$/i.test(host);
}

function urlsOf(subgraphs: readonly LocalSubgraph[]): Record<string, string> {
  return Object.fromEntries(subgraphs.map(({ definition, subgraph }) => [definition.name, subgraph.url()]));
}
