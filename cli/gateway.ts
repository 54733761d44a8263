import type { Command } from 'commander';
import { coolPlanner, warmPlanner } from '../gateway/plan/planner-lane.js';
import type { Environment } from '../kit/env.js';
import { runUntil } from '../kit/life-cycle.js';
import type { GatewayConfig, GatewayFlags } from '../gateway/config.js';
import type { Gateway } from '../gateway/gateway.js';
import type { CliContext } from './context.js';

/** `joinery gateway`: one graph over the subgraphs of a supergraph. */
export function addGateway(program: Command, { env, stderr, signal }: CliContext): void {
  program
    .command('gateway')
    .description('serve a supergraph')
    .option(
      '--supergraph <file>',
      'file with the composed supergraph, or supergraph.yaml (default: schema/supergraph.graphql)',
    )
    .option('--registry <url>', 'registry whose live supergraph to follow, instead of a file')
    .option('--port <number>', 'port to listen on (default: 4000)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--config <file>', 'file with settings in YAML')
    .option('--engine <name>', 'what executes operations: joinery or apollo (default: joinery)')
    .option('--workers <number>', 'how many processes serve the port (default: 1)')
    .option('--subgraph <name=url...>', 'where a subgraph is, instead of where the supergraph says')
    .action(async (flags: GatewayFlags) => {
      // Loaded in a thread of its own while the rest is loaded here; whoever does not need it lets it go.
      warmPlanner();
      const { readGatewayConfig } = await import('../gateway/config.js');
      const gateway = await openGateway(readGatewayConfig(flags, env), env);
      await runUntil(signal, gateway, () => stderr.write(`The gateway listens on ${gateway.url()}\n`));
    });
}

async function openGateway(config: GatewayConfig, env: Environment): Promise<Gateway> {
  if (config.workers > 1 || config.engine !== 'joinery') await coolPlanner();
  if (config.workers > 1) return (await import('../deploy/workers/workers.js')).createWorkers(config, { env });
  return (await import('../gateway/gateway.js')).createGateway(config, { env });
}
