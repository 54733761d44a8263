import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender, ContenderParts, ContenderSpec, Sharing } from './contender.js';

const MAIN = join(import.meta.dirname, '..', '..', 'cli', 'main.js');

interface OurRow {
  readonly shares?: Sharing;
  readonly settings?:
    Readonly<Record<string, unknown>> | ((parts: ContenderParts) => Readonly<Record<string, unknown>>);
  readonly nodeFlags?: readonly string[];
}

/** What `npm start`, `npx joinery` and the image give Node. */
export const AS_STARTED = ['--max-semi-space-size=32', '--no-allocation-site-pretenuring', '--expose-gc'];

/** Our gateway with all its protections: every request's token is verified, limits and metrics are as by default. */
function ours(name: string, { shares = 'nothing', settings = {}, nodeFlags = AS_STARTED }: OurRow = {}): ContenderSpec {
  return {
    name,
    shares,
    command: ({ port, ...parts }) => {
      const { files, callers, profile } = parts;
      const { supergraph, folder } = files;
      const config = join(folder, `${name}.yaml`);
      const given = {
        authentication: callers.authentication,
        ...(typeof settings === 'function' ? settings(parts) : settings),
      };
      writeFileSync(config, JSON.stringify({ ...given, supergraph, port, dataDir: join(folder, name) }));
      const profiling = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
      return [...nodeFlags, ...profiling, MAIN, 'gateway', '--config', config, '--engine', 'joinery'];
    },
  };
}

/** What counts: all protections on; then with identical fetches shared, then operations too. */
export const OUR_ROWS: readonly ContenderSpec[] = [
  ours('joinery'),
  ours('joinery+fetches', { shares: 'fetches', settings: { dedupe: { fetches: true } } }),
  ours('joinery+operations', { shares: 'operations', settings: { dedupe: { fetches: true, operations: true } } }),
].map((row) => ({ ...row, check: assertProtected }));

/** All that subgraphs answer counts for a minute. */
const KEEPING = { enabled: true, subgraphDefaults: { maxAgeSeconds: 60 } };

/** Ours with a feature switched off, or one on that is off by default. */
export const FEATURE_ROWS: readonly ContenderSpec[] = [
  ours('no-authentication', { settings: { authentication: {} } }),
  ours('no-breaker', {
    settings: { subgraphDefaults: { retryRatio: 0, retryReserve: 0, breakerFailures: 0 } },
  }),
  ours('no-metrics-page', { settings: { metrics: { enabled: false } } }),
  ours('access-log', { settings: { logLevel: 'info' } }),
  ours('cache', { settings: { cache: KEEPING } }),
  ours('cache-of-parts', { settings: { cache: { ...KEEPING, answers: false } } }),
  ours('young-generation-of-node', { nodeFlags: [] }),
  ours('young-generation-64', { nodeFlags: ['--max-semi-space-size=64'] }),
];

/** Everything that operators want of a gateway, and the same one without: what it costs together. */
export const EVERYTHING_ON = 'everything-on';
export const BARE = 'bare';
export const OVERHEAD_ROWS: readonly ContenderSpec[] = [
  {
    ...ours(EVERYTHING_ON, {
      settings: ({ collector: endpoint }) => ({ telemetry: { tracing: { endpoint } } }),
    }),
    check: assertProtected,
  },
  ours(BARE, {
    settings: { authentication: {}, metrics: { enabled: false, operations: 0, clients: 0 } },
  }),
];

/** Throws unless a gateway refuses who has no token, refuses what is too deep, and counts what it was asked. */
async function assertProtected({ name, url, headers }: Contender): Promise<void> {
  const ask = async (query: string, given: Readonly<Record<string, string>>) => {
    const response = await fetch(url, { method: 'POST', headers: given, body: JSON.stringify({ query }) });
    return { status: response.status, text: await response.text() };
  };
  const anonymous = await ask('{ __typename }', { 'content-type': 'application/json' });
  if (anonymous.status !== 401) throw new Error(`${name} answers ${anonymous.status} to a request without a token`);
  const forged = await ask('{ __typename }', { ...headers(0), authorization: `${headers(0)['authorization']}x` });
  if (forged.status !== 401) throw new Error(`${name} answers ${forged.status} to a forged token`);
  const aliases = Array.from({ length: 600 }, (_, index) => `a${index}: __typename`).join(' ');
  const wide = await ask(`{ ${aliases} }`, headers(0));
  if (wide.status !== 400 || !wide.text.includes('MAX_')) throw new Error(`${name} sets no limits: ${wide.text}`);
  const metrics = await (await fetch(new URL('/metrics', url))).text();
  if (!/^joinery_requests_total\{outcome="UNAUTHENTICATED"\} 2$/m.test(metrics))
    throw new Error(`${name} does not count`);
}
