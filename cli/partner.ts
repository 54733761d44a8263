import type { Command } from 'commander';
import type { CliContext } from './context.js';
import { textTable } from './output/text-table.js';
import type { Partner } from './registry-client/answers.js';
import { CREATE_PARTNER, LIST_PARTNERS } from './registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from './registry-client/registry-verb.js';

interface CreateFlags extends RegistryFlags {
  readonly title: string;
}

const HEAD = ['PARTNER', 'TITLE', 'SINCE', 'SUBGRAPHS'];

/** `joinery partner create|list`: the organisations that publish subgraphs. */
export function addPartner(program: Command, context: CliContext): void {
  const partner = program.command('partner').description('add and list the partners of the registry');
  registryVerb(partner, 'create', 'add a partner; needs the token of an operator')
    .argument('<name>', 'small letters, digits and hyphens, for example kings-fund')
    .requiredOption('--title <text>', "its name in words, for example The King's Fund")
    .action((name: string, flags: CreateFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const input = { name, title: flags.title };
        const data = await registry.ask<{ partner: Partner }>(CREATE_PARTNER, { input });
        return { data: data.partner, text: (style) => textTable(HEAD, [rowOf(data.partner)], style) };
      }),
    );
  registryVerb(partner, 'list', 'list all partners').action((flags: RegistryFlags) =>
    answerFromRegistry(flags, context, async (registry) => {
      const data = await registry.ask<{ partners: readonly Partner[] }>(LIST_PARTNERS);
      return { data, text: (style) => textTable(HEAD, data.partners.map(rowOf), style) };
    }),
  );
}

function rowOf({ name, title, createdAt, subgraphs }: Partner): string[] {
  return [name, title, createdAt.slice(0, 10), subgraphs.map((subgraph) => subgraph.name).join(', ')];
}
