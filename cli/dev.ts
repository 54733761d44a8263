import type { Command } from 'commander';
import { join } from 'node:path';
import { runUntil } from '../kit/life-cycle.js';
import { PACKAGE_ROOT } from '../kit/package-root.js';
import type { GatewayConfig } from '../gateway/config.js';
import type { LiveGraph } from '../partner/dev/live-graph.js';
import type { Override } from '../partner/dev/replacement.js';
import type { CliContext } from './context.js';
import { readOverrides, type OverrideFlags } from './dev/read-overrides.js';
import { printable } from './output/printable.js';
import { wholeNumber } from './output/whole-number.js';
import { chosenOnce, namesRegistry, withSupergraphOptions, type SupergraphFlags } from './supergraph-option.js';

interface DevFlags extends SupergraphFlags, OverrideFlags {
  readonly port?: string;
  readonly host?: string;
  readonly config?: string;
  readonly seed?: string;
  readonly pollMs: number;
}

/** `joinery dev`: the live graph with a subgraph of one's own in it. */
export function addDev(program: Command, context: CliContext): void {
  const verb = program
    .command('dev')
    .description('serve the live graph with one subgraph replaced by yours, composed again whenever it changes')
    .option('--override <name=where...>', 'subgraph to replace, by a running one (URL) or by a schema (file)')
    .option('--url <name=url...>', 'where the subgraph of a schema is (default: where the live one is)')
    .option('--mock <name...>', 'subgraph to replace by a mock, of its live schema or of NAME=FILE')
    .option('--header <name:value...>', 'headers with which a running subgraph is asked for its schema');
  withSupergraphOptions(verb)
    .option('--port <number>', 'port to listen on (default: 4000)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--config <file>', 'file with settings of the gateway in YAML')
    .option('--seed <text>', 'seed of the mocks (default: 1)')
    .option('--poll-ms <number>', 'how often schemas are looked at', wholeNumber, 1_000)
    .action((flags: DevFlags) => dev(flags, context));
}

async function dev(flags: DevFlags, context: CliContext): Promise<void> {
  const overrides = readOverrides(flags);
  const { readGatewayConfig } = await import('../gateway/config.js');
  const { port, host, config } = flags;
  const given = Object.fromEntries(Object.entries({ port, host, config }).filter(([, value]) => value !== undefined));
  const gateway = { ...readGatewayConfig(given, context.env), exposeQueryPlans: true };
  const work = (live: LiveGraph) => serve({ flags, overrides, gateway, live }, context);
  chosenOnce(flags);
  if (!namesRegistry(flags, context)) {
    const { liveGraphOfFile } = await import('../partner/dev/live-graph.js');
    const file = flags.supergraph ?? join(PACKAGE_ROOT, 'schema', 'supergraph.graphql');
    const names = overrides.map(({ name }) => name);
    return work(liveGraphOfFile(file, names, context.env));
  }
  const { withRegistry } = await import('./registry-client/registry-client.js');
  const { liveGraphOfRegistry } = await import('./dev/registry-graph.js');
  return withRegistry(flags, context, (registry) => work(liveGraphOfRegistry(registry)));
}

interface DevWork {
  readonly flags: DevFlags;
  readonly overrides: readonly Override[];
  readonly gateway: GatewayConfig;
  readonly live: LiveGraph;
}

async function serve({ flags, overrides, gateway, live }: DevWork, { stderr, signal }: CliContext): Promise<void> {
  const { createDev } = await import('../partner/dev/dev.js');
  const tell = (text: string) =>
    stderr.write(`${new Date().toTimeString().slice(0, 8)} ${printable(text).trimEnd()}\n`);
  const { seed, pollMs } = flags;
  const mocks = seed === undefined ? {} : { seed };
  const running = createDev({ gateway, live, overrides, mocks, pollMs, tell, signal });
  await runUntil(signal, running, () => {
    const yours = overrides.map((override) => `  ${override.name}: ${described(override)}\n`).join('');
    stderr.write(`The graph of ${live.source} with yours in it listens on ${running.url()}\n${yours}`);
  });
}

function described(override: Override): string {
  switch (override.kind) {
    case 'running':
      return `${override.url}, asked for its schema again and again`;
    case 'file':
      return `${override.file}, at ${override.url ?? 'the address of the live one'}`;
    case 'mock':
      return `a mock of ${override.file ?? 'the live schema'}`;
  }
}
