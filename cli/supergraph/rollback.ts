import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { confirm } from '../output/confirm.js';
import { wholeNumber } from '../output/whole-number.js';
import type { SupergraphSummary } from '../registry-client/answers.js';
import { ROLLBACK_SUPERGRAPH } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';

interface RollbackFlags extends RegistryFlags {
  readonly confirm?: boolean;
}

/** `joinery supergraph rollback <serial>`: makes an earlier supergraph live again, under a new serial number. */
export function addRollback(supergraph: Command, context: CliContext): void {
  registryVerb(supergraph, 'rollback', 'make an earlier supergraph live again')
    .argument('<serial>', 'its serial number, see joinery supergraph history', wholeNumber)
    .option('--confirm', 'do it without being asked')
    .action((serial: number, flags: RollbackFlags) =>
      answerFromRegistry(flags, context, async (registry) => {
        const question = `Make supergraph ${serial} live again in ${registry.config.url}?`;
        await confirm(question, flags.confirm === true, context);
        const data = await registry.ask<{ rollbackSupergraph: SupergraphSummary }>(ROLLBACK_SUPERGRAPH, { serial });
        const { serial: live, members } = data.rollbackSupergraph;
        const of = members.map(({ subgraph, version }) => `${subgraph} ${version}`).join(', ');
        return { data: data.rollbackSupergraph, text: () => `Supergraph ${serial} is live again as ${live}: ${of}\n` };
      }),
    );
}
