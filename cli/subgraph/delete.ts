import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { confirm } from '../output/confirm.js';
import type { PublishResult } from '../registry-client/answers.js';
import { DELETE_SUBGRAPH } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';
import { publishAnswer } from '../report/publish-report.js';
import { approvalOf, withApprovalOptions, type ApprovalFlags } from './approval.js';

interface DeleteFlags extends RegistryFlags, ApprovalFlags {
  readonly name: string;
  readonly dryRun?: boolean;
  readonly confirm?: boolean;
}

/** `joinery subgraph delete`: takes a subgraph out of the graph, unless the others or clients need it. */
export function addDelete(subgraph: Command, context: CliContext): void {
  withApprovalOptions(registryVerb(subgraph, 'delete', 'take a subgraph out of the graph; exit codes as of publish'))
    .argument('[graph-ref]', 'not needed: a registry has one graph')
    .requiredOption('--name <subgraph>', 'name of the subgraph')
    .option('--dry-run', 'only tell what it would do')
    .option('--confirm', 'do it without being asked')
    .action((_graphRef: string | undefined, flags: DeleteFlags) => deleteSubgraph(flags, context));
}

function deleteSubgraph(flags: DeleteFlags, context: CliContext): Promise<void> {
  const { name, dryRun = false } = flags;
  return answerFromRegistry(flags, context, async (registry) => {
    const input = { name, dryRun, ...approvalOf(flags) };
    if (!dryRun) await confirm(`Delete ${name} from ${registry.config.url}?`, flags.confirm === true, context);
    const { result } = await registry.ask<{ result: PublishResult }>(DELETE_SUBGRAPH, { input });
    return publishAnswer({ deed: dryRun ? 'dry run of delete' : 'delete', subgraph: name, result, sent: null });
  });
}
