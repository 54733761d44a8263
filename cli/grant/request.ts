import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import type { Grant } from '../registry-client/answers.js';
import { REQUEST_GRANT } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';
import { actOption } from './act-option.js';
import { grantText } from './grant-text.js';

interface RequestFlags extends RegistryFlags {
  readonly act: string;
  readonly reason: string;
  readonly partner?: string;
}

/** `joinery grant request <coordinate>`: asks the owner of a type or field. Asking twice is asking once. */
export function addRequest(grant: Command, context: CliContext): void {
  registryVerb(grant, 'request', 'ask the owner of a type or field for leave')
    .argument('<coordinate>', 'for example Person.email, or Person with all its fields')
    .addOption(actOption())
    .requiredOption('--reason <text>', 'why it is needed; the owner reads it')
    .option('--partner <partner>', 'who asks; only with the token of an operator')
    .action((coordinate: string, flags: RequestFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const { act, reason, partner } = flags;
        const input = { coordinate, act, reason, ...(partner === undefined ? {} : { partner }) };
        const data = await registry.askAgain<{ grant: Grant }>(REQUEST_GRANT, { input });
        return { data: data.grant, text: (style) => grantText(data.grant, style) };
      }),
    );
}
