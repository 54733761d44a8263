import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import type { Style } from '../output/style.js';
import { wholeNumber } from '../output/whole-number.js';
import type { SupergraphDiff } from '../registry-client/answers.js';
import { DIFF_SUPERGRAPHS } from '../registry-client/operations.js';
import { RegistryRefusalError } from '../registry-client/registry-refusal-error.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';
import { changesReport } from '../report/changes-report.js';

/** `joinery supergraph diff <from> [to]`: what differs between two supergraphs for clients and partners. */
export function addDiff(supergraph: Command, context: CliContext): void {
  registryVerb(supergraph, 'diff', 'tell what differs between two supergraphs')
    .argument('<from>', 'serial number of the earlier one', wholeNumber)
    .argument('[to]', 'serial number of the later one (default: the live one)', wholeNumber)
    .action((from: number, to: number | undefined, flags: RegistryFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const variables = { from, ...(to === undefined ? {} : { to }) };
        const { diff } = await registry.ask<{ diff: SupergraphDiff | null }>(DIFF_SUPERGRAPHS, variables);
        if (!diff) throw new RegistryRefusalError('NOT_FOUND', `It does not exist: ${missing(from, to)}`);
        return { data: diff, text: (style) => diffText(diff, style) };
      }),
    );
}

function missing(from: number, to: number | undefined): string {
  return `there is no supergraph ${from}${to === undefined ? ', or none is live' : `, or no ${to}`}`;
}

function diffText({ from, to, members, changes }: SupergraphDiff, style: Style): string {
  const head = `Supergraph ${from.serial} (${day(from)}) and ${to.serial} (${day(to)})\n`;
  const subgraphs = members.map((member) => `  ${memberText(member)}\n`).join('');
  const parts = [
    head,
    subgraphs === '' ? '' : `${style.paint('bold', 'Subgraphs')}\n${subgraphs}`,
    changesReport(changes, Infinity, style) || 'Clients notice nothing\n',
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function day({ createdAt }: { readonly createdAt: string }): string {
  return `${createdAt.slice(0, 16).replace('T', ' ')} UTC`;
}

function memberText({ subgraph, from, to }: SupergraphDiff['members'][number]): string {
  if (from === null) return `+ ${subgraph} ${to}`;
  if (to === null) return `- ${subgraph} ${from}`;
  return `~ ${subgraph} ${from} → ${to}`;
}
