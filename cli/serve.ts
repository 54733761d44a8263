import type { Command } from 'commander';
import { runUntil } from '../kit/life-cycle.js';
import type { CliContext } from './context.js';

/** `joinery serve <subgraph>`: one partner's subgraph. */
export function addServe(program: Command, { env, stderr, signal }: CliContext): void {
  program
    .command('serve')
    .description('serve one subgraph: organisations, people, programmes or funding')
    .argument('<subgraph>')
    .action(async (name: string) => {
      const { loadDefinition, subgraphName } = await import('../deploy/definitions.js');
      const { createSubgraph } = await import('../subgraphs/kit/create-subgraph.js');
      const { readSubgraphConfig } = await import('../subgraphs/kit/config.js');
      const checked = subgraphName(name);
      const subgraph = createSubgraph(await loadDefinition(checked), readSubgraphConfig(checked, env));
      await runUntil(signal, subgraph, () => stderr.write(`${checked} listens on ${subgraph.url()}\n`));
    });
}
