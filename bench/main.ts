import { parseArgs } from 'node:util';
import { writeFileSync } from 'node:fs';

/** What a benchmark measured: printed as a table, and written as JSON where asked for. */
export interface BenchResult {
  readonly name: string;
  readonly tables: readonly {
    readonly title: string;
    readonly rows: readonly Readonly<Record<string, string | number>>[];
  }[];
}

const BENCHMARKS: Readonly<Record<string, (args: readonly string[]) => Promise<BenchResult>>> = {
  data: async (args) => (await import('./data.js')).benchData(args),
  gateway: async (args) => (await import('./gateway.js')).benchGateway(args),
  registry: async (args) => (await import('./registry.js')).benchRegistry(args),
  start: async (args) => (await import('./start.js')).benchStart(args),
  subgraphs: async (args) => (await import('./subgraphs.js')).benchSubgraphs(args),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { json: { type: 'string' } },
});
const run = BENCHMARKS[positionals[0] ?? ''];
if (!run) {
  process.stderr.write(`Name a benchmark: ${Object.keys(BENCHMARKS).join(', ')}\n`);
  process.exit(1);
}
const result = await run(process.argv.slice(3));
for (const { title, rows } of result.tables) {
  process.stdout.write(`\n${title}\n`);
  console.table(rows);
}
if (typeof values.json === 'string') writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
process.exit(0);
