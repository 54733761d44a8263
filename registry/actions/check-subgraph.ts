import { audited } from './audited.js';
import { checkVersion, type VersionInput } from './check-version.js';
import type { ActionContext } from './context.js';
import type { PublishResult } from './publish-result.js';
import { weigh } from './weigh.js';
import { changesOf } from './weigh-contracts.js';

/** Tells what publishing a version would do. Nothing is stored, and no publish waits for it. */
export function checkSubgraph(context: ActionContext, input: VersionInput): Promise<PublishResult> {
  return audited(context, { action: 'checkSubgraph', subject: input.name }, async () => {
    const { name, partner, url, sdl } = await checkVersion(context, input, ['CHECK', 'PUBLISH']);
    const proposal = { partner, name, source: { name, url, sdl }, approval: null };
    const { outcome, findings, composed } = await context.composer.inTurn(partner, (turn) =>
      weigh(context.database, turn, proposal),
    );
    return { outcome, changed: false, version: null, findings, changes: changesOf(composed) };
  });
}
