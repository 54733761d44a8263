import { Option, type Command } from 'commander';
import type { CliContext } from './context.js';
import { wholeNumber } from './output/whole-number.js';
import type { Usage } from './registry-client/answers.js';
import { LIST_USAGES, READ_USAGE } from './registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from './registry-client/registry-verb.js';
import { usageText, usagesTable } from './report/usage-report.js';

interface UsageFlags extends RegistryFlags {
  readonly only?: string;
  readonly partner?: string;
  readonly startsWith?: string;
  readonly days: number;
  readonly first: number;
  readonly after?: string;
}

/** `joinery usage [coordinate]`: who uses a field, or which fields are used, as gateways have reported it. */
export function addUsage(program: Command, context: CliContext): void {
  registryVerb(program, 'usage', 'tell who uses a type, field, argument or enum value; without one, list all of them')
    .argument('[coordinate]', 'for example Organisation.name or Query.organisation(odsCode:)')
    .addOption(new Option('--only <which>', 'list only these').choices(['unused', 'deprecated']))
    .option('--partner <partner>', 'list only what this partner owns')
    .option('--starts-with <text>', 'list only coordinates that begin so, for example Organisation.')
    .option('--days <number>', 'the last so many days, today included', wholeNumber, 30)
    .option('--first <number>', 'list so many, at most 1000', wholeNumber, 100)
    .option('--after <coordinate>', 'list only what follows this one')
    .action((coordinate: string | undefined, flags: UsageFlags) =>
      coordinate === undefined ? list(flags, context) : read(coordinate, flags, context),
    );
}

function read(coordinate: string, { days, ...flags }: UsageFlags, context: CliContext): Promise<void> {
  return answerFromRegistry(flags, context, async (registry) => {
    const { usage } = await registry.ask<{ usage: Usage }>(READ_USAGE, { coordinate, days });
    return { data: usage, text: (style) => usageText(usage, days, style) };
  });
}

function list(flags: UsageFlags, context: CliContext): Promise<void> {
  const { only = 'all', partner = null, startsWith = null, days, first, after = null } = flags;
  return answerFromRegistry(flags, context, async (registry) => {
    const variables = { filter: only.toUpperCase(), partner, startsWith, days, first, after };
    const data = await registry.ask<{ usages: readonly Usage[] }>(LIST_USAGES, variables);
    return { data, text: (style) => usagesTable(data.usages, style) };
  });
}
