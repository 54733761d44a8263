import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ContenderSpec } from './contender.js';

const BUILT = join(import.meta.dirname, '..', '..');
const BENCH = join(BUILT, '..', 'bench');
/** Peers are installed on request with `npm run bench:peers`; the product does not depend on them. */
const HIVE = join(BENCH, 'peers', 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');

/** A larger young generation, as `npm start` gives our gateway. */
const YOUNG = '--max-semi-space-size=64';

const ours = (name: string, env: Record<string, string>): ContenderSpec => ({
  name,
  command: ({ supergraph }, port) => [
    YOUNG,
    join(BUILT, 'cli', 'main.js'),
    'gateway',
    '--supergraph',
    supergraph,
    '--port',
    String(port),
    '--engine',
    'joinery',
  ],
  env,
});

/** What is measured, ours first: the floor repeats its fetches. */
export const CONTENDERS: readonly ContenderSpec[] = [
  ours('joinery', {}),
  {
    name: 'floor',
    command: ({ floor }, port) => [YOUNG, join(import.meta.dirname, 'serve-floor.js'), floor, String(port)],
  },
  {
    name: 'stock',
    command: ({ supergraph }, port) => [join(import.meta.dirname, 'serve-stock.js'), supergraph, String(port)],
  },
  ...(existsSync(HIVE) ? [hive('hive', []), hive('hive, Rust planner', ['--hive-router-runtime'])] : []),
];

/** Hive Gateway in one process, nothing shared between requests under way. */
function hive(name: string, flags: readonly string[]): ContenderSpec {
  const config = join(BENCH, 'peers', 'no-dedupe.config.js');
  return {
    name,
    command: ({ supergraph }, port) => [
      HIVE,
      'supergraph',
      supergraph,
      '--port',
      String(port),
      '--host',
      '127.0.0.1',
      '--fork',
      '1',
      '--config-path',
      config,
      ...flags,
    ],
  };
}
