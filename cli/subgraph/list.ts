import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { textTable } from '../output/text-table.js';
import type { ListedSubgraph } from '../registry-client/answers.js';
import { LIST_SUBGRAPHS } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';

const HEAD = ['SUBGRAPH', 'PARTNER', 'LIVE', 'WAITS', 'ROUTING URL'];

/** `joinery subgraph list`: the subgraphs of the graph, and what of them waits. */
export function addList(subgraph: Command, context: CliContext): void {
  registryVerb(subgraph, 'list', 'list all subgraphs')
    .argument('[graph-ref]', 'not needed: a registry has one graph')
    .action((_graphRef: string | undefined, flags: RegistryFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const data = await registry.ask<{ subgraphs: readonly ListedSubgraph[] }>(LIST_SUBGRAPHS);
        return { data, text: (style) => textTable(HEAD, data.subgraphs.map(rowOf), style) };
      }),
    );
}

function rowOf({ name, partner, live, quarantined, routingUrl }: ListedSubgraph): string[] {
  return [name, partner.name, numberOf(live), numberOf(quarantined), routingUrl];
}

function numberOf(version: { readonly number: number } | null): string {
  return version ? String(version.number) : '–';
}
