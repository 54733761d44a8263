import { join, resolve } from 'node:path';
import { z } from 'zod';
import { databaseUrl } from '../kit/database/database-url.js';
import { readEnv, type Environment } from '../kit/env.js';
import { LOG_LEVELS, type LogLevel } from '../kit/log.js';
import { readTracing, type TracingSettings } from '../kit/tracing/tracing-settings.js';

export interface RegistryConfig {
  /** Whether `joinery start` starts one. */
  readonly enabled: boolean;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly logLevel: LogLevel;
  /** Whether missing migrations are applied at the start. */
  readonly migrate: boolean;
  /** The token of an operator; undefined for one that is made and shown at the first start. */
  readonly adminToken: string | undefined;
  /** The token of gateways, which may read the live supergraph and report what clients use; undefined for none. */
  readonly deliveryToken: string | undefined;
  /** File of the private key that signs supergraphs, made when it is missing. */
  readonly signingKeyFile: string;
  /** Hosts and networks that routing URLs may name although they are internal; `private` stands for all of them. */
  readonly allowedHosts: readonly string[];
  /** How long one composition may take, in milliseconds, and how much memory, in MB. */
  readonly compositionTimeoutMs: number;
  readonly compositionMemoryMb: number;
  /** For how many days what clients use is kept. */
  readonly usageDays: number;
  /** Not traced without. */
  readonly tracing?: TracingSettings;
}

/** What the command line says; it goes before the environment. */
export interface RegistryFlags {
  readonly host?: string;
  readonly port?: string;
}

const port = z.coerce.number().int().min(0).max(65_535);
const token = z
  .string()
  .regex(/^[\w-]{32,200}$/, 'must have 32 to 200 letters, digits, - or _')
  .optional();

const given = z.object({
  JOINERY_DATA_DIR: z.string().default('.joinery'),
  JOINERY_HOST: z.string().default('127.0.0.1'),
  JOINERY_LOG_LEVEL: z.enum(LOG_LEVELS).default('warn'),
  JOINERY_MIGRATE: z.enum(['true', 'false']).default('true'),
  JOINERY_REGISTRY_ENABLED: z.enum(['true', 'false']).default('true'),
  JOINERY_REGISTRY_PORT: port.default(4100),
  JOINERY_REGISTRY_DATABASE_URL: databaseUrl.optional(),
  JOINERY_REGISTRY_ADMIN_TOKEN: token,
  JOINERY_REGISTRY_DELIVERY_TOKEN: token,
  JOINERY_REGISTRY_SIGNING_KEY: z.string().optional(),
  JOINERY_REGISTRY_ALLOWED_HOSTS: z.string().default(''),
  JOINERY_REGISTRY_COMPOSITION_TIMEOUT_MS: z.coerce.number().int().min(1_000).default(60_000),
  JOINERY_REGISTRY_COMPOSITION_MEMORY_MB: z.coerce.number().int().min(64).default(512),
  JOINERY_REGISTRY_USAGE_DAYS: z.coerce.number().int().min(1).max(3_650).default(400),
  '--host': z.string().optional(),
  '--port': port.optional(),
});

/** The registry's settings from flags and environment; see `docs/configuration.md`. Throws `CONFIG_INVALID`. */
export function readRegistryConfig(flags: RegistryFlags, env: Environment): RegistryConfig {
  const values = readEnv(given, { ...env, '--host': flags.host, '--port': flags.port });
  const folder = resolve(values.JOINERY_DATA_DIR);
  return {
    enabled: values.JOINERY_REGISTRY_ENABLED === 'true',
    host: values['--host'] ?? values.JOINERY_HOST,
    port: values['--port'] ?? values.JOINERY_REGISTRY_PORT,
    databaseUrl: values.JOINERY_REGISTRY_DATABASE_URL ?? `sqlite:${join(folder, 'registry.sqlite')}`,
    logLevel: values.JOINERY_LOG_LEVEL,
    migrate: values.JOINERY_MIGRATE === 'true',
    adminToken: values.JOINERY_REGISTRY_ADMIN_TOKEN,
    deliveryToken: values.JOINERY_REGISTRY_DELIVERY_TOKEN,
    signingKeyFile: values.JOINERY_REGISTRY_SIGNING_KEY ?? join(folder, 'registry-key.pem'),
    compositionTimeoutMs: values.JOINERY_REGISTRY_COMPOSITION_TIMEOUT_MS,
    compositionMemoryMb: values.JOINERY_REGISTRY_COMPOSITION_MEMORY_MB,
    usageDays: values.JOINERY_REGISTRY_USAGE_DAYS,
    tracing: readTracing(env),
    allowedHosts: values.JOINERY_REGISTRY_ALLOWED_HOSTS.split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
  };
}
