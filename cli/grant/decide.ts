import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { readMoment } from '../output/read-moment.js';
import type { Grant } from '../registry-client/answers.js';
import { APPROVE_GRANT, REFUSE_GRANT, REVOKE_GRANT } from '../registry-client/operations.js';
import type { Variables } from '../registry-client/registry-client.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';
import { grantText } from './grant-text.js';

interface DecisionFlags extends RegistryFlags {
  readonly expires?: string;
  readonly reason?: string;
}

/** `joinery grant approve|refuse|revoke <id>`: answers a request, or takes leave back. */
export function addDecisions(grant: Command, context: CliContext): void {
  registryVerb(grant, 'approve', 'give the leave that was asked for')
    .argument('<id>', 'the grant, see joinery grant list')
    .option('--expires <when>', 'when it ends: 90d, 2027-01-31 or RFC 3339 (default: never)', readMoment)
    .action((id: string, { expires, ...flags }: DecisionFlags) => {
      const input = { id, ...(expires === undefined ? {} : { expiresAt: expires }) };
      return decide({ operation: APPROVE_GRANT, variables: { input } }, flags, context);
    });
  registryVerb(grant, 'refuse', 'refuse the leave that was asked for')
    .argument('<id>', 'the grant, see joinery grant list')
    .option('--reason <text>', 'why; whoever asked reads it')
    .action((id: string, { reason, ...flags }: DecisionFlags) =>
      decide({ operation: REFUSE_GRANT, variables: { id, reason: reason ?? null } }, flags, context),
    );
  registryVerb(grant, 'revoke', 'take leave back; what is live stays live, the next publish needs a new grant')
    .argument('<id>', 'the grant, see joinery grant list')
    .option('--reason <text>', 'why; whoever held it reads it')
    .action((id: string, { reason, ...flags }: DecisionFlags) =>
      decide({ operation: REVOKE_GRANT, variables: { id, reason: reason ?? null } }, flags, context),
    );
}

interface Decision {
  readonly operation: string;
  readonly variables: Variables;
}

function decide({ operation, variables }: Decision, flags: RegistryFlags, context: CliContext): Promise<void> {
  return answerFromRegistry(flags, context, async (registry) => {
    const data = await registry.ask<{ grant: Grant }>(operation, variables);
    return { data: data.grant, text: (style) => grantText(data.grant, style) };
  });
}
