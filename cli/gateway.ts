import type { Command } from 'commander';
import { warmPlanner } from '../gateway/plan/planner-lane.js';
import { runUntil } from '../kit/life-cycle.js';
import type { GatewayFlags } from '../gateway/config.js';
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
    .option('--port <number>', 'port to listen on (default: 4000)')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--config <file>', 'file with settings in YAML')
    .option('--engine <name>', 'what executes operations: joinery or apollo (default: joinery)')
    .option('--subgraph <name=url...>', 'where a subgraph is, instead of where the supergraph says')
    .action(async (flags: GatewayFlags) => {
      const { readGatewayConfig } = await import('../gateway/config.js');
      const config = readGatewayConfig(flags, env);
      if (config.engine === 'joinery') warmPlanner();
      const { createGateway } = await import('../gateway/gateway.js');
      const gateway = createGateway(config, { env });
      await runUntil(signal, gateway, () => stderr.write(`The gateway listens on ${gateway.url()}\n`));
    });
}
