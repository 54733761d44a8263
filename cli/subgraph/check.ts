import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import type { PublishResult } from '../registry-client/answers.js';
import { CHECK_SUBGRAPH } from '../registry-client/operations.js';
import { answerFromRegistry } from '../registry-client/registry-verb.js';
import { publishAnswer } from '../report/publish-report.js';
import { readVersion, versionVerb, type VersionFlags } from './version-options.js';

/** `joinery subgraph check`: what publishing a version would do; nothing is stored. */
export function addCheck(subgraph: Command, context: CliContext): void {
  versionVerb(subgraph, 'check', 'tell what publishing would do; exit codes as of publish').action(
    (_graphRef: string | undefined, flags: VersionFlags) => check(flags, context),
  );
}

function check(flags: VersionFlags, context: CliContext): Promise<void> {
  return answerFromRegistry(flags, context, async (registry) => {
    const { input, sent } = await readVersion(flags, context);
    const { result } = await registry.askAgain<{ result: PublishResult }>(CHECK_SUBGRAPH, { input });
    return publishAnswer({ deed: 'check', subgraph: flags.name, result, sent });
  });
}
