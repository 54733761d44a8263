import { InvalidArgumentError, type Command } from 'commander';
import type { CliContext } from '../context.js';
import type { IssuedToken } from '../registry-client/answers.js';
import { ROTATE_TOKEN } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';
import { issuedAnswer } from './issued-answer.js';

interface RotateFlags extends RegistryFlags {
  readonly graceSeconds: number;
}

/** `joinery token rotate <id>`: another secret for a token; the old one may go on for a while. */
export function addRotateToken(token: Command, context: CliContext): void {
  registryVerb(token, 'rotate', 'give a token another secret; it is the answer, and is shown this once')
    .argument('<id>', 'the token, see joinery token list')
    .option('--grace-seconds <number>', 'how long the old secret still works, at most 86400', graceSeconds, 0)
    .action((id: string, { graceSeconds: grace, ...flags }: RotateFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const variables = { id, graceSeconds: grace };
        const { issued } = await registry.ask<{ issued: IssuedToken }>(ROTATE_TOKEN, variables);
        return issuedAnswer(issued, flags, context);
      }),
    );
}

function graceSeconds(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('Give whole seconds, from 0 to 86400.');
  return Number(text);
}
