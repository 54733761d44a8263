import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import type { Token } from '../registry-client/answers.js';
import { REVOKE_TOKEN } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';
import { tokenText } from './token-text.js';

/** `joinery token revoke <id>`: makes a token useless within seconds. */
export function addRevokeToken(token: Command, context: CliContext): void {
  registryVerb(token, 'revoke', 'make a token useless within 5 seconds')
    .argument('<id>', 'the token, see joinery token list')
    .action((id: string, flags: RegistryFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const data = await registry.askAgain<{ token: Token }>(REVOKE_TOKEN, { id });
        return { data: data.token, text: () => `${tokenText(data.token)}\n` };
      }),
    );
}
