import { join, resolve } from 'node:path';
import { z } from 'zod';
import { databaseUrl } from '../../kit/database/database-url.js';
import { readEnv, type Environment } from '../../kit/env.js';
import { LOG_LEVELS, type LogLevel } from '../../kit/log.js';
import { readTracing, type TracingSettings } from '../../kit/tracing/tracing-settings.js';
import { signingKeys, type SigningKey } from '../../kit/request-signature.js';
import { SUBGRAPH_PORTS, type SubgraphName } from './subgraph-definition.js';

export interface SubgraphConfig {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly logLevel: LogLevel;
  /** Whether missing migrations are applied at the start. */
  readonly migrate: boolean;
  /** Keys of the gateways that may ask; none lets everybody. */
  readonly signingKeys?: readonly SigningKey[];
  /** Not traced without. */
  readonly tracing?: TracingSettings;
}

const port = z.coerce.number().int().min(0).max(65_535);

/** A subgraph's settings from the environment; see `docs/configuration.md`. Throws `CONFIG_INVALID`. */
export function readSubgraphConfig(name: SubgraphName, env: Environment): SubgraphConfig {
  const upper = name.toUpperCase();
  const settings = readEnv(
    z.object({
      JOINERY_DATA_DIR: z.string().default('.joinery'),
      JOINERY_HOST: z.string().default('127.0.0.1'),
      JOINERY_LOG_LEVEL: z.enum(LOG_LEVELS).default('warn'),
      JOINERY_SUBGRAPH_SIGNING_KEYS: signingKeys.optional(),
      JOINERY_MIGRATE: z.enum(['true', 'false']).default('true'),
      [`JOINERY_${upper}_PORT`]: port.optional(),
      [`JOINERY_${upper}_DATABASE_URL`]: databaseUrl.optional(),
    }),
    env,
  ) as Record<string, unknown>;
  const file = join(resolve(settings['JOINERY_DATA_DIR'] as string), `${name}.sqlite`);
  return {
    host: settings['JOINERY_HOST'] as string,
    port: (settings[`JOINERY_${upper}_PORT`] as number | undefined) ?? SUBGRAPH_PORTS[name],
    databaseUrl: (settings[`JOINERY_${upper}_DATABASE_URL`] as string | undefined) ?? `sqlite:${file}`,
    logLevel: settings['JOINERY_LOG_LEVEL'] as LogLevel,
    migrate: settings['JOINERY_MIGRATE'] === 'true',
    signingKeys: (settings['JOINERY_SUBGRAPH_SIGNING_KEYS'] as SigningKey[] | undefined) ?? [],
    tracing: readTracing(env),
  };
}
