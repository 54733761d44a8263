import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowName, SHARING, type Contender, type ContenderSpec, type Sharing } from './contender.js';

const PEERS = join(import.meta.dirname, '..', '..', '..', 'bench', 'peers');
/** Peers are installed on request with `npm run bench:peers`; the product does not depend on them. */
const HIVE = join(PEERS, 'node_modules', '@graphql-hive');

const CONFIGS: Readonly<Record<Sharing, string>> = {
  nothing: 'share-nothing.config.js',
  fetches: 'share-fetches.config.js',
  operations: 'share-operations.config.js',
};

/** Hive Gateway in one process, planning in JavaScript or in Rust, where it is installed. */
export const HIVE_ROWS: readonly ContenderSpec[] = existsSync(HIVE)
  ? SHARING.flatMap((shares) => [hive(shares), hiveInRust(shares)])
  : [];

function hiveInRust(shares: Sharing): ContenderSpec {
  return { ...hive(shares, 'hive-rust', ['--hive-router-runtime']), check: assertRust };
}

/** Without its planner in Rust the gateway would go on in JavaScript. */
async function assertRust({ name, pid }: Contender): Promise<void> {
  if (!/hive_router_query_planner\S*\.node/.test(readFileSync(`/proc/${pid}/maps`, 'utf8')))
    throw new Error(`${name} has not loaded its planner`);
}

function hive(shares: Sharing, name = 'hive', flags: readonly string[] = []): ContenderSpec {
  return {
    name: rowName(name, shares),
    shares,
    command: ({ files, port }) => [
      join(HIVE, 'gateway', 'dist', 'bin.js'),
      'supergraph',
      files.supergraph,
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
      '--fork',
      '1',
      '--config-path',
      join(PEERS, CONFIGS[shares]),
      ...flags,
    ],
  };
}
