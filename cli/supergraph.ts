import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { addDiff } from './supergraph/diff.js';
import { addFetchOfSupergraph } from './supergraph/fetch.js';
import { addHistory } from './supergraph/history.js';
import { addRollback } from './supergraph/rollback.js';
import { addSurvive } from './supergraph/survive.js';

/** Each adds one verb to `joinery supergraph`, and has a file of its own in `cli/supergraph/`. */
const VERBS: readonly ((supergraph: Command, context: CliContext) => void)[] = [
  addFetchOfSupergraph,
  addHistory,
  addDiff,
  addRollback,
  addSurvive,
];

/** `joinery supergraph <verb>`: what is done with the graph of all subgraphs. */
export function addSupergraph(program: Command, context: CliContext): void {
  const supergraph = program
    .command('supergraph')
    .description('read, compare and roll back the graph of all subgraphs');
  for (const addVerb of VERBS) addVerb(supergraph, context);
}
