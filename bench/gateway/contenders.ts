import { join } from 'node:path';
import type { ContenderSpec } from './contender.js';
import { HIVE_ROWS } from './hive.js';
import { YOUNG } from './node-flags.js';
import { FEATURE_ROWS, ours } from './ours.js';

const FLOOR: ContenderSpec = {
  name: 'floor',
  shares: 'nothing',
  command: ({ files, port }) => [YOUNG, join(import.meta.dirname, 'serve-floor.js'), files.floor, String(port)],
};

const STOCK: ContenderSpec = {
  name: 'stock',
  shares: 'nothing',
  command: ({ files, port }) => [join(import.meta.dirname, 'serve-stock.js'), files.supergraph, String(port)],
};

/** What is measured, by the name of the set. Ours comes first: the floor repeats its fetches. */
export const ROWS: Readonly<Record<string, readonly ContenderSpec[]>> = {
  peers: [ours('joinery'), FLOOR, STOCK, ...HIVE_ROWS],
  features: [ours('joinery'), FLOOR, ...FEATURE_ROWS],
};
