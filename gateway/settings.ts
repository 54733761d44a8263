import { join } from 'node:path';
import { z } from 'zod';
import { DEFAULT_PATIENCE } from '../kit/http/patience.js';
import { LOG_LEVELS } from '../kit/log.js';
import { PACKAGE_ROOT } from '../kit/package-root.js';
import { signingKeys } from '../kit/request-signature.js';
import { readPublicKey } from '../kit/release-signature.js';
import { NEVER_FORWARDED } from './subgraph-client/forwarded-headers.js';
import { authentication } from './settings/authentication.js';
import { cache } from './settings/cache.js';
import { audit, callers, cost, overload, suppression } from './settings/limits-of-callers.js';
import { studio, trustsStudio } from './settings/studio.js';
import { introspection } from './settings/introspection.js';
import { authorization } from './settings/authorization.js';
import { metrics, telemetry } from './settings/telemetry.js';
import { trustedProxies } from './settings/trusted-proxies.js';
import { DEFAULT_LIMITS, type SubgraphLimits } from './subgraph-client/limits.js';

/** What executes operations: our own engine, or the stock `ApolloGateway` behind `ApolloServer`. */
export const ENGINES = ['joinery', 'apollo'] as const;
export type EngineName = (typeof ENGINES)[number];

/** The supergraph of this package, for which it also has saved queries. */
export const OWN_SUPERGRAPH = join(PACKAGE_ROOT, 'schema', 'supergraph.graphql');
export const OWN_QUERIES = join(PACKAGE_ROOT, 'schema', 'queries');

const count = z.number().int().min(1);
const milliseconds = z.number().int().min(1);
const bytes = z.number().int().min(1);
export const httpUrl = z.string().refine(isUsableUrl, 'must be an http or https URL without user and password');

/** What one subgraph may use: as `SubgraphLimits` has it. */
const subgraphLimits = z.strictObject({
  timeoutMs: milliseconds,
  connectTimeoutMs: milliseconds,
  responseBytes: bytes,
  arrivingBytes: bytes,
  responseHeaderBytes: bytes,
  responseWeight: count,
  sockets: count,
  socketsMax: count,
  queueMax: count,
  socketLifetimeMs: milliseconds,
  retryRatio: z.number().min(0).max(1),
  retryReserve: z.number().int().min(0),
  breakerFailures: z.number().int().min(0),
  breakerProbeMs: milliseconds,
  dedupeAgeMs: milliseconds,
  acceptEncoding: z.string(),
  subscriptions: count,
  echoKeys: z.boolean(),
});

const limits = z.strictObject({
  bodyBytes: bytes.default(1024 * 1024),
  headerBytes: bytes.default(16 * 1024),
  headersMs: milliseconds.default(DEFAULT_PATIENCE.headersMs),
  requestMs: milliseconds.default(DEFAULT_PATIENCE.requestMs),
  answerMs: milliseconds.default(DEFAULT_PATIENCE.answerMs),
  batchLength: z.number().int().min(0).default(0),
  tokens: count.default(15_000),
  operations: count.default(50),
  selections: count.default(5_000),
  expandedSelections: count.default(20_000),
  depth: count.max(500).default(50),
  aliases: count.default(500),
  rootFields: count.default(100),
  directives: count.default(500),
});

const persistedQueries = z.strictObject({
  enabled: z.boolean().default(true),
  cacheBytes: bytes.default(16 * 1024 * 1024),
});

const trustedDocuments = z.strictObject({
  manifests: z.array(z.string()).default([]),
  only: z.boolean().default(false),
});

const headerName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a header')
  .toLowerCase()
  .refine((name) => !NEVER_FORWARDED.has(name), 'is never forwarded');

const headers = z.strictObject({
  forward: z.array(headerName).default([]),
});

const dedupe = z.strictObject({
  fetches: z.boolean().default(false),
  operations: z.boolean().default(false),
});

const subscriptions = z.strictObject({
  max: z.number().int().min(0).default(1_000),
  heartbeatMs: milliseconds.default(5_000),
});

const data = z.strictObject({
  enabled: z.boolean().default(true),
  queries: z.string().nullable().default(null),
  rowsMax: count.default(2_000_000),
  exports: count.default(4),
  waiting: z.number().int().min(0).default(100),
  timeoutMs: milliseconds.default(600_000),
});

const proxy = z.strictObject({
  url: z.string().refine(isProxyUrl, 'must be an http or https URL').nullable().default(null),
  bypass: z.array(z.string().trim().min(1)).default([]),
});

const subgraphSigning = z.strictObject({
  keys: signingKeys.nullable().default(null),
  subgraphs: z.record(z.string(), signingKeys).default({}),
});

const subgraphTls = z.strictObject({
  ca: z.string().min(1).nullable().default(null),
  certificate: z.string().min(1).nullable().default(null),
  key: z.string().min(1).nullable().default(null),
});

const registry = z.strictObject({
  url: httpUrl.nullable().default(null),
  token: z.string().min(1).nullable().default(null),
  key: z
    .string()
    .refine((key) => readPublicKey(key) !== undefined, 'must be 32 bytes in base64')
    .nullable()
    .default(null),
  allowedHosts: z.array(z.string().min(1)).default([]),
});

const usageReporting = z.strictObject({
  enabled: z.boolean().default(true),
  intervalMs: milliseconds.default(10_000),
  bytes: bytes.default(4 * 1024 * 1024),
});

const settings = z.strictObject({
  host: z.string().default('127.0.0.1'),
  port: z.number().int().min(0).max(65_535).default(4000),
  supergraph: z.string().default(OWN_SUPERGRAPH),
  supergraphPollMs: milliseconds.default(5_000),
  registry: registry.prefault({}),
  usageReporting: usageReporting.prefault({}),
  dataDir: z.string().default('.joinery'),
  engine: z.enum(ENGINES).default('joinery'),
  workers: count.default(1),
  introspection,
  exposeQueryPlans: z.boolean().default(false),
  logLevel: z.enum(LOG_LEVELS).default('warn'),
  requestTimeoutMs: milliseconds.default(60_000),
  limits: limits.prefault({}),
  persistedQueries: persistedQueries.prefault({}),
  trustedDocuments: trustedDocuments.prefault({}),
  headers: headers.prefault({}),
  authentication: authentication.prefault({}),
  authorization: authorization.prefault({}),
  audit: audit.prefault({}),
  callers: callers.prefault({}),
  suppression: suppression.prefault({}),
  cost: cost.prefault({}),
  overload: overload.prefault({}),
  dedupe: dedupe.prefault({}),
  cache: cache.prefault({}),
  subscriptions: subscriptions.prefault({}),
  metrics: metrics.prefault({}),
  telemetry: telemetry.prefault({}),
  trustedProxies: trustedProxies.prefault({}),
  studio: studio.prefault({}),
  data: data.prefault({}),
  proxy: proxy.prefault({}),
  owners: z.record(z.string(), z.string().min(1).max(200)).default({}),
  subgraphSigning: subgraphSigning.prefault({}),
  subgraphTls: subgraphTls.prefault({}),
  subgraphUrls: z.record(z.string(), httpUrl).default({}),
  subgraphDefaults: subgraphLimits
    .exactPartial()
    .transform((given): SubgraphLimits => ({ ...DEFAULT_LIMITS, ...given }))
    .prefault({}),
  subgraphs: z.record(z.string(), subgraphLimits.exactPartial()).default({}),
});

/** Every setting of the gateway with its default, in the form of its configuration file; see `docs/configuration.md`. */
export const gatewaySettings = settings
  // Each process would keep, and drop, for itself.
  .refine(({ workers, cache: { enabled, redisUrl } }) => !enabled || workers === 1 || redisUrl !== null, {
    path: ['cache', 'redisUrl'],
    message: 'must be a redis or rediss URL where there are several workers',
  })
  .refine(trustsStudio, {
    path: ['studio', 'signIn', 'issuer'],
    message: 'must be an issuer whose tokens authentication takes, such as one of authentication.providers',
  });

/** The settings that are paths of files; in a configuration file they are relative to its folder. */
export const FILE_SETTINGS: readonly (readonly string[])[] = [
  ['supergraph'],
  ['trustedDocuments', 'manifests'],
  ['audit', 'folder'],
  ['subgraphTls', 'ca'],
  ['subgraphTls', 'certificate'],
  ['subgraphTls', 'key'],
  ['data', 'queries'],
  ['authentication', 'jwks'],
  ['authentication', 'providers', 'jwks'],
];

function isProxyUrl(value: string): boolean {
  return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function isUsableUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
