import { parseArgs } from 'node:util';
import { ROWS, type RowSet } from './contenders.js';

export interface GatewayBenchOptions {
  /** How often each gateway is asked for each workload; the best counts. */
  readonly windows: number;
  /** How long each time. */
  readonly seconds: number;
  readonly connections: number;
  /** Which set of rows: `peers`, `features` for ours with single features on or off, or `overhead` for all of them. */
  readonly rows: RowSet;
  /** Names of rows; null for all of the set. */
  readonly only: readonly string[] | null;
  /** Names of workloads; null for all. */
  readonly workloads: readonly string[] | null;
  /** A folder for CPU profiles of our gateways; null for none. To take them costs CPU. */
  readonly profile: string | null;
}

/** Reads the flags of `npm run bench -- gateway`. */
export function readOptions(args: readonly string[]): GatewayBenchOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      windows: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '2' },
      connections: { type: 'string', default: '50' },
      rows: { type: 'string', default: 'peers' },
      only: { type: 'string' },
      workloads: { type: 'string' },
      profile: { type: 'string' },
      json: { type: 'string' },
    },
  });
  return {
    windows: Number(values.windows),
    seconds: Number(values.seconds),
    connections: Number(values.connections),
    rows: rowSet(values.rows),
    only: values.only?.split(',') ?? null,
    workloads: values.workloads?.split(',') ?? null,
    profile: values.profile ?? null,
  };
}

function rowSet(name: string): RowSet {
  if (name in ROWS) return name as RowSet;
  throw new Error(`There are no rows ${name}; there are ${Object.keys(ROWS).join(', ')}`);
}
