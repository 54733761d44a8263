import type { Command } from 'commander';
import type { CliContext } from './context.js';

/** Each adds one verb to `joinery subgraph`, and has a file of its own in `cli/subgraph/`. */
const VERBS: readonly ((subgraph: Command, context: CliContext) => void)[] = [];

/** `joinery subgraph <verb>`: what a partner does with its own subgraph. */
export function addSubgraph(program: Command, context: CliContext): void {
  const subgraph = program.command('subgraph').description('make, check and publish the subgraph of a partner');
  for (const addVerb of VERBS) addVerb(subgraph, context);
}
