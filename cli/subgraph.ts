import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { addCheck } from './subgraph/check.js';
import { addConform } from './subgraph/conform.js';
import { addDelete } from './subgraph/delete.js';
import { addFetch } from './subgraph/fetch.js';
import { addInit } from './subgraph/init.js';
import { addIntrospect } from './subgraph/introspect.js';
import { addLint } from './subgraph/lint.js';
import { addList } from './subgraph/list.js';
import { addPublish } from './subgraph/publish.js';
import { addRollbackOfSubgraph } from './subgraph/rollback.js';

/** Each adds one verb to `joinery subgraph`, and has a file of its own in `cli/subgraph/`. */
const VERBS: readonly ((subgraph: Command, context: CliContext) => void)[] = [
  addInit,
  addCheck,
  addPublish,
  addList,
  addFetch,
  addDelete,
  addRollbackOfSubgraph,
  addIntrospect,
  addLint,
  addConform,
];

/** `joinery subgraph <verb>`: what a partner does with its own subgraph. */
export function addSubgraph(program: Command, context: CliContext): void {
  const subgraph = program.command('subgraph').description('make, check and publish the subgraph of a partner');
  for (const addVerb of VERBS) addVerb(subgraph, context);
}
