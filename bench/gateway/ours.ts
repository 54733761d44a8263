import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contender, ContenderSpec, Sharing } from './contender.js';

const MAIN = join(import.meta.dirname, '..', '..', 'cli', 'main.js');

interface OurRow {
  readonly shares?: Sharing;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly nodeFlags?: readonly string[];
}

/** What `npm start`, `npx joinery` and the image give Node. */
const AS_STARTED = ['--max-semi-space-size=32'];

/** Our gateway with all its protections: every request's token is verified, limits and metrics are as by default. */
function ours(name: string, { shares = 'nothing', settings = {}, nodeFlags = AS_STARTED }: OurRow = {}): ContenderSpec {
  return {
    name,
    shares,
    command: ({ files, callers, profile, port }) => {
      const { supergraph, folder } = files;
      const config = join(folder, `${name}.yaml`);
      const given = { authentication: callers.authentication, ...settings };
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

/** Ours with a feature switched off, or one on that is off by default. */
export const FEATURE_ROWS: readonly ContenderSpec[] = [
  ours('no-authentication', { settings: { authentication: {} } }),
  ours('no-breaker', {
    settings: { subgraphDefaults: { retryRatio: 0, retryReserve: 0, breakerFailures: 0 } },
  }),
  ours('no-metrics-page', { settings: { metrics: { enabled: false } } }),
  ours('access-log', { settings: { logLevel: 'info' } }),
  ours('young-generation-of-node', { nodeFlags: [] }),
  ours('young-generation-64', { nodeFlags: ['--max-semi-space-size=64'] }),
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
