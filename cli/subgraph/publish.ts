import type { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import type { CliContext } from '../context.js';
import type { PublishResult } from '../registry-client/answers.js';
import { PUBLISH_SUBGRAPH } from '../registry-client/operations.js';
import { answerFromRegistry } from '../registry-client/registry-verb.js';
import { publishAnswer } from '../report/publish-report.js';
import { approvalOf, withApprovalOptions, type ApprovalFlags } from './approval.js';
import { readVersion, versionVerb, type VersionFlags } from './version-options.js';

interface PublishFlags extends VersionFlags, ApprovalFlags {
  readonly note?: string;
  readonly requestId?: string;
}

/** `joinery subgraph publish`: a version, live when it may be. The exit code says what became of it. */
export function addPublish(subgraph: Command, context: CliContext): void {
  const description = 'publish a version; exit code 0 live, 2 stored but not live, 3 refused, 4 breaking';
  withApprovalOptions(versionVerb(subgraph, 'publish', description))
    .option('--note <text>', 'what to remember of it, for example a commit')
    .option('--request-id <id>', 'the same in every attempt of one pipeline: it is published once')
    .action((_graphRef: string | undefined, flags: PublishFlags) => publish(flags, context));
}

function publish(flags: PublishFlags, context: CliContext): Promise<void> {
  return answerFromRegistry(flags, context, async (registry) => {
    const { input: version, sent } = await readVersion(flags, context);
    const note = flags.note === undefined ? {} : { note: flags.note };
    const input = { ...version, ...note, ...approvalOf(flags), requestId: flags.requestId ?? randomUUID() };
    const { result } = await registry.askAgain<{ result: PublishResult }>(PUBLISH_SUBGRAPH, { input });
    return publishAnswer({ deed: 'publish', subgraph: flags.name, result, sent });
  });
}
