import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Callers } from './callers.js';
import type { Contender, ContenderSpec, Sharing } from './contender.js';
import { YOUNG } from './node-flags.js';

const MAIN = join(import.meta.dirname, '..', '..', 'cli', 'main.js');

interface OurSettings {
  readonly shares?: Sharing;
  readonly settings?: (callers: Callers) => Readonly<Record<string, unknown>>;
}

const protectedSettings = ({ authentication }: Callers) => ({ authentication });

/** Our gateway with all its protections: every request's token is verified, limits and metrics are as by default. */
export function ours(
  name: string,
  { shares = 'nothing', settings = protectedSettings }: OurSettings = {},
): ContenderSpec {
  return {
    name,
    shares,
    ...(settings === protectedSettings && { check: assertProtected }),
    command: ({ files, callers, port }) => {
      const config = join(files.folder, `${name}.yaml`);
      const given = { ...settings(callers), supergraph: files.supergraph, port, dataDir: join(files.folder, name) };
      writeFileSync(config, JSON.stringify(given));
      return [YOUNG, MAIN, 'gateway', '--config', config, '--engine', 'joinery'];
    },
  };
}

/** Ours with a feature switched off, or one on that is off by default. */
export const FEATURE_ROWS: readonly ContenderSpec[] = [
  ours('without authentication', { settings: () => ({}) }),
  ours('with an access log', { settings: (callers) => ({ ...protectedSettings(callers), logLevel: 'info' }) }),
];

/** Throws unless a gateway refuses who has no token, refuses what is too deep, and counts what it was asked. */
export async function assertProtected({ name, url, headers }: Contender): Promise<void> {
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
