import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { textTable } from '../output/text-table.js';
import { wholeNumber } from '../output/whole-number.js';
import type { SupergraphSummary } from '../registry-client/answers.js';
import { LIST_SUPERGRAPHS } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';

interface HistoryFlags extends RegistryFlags {
  readonly first: number;
  readonly before?: number;
}

const HEAD = ['SERIAL', 'LIVE SINCE', 'WHY', 'BY'];

/** `joinery supergraph history`: the supergraphs that were live, newest first. */
export function addHistory(supergraph: Command, context: CliContext): void {
  registryVerb(supergraph, 'history', 'list the supergraphs that were live, newest first')
    .option('--first <number>', 'how many, at most 100', wholeNumber, 20)
    .option('--before <serial>', 'only earlier ones', wholeNumber)
    .action(({ first, before, ...flags }: HistoryFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const variables = { first, ...(before === undefined ? {} : { before }) };
        const data = await registry.ask<{ supergraphs: readonly SupergraphSummary[] }>(LIST_SUPERGRAPHS, variables);
        return { data, text: (style) => textTable(HEAD, data.supergraphs.map(rowOf), style) };
      }),
    );
}

function rowOf({ serial, createdAt, cause, createdBy }: SupergraphSummary): string[] {
  return [String(serial), createdAt.replace(/\.\d+Z$/, 'Z'), cause, createdBy];
}
