import { randomBytes } from 'node:crypto';
import { readGatewayConfig, type GatewayConfig } from '../gateway/config.js';
import type { Environment } from '../kit/env.js';
import type { Service } from '../kit/life-cycle.js';
import type { SampleSignIn } from '../gateway/studio-api/sample-sign-in.js';
import { readRegistryConfig } from '../registry/config.js';
import { keepAdminToken } from './keep-admin-token.js';
import { foundingFor } from './founding.js';
import { createSampleSignIn } from './sample-sign-in.js';

/** The registry among everything else in one process. */
export interface LocalRegistry extends Service {
  /** `http://host:port`, known after `start`. */
  url(): string;
  readonly host: string;
  readonly port: number;
  /** What makes a gateway follow it, known after `start`. */
  followed(): GatewayConfig['registry'];
  readonly sampleSignIn: SampleSignIn;
}

export interface LocalRegistryOptions {
  readonly env: Environment;
  readonly host: string;
  /** Where the operator's token is kept. */
  readonly dataDir: string;
  /** Where the subgraphs are, known when it starts. */
  readonly urls: () => Readonly<Record<string, string>>;
  readonly stderr: NodeJS.WriteStream;
}

/** A registry that begins with the contracts in `schema/`; undefined where it is switched off. */
export async function createLocalRegistry({
  env,
  host,
  dataDir,
  urls,
  stderr,
}: LocalRegistryOptions): Promise<LocalRegistry | undefined> {
  const given = readRegistryConfig({}, env);
  if (!given.enabled) return undefined;
  const { createRegistry } = await import('../registry/registry.js');
  const deliveryToken = given.deliveryToken ?? randomBytes(32).toString('hex');
  // Here, subgraphs are on this machine.
  const config = { ...given, host, deliveryToken, allowedHosts: [...given.allowedHosts, 'private'] };
  const registry = createRegistry(config, {
    founding: () => foundingFor(urls())(),
    onAdminToken: (token) => stderr.write(keepAdminToken(dataDir, token)),
  });
  return {
    ...registry,
    host,
    port: given.port,
    sampleSignIn: createSampleSignIn(registry),
    followed: () => ({
      url: registry.url(),
      token: deliveryToken,
      key: registry.publicKey(),
      allowedHosts: ['private'],
    }),
  };
}

/** Whether a gateway is told neither a file nor a registry to follow. */
export function followsNothing({ supergraph, registry }: GatewayConfig): boolean {
  return registry.url === null && supergraph === readGatewayConfig({}, {}).supergraph;
}
