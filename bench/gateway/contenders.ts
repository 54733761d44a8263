import { join } from 'node:path';
import { SHARING, type ContenderSpec } from './contender.js';
import { HIVE_ROWS } from './hive.js';
import { FEATURE_ROWS, OUR_ROWS, OVERHEAD_ROWS } from './ours.js';

/** With a larger young generation, which makes it cheaper: ours has to do without. */
const FLOOR: ContenderSpec = {
  name: 'floor',
  shares: 'nothing',
  command: ({ files, port }) => [
    '--max-semi-space-size=64',
    join(import.meta.dirname, 'serve-floor.js'),
    files.floor,
    String(port),
  ],
};

const STOCK: ContenderSpec = {
  name: 'stock',
  shares: 'nothing',
  command: ({ files, port }) => [join(import.meta.dirname, 'serve-stock.js'), files.supergraph, String(port)],
};

const PEERS = [...OUR_ROWS, FLOOR, STOCK, ...HIVE_ROWS];

/** What is measured, by the name of the set: first what shares nothing between requests, then what shares more. */
export const ROWS = {
  peers: SHARING.flatMap((shares) => PEERS.filter((row) => row.shares === shares)),
  overhead: OVERHEAD_ROWS,
  features: [OUR_ROWS[0]!, FLOOR, ...FEATURE_ROWS],
} satisfies Readonly<Record<string, readonly ContenderSpec[]>>;

export type RowSet = keyof typeof ROWS;

/** Our gateway as it is measured: the floor repeats its fetches. */
export const OURS = OUR_ROWS[0]!;
