import { z } from 'zod';
import { readEnv, type Environment } from '../kit/env.js';
import { JoineryError } from '../kit/errors.js';
import { LOG_LEVELS } from '../kit/log.js';
import { tracingOf, tracingVariables } from '../kit/tracing/tracing-settings.js';
import { readConfigFile, settingProblems, type RawSettings } from './config-file.js';
import { ENGINES, gatewaySettings, httpUrl } from './settings.js';
import { isRecord } from '../kit/is-record.js';

/** Every setting with its value. */
export type GatewayConfig = z.infer<typeof gatewaySettings>;

/** What the command line says; it goes before the environment, which goes before the configuration file. */
export interface GatewayFlags {
  readonly host?: string;
  readonly port?: string;
  readonly supergraph?: string;
  readonly registry?: string;
  readonly engine?: string;
  readonly workers?: string;
  readonly config?: string;
  /** `name=url` each. */
  readonly subgraph?: readonly string[];
}

const URL_VARIABLE = /^JOINERY_SUBGRAPH_(.+)_URL$/;
const URL_FLAG = '--subgraph ';

const port = z.coerce.number().int().min(0).max(65_535).optional();
const positive = z.coerce.number().int().min(1).optional();
const text = z.string().optional();
const truth = z.enum(['true', 'false']).optional();
const introspection = z.enum(['true', 'false', 'authenticated']).optional();
const engine = z.enum(ENGINES).optional();

const given = z.object({
  JOINERY_HOST: text,
  JOINERY_GATEWAY_PORT: port,
  PORT: port,
  JOINERY_GATEWAY_CONFIG: text,
  JOINERY_SUPERGRAPH: text,
  JOINERY_REGISTRY_URL: httpUrl.optional(),
  JOINERY_REGISTRY_TOKEN: text,
  JOINERY_REGISTRY_KEY: text,
  JOINERY_REGISTRY_ALLOWED_HOSTS: text,
  JOINERY_USAGE_REPORTING: truth,
  JOINERY_DATA_DIR: text,
  JOINERY_ENGINE: engine,
  JOINERY_WORKERS: positive,
  JOINERY_INTROSPECTION: introspection,
  JOINERY_BODY_LIMIT_BYTES: positive,
  JOINERY_SUBGRAPH_TIMEOUT_MS: positive,
  JOINERY_SUBGRAPH_SIGNING_KEYS: text,
  HTTPS_PROXY: text,
  https_proxy: text,
  NO_PROXY: text,
  no_proxy: text,
  JOINERY_LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
  ...tracingVariables,
  '--host': text,
  '--port': port,
  '--supergraph': text,
  '--registry': httpUrl.optional(),
  '--engine': engine,
  '--workers': positive,
  '--config': text,
});

/** The gateway's settings from flags, environment and file; see `docs/configuration.md`. Throws `CONFIG_INVALID`. */
export function readGatewayConfig(flags: GatewayFlags, env: Environment): GatewayConfig {
  const named = { ...env, ...givenBy(flags) };
  const urls = Object.fromEntries(
    Object.keys(named)
      .filter(isUrlSetting)
      .map((key) => [key, httpUrl.optional()]),
  );
  const values = readEnv(given.extend(urls) as unknown as typeof given, named);
  const file = values['--config'] ?? values.JOINERY_GATEWAY_CONFIG;
  const settings = joined(file === undefined ? {} : readConfigFile(file), settingsOf(values));
  const result = gatewaySettings.safeParse(settings);
  if (result.success) return result.data;
  const problems = settingProblems(result.error, gatewaySettings).map((problem) => `${file ?? 'settings'}: ${problem}`);
  throw new JoineryError('CONFIG_INVALID', problems.join('; '));
}

/** What flags and variables say, as a configuration file would. */
function settingsOf(values: z.infer<typeof given>): RawSettings {
  return {
    host: values['--host'] ?? values.JOINERY_HOST,
    port: values['--port'] ?? values.JOINERY_GATEWAY_PORT ?? values.PORT,
    supergraph: values['--supergraph'] ?? values.JOINERY_SUPERGRAPH,
    registry: {
      url: values['--registry'] ?? values.JOINERY_REGISTRY_URL,
      token: values.JOINERY_REGISTRY_TOKEN,
      key: values.JOINERY_REGISTRY_KEY,
      allowedHosts: listed(values.JOINERY_REGISTRY_ALLOWED_HOSTS),
    },
    usageReporting: { enabled: values.JOINERY_USAGE_REPORTING && values.JOINERY_USAGE_REPORTING === 'true' },
    dataDir: values.JOINERY_DATA_DIR,
    engine: values['--engine'] ?? values.JOINERY_ENGINE,
    workers: values['--workers'] ?? values.JOINERY_WORKERS,
    introspection: introspectionOf(values.JOINERY_INTROSPECTION),
    logLevel: values.JOINERY_LOG_LEVEL,
    telemetry: { tracing: tracingOf(values) },
    proxy: {
      url: (values.https_proxy ?? values.HTTPS_PROXY) || undefined,
      bypass: listed(values.no_proxy ?? values.NO_PROXY),
    },
    limits: { bodyBytes: values.JOINERY_BODY_LIMIT_BYTES },
    subgraphDefaults: { timeoutMs: values.JOINERY_SUBGRAPH_TIMEOUT_MS },
    subgraphSigning: { keys: values.JOINERY_SUBGRAPH_SIGNING_KEYS },
    subgraphUrls: subgraphUrlsOf(values),
  };
}

/** The scopes that it may need instead stand in a file alone. */
function introspectionOf(value: string | undefined): boolean | string | undefined {
  return value === undefined || value === 'authenticated' ? value : value === 'true';
}

function listed(text: string | undefined): string[] | undefined {
  return text
    ?.split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Adds settings to others, in which they go first; undefined says nothing. */
function joined(settings: RawSettings, first: RawSettings): RawSettings {
  const result: Record<string, unknown> = { ...settings };
  for (const [name, value] of Object.entries(first)) {
    if (!isRecord(value)) result[name] = value ?? result[name];
    else if (saysAnything(value)) result[name] = joined(isRecord(result[name]) ? result[name] : {}, value);
  }
  return result;
}

function saysAnything(settings: RawSettings): boolean {
  return Object.values(settings).some((value) => value !== undefined);
}

function givenBy({ subgraph = [], ...flags }: GatewayFlags): Environment {
  const urls = subgraph.map((flag) => {
    const [name = '', ...rest] = flag.split('=');
    return [`${URL_FLAG}${name}`, rest.join('=') || 'no URL'];
  });
  const others = Object.entries(flags).map(([name, value]) => [`--${name}`, value as string | undefined]);
  return Object.fromEntries([...urls, ...others]) as Environment;
}

function isUrlSetting(key: string): boolean {
  return URL_VARIABLE.test(key) || key.startsWith(URL_FLAG);
}

/** Flags come last, so that they go before variables for the same subgraph. */
function subgraphUrlsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  const urls = Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const variables = urls.flatMap(
    ([key, url]) =>
      URL_VARIABLE.exec(key)
        ?.slice(1)
        .map((name) => [name, url]) ?? [],
  );
  const flags = urls.filter(([key]) => key.startsWith(URL_FLAG)).map(([key, url]) => [key.slice(URL_FLAG.length), url]);
  return Object.fromEntries([...variables, ...flags]) as Record<string, string>;
}
