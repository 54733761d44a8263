import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { confirm } from '../output/confirm.js';
import { wholeNumber } from '../output/whole-number.js';
import type { PublishResult } from '../registry-client/answers.js';
import { ROLLBACK_SUBGRAPH } from '../registry-client/operations.js';
import { answerFromRegistry, registryVerb, type RegistryFlags } from '../registry-client/registry-verb.js';
import { publishAnswer } from '../report/publish-report.js';
import { approvalOf, withApprovalOptions, type ApprovalFlags } from './approval.js';

interface RollbackFlags extends RegistryFlags, ApprovalFlags {
  readonly name: string;
  readonly version?: number;
  readonly confirm?: boolean;
}

/** `joinery subgraph rollback`: publishes an earlier version of a subgraph again, as a new one. */
export function addRollbackOfSubgraph(subgraph: Command, context: CliContext): void {
  withApprovalOptions(registryVerb(subgraph, 'rollback', 'publish an earlier version again; exit codes as of publish'))
    .requiredOption('--name <subgraph>', 'name of the subgraph')
    .option('--version <number>', 'which version (default: the one that was live before)', wholeNumber)
    .option('--confirm', 'do it without being asked')
    .action((flags: RollbackFlags) => rollback(flags, context));
}

function rollback(flags: RollbackFlags, context: CliContext): Promise<void> {
  const { name, version } = flags;
  return answerFromRegistry(flags, context, async (registry) => {
    const input = { name, ...(version === undefined ? {} : { version }), ...approvalOf(flags) };
    const what = version === undefined ? 'the version before' : `version ${version}`;
    await confirm(`Publish ${what} of ${name} again to ${registry.config.url}?`, flags.confirm === true, context);
    const { result } = await registry.ask<{ result: PublishResult }>(ROLLBACK_SUBGRAPH, { input });
    return publishAnswer({ deed: 'rollback', subgraph: name, result, sent: null });
  });
}
