import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { textTable } from './output/text-table.js';
import type { Contract } from './registry-client/answers.js';
import { DELETE_CONTRACT, LIST_CONTRACTS, SET_CONTRACT } from './registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from './registry-client/registry-verb.js';

interface SetFlags extends RegistryFlags {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
}

const HEAD = ['CONTRACT', 'SHOWS', 'HIDES', 'SUPERGRAPH', 'CHANGED', 'BY'];

/** `joinery contract set|list|delete`: parts of the graph, chosen by `@tag`, that are delivered by themselves. */
export function addContract(program: Command, context: CliContext): void {
  const contract = program
    .command('contract')
    .description('choose parts of the graph that are delivered by themselves');
  registryVerb(contract, 'set', 'add a contract or change it; needs the token of an operator')
    .argument('<name>', 'its name: small letters, digits and hyphens')
    .option('--include <tag...>', 'show only what has one of these tags (default: everything)', collect)
    .option('--exclude <tag...>', 'hide what has one of these tags', collect)
    .action((name: string, { include = [], exclude = [], ...flags }: SetFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const input = { name, include, exclude };
        const data = await registry.askAgain<{ contract: Contract }>(SET_CONTRACT, { input });
        return { data: data.contract, text: (style) => textTable(HEAD, [rowOf(data.contract)], style) };
      }),
    );
  registryVerb(contract, 'list', 'list all contracts').action((flags: RegistryFlags) =>
    answerFromRegistry(flags, context, async (registry) => {
      const data = await registry.ask<{ contracts: readonly Contract[] }>(LIST_CONTRACTS);
      return { data, text: (style) => textTable(HEAD, data.contracts.map(rowOf), style) };
    }),
  );
  registryVerb(contract, 'delete', 'take a contract away: its address gives nothing any more')
    .argument('<name>')
    .action((name: string, flags: RegistryFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const data = await registry.ask<{ contract: Contract }>(DELETE_CONTRACT, { name });
        return { data: data.contract, text: () => `${data.contract.name} was taken away\n` };
      }),
    );
}

function collect(tag: string, before: readonly string[] = []): readonly string[] {
  return [...before, tag];
}

function rowOf({ name, include, exclude, supergraph, changedAt, changedBy }: Contract): string[] {
  const shown = include.length === 0 ? 'everything' : include.join(', ');
  const serial = supergraph === null ? '–' : String(supergraph.serial);
  return [name, shown, exclude.join(', ') || 'nothing', serial, changedAt.slice(0, 10), changedBy];
}
