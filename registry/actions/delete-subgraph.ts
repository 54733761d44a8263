import type { Turn } from '../composition/composer.js';
import { refuse } from '../errors.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { change } from '../store/store.js';
import { audited, noteDone, noteRefused } from './audited.js';
import { ownSubgraph } from './check-version.js';
import type { ActionContext } from './context.js';
import { passOwnership, releaseSupergraph, setLive } from './go-live.js';
import type { PublishResult } from './publish-result.js';
import { checkLeave } from './approvals.js';
import { refusal } from './publish-subgraph.js';
import { rememberApproval } from './store-version.js';
import type { Leave } from './leave.js';
import { weigh, type Weighed } from './weigh.js';
import { changesOf } from './weigh-contracts.js';

export interface DeleteInput {
  readonly name: string;
  readonly dryRun: boolean;
  readonly approval?: Leave | null;
}

const ATTEMPTS_MAX = 200;

/** Takes a subgraph out of the graph, unless the others do not compose without it or clients would lose something. */
export function deleteSubgraph(context: ActionContext, input: DeleteInput): Promise<PublishResult> {
  const deed = { action: 'deleteSubgraph', subject: input.name };
  return audited(context, deed, async () => {
    if (input.approval) checkLeave(input.approval);
    const subgraph = await ownSubgraph(context, input.name);
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const result = await context.composer.inTurn(subgraph.partner, (turn) =>
        attemptDelete(context, turn, { subgraph, input }),
      );
      if (result !== 'overtaken') return result;
    }
    throw refuse('REGISTRY_BUSY', 'too much was published meanwhile. Try again');
  });
}

async function attemptDelete(
  context: ActionContext,
  turn: Turn,
  { subgraph, input }: { readonly subgraph: Subgraph; readonly input: DeleteInput },
): Promise<PublishResult | 'overtaken'> {
  const { name, partner } = subgraph;
  const approval = input.approval ?? null;
  const weighed = await weigh(context.database, turn, { partner, name, source: null, approval });
  const { outcome, findings, composed } = weighed;
  const result = { outcome, changed: false, version: null, findings, changes: changesOf(composed) };
  if (input.dryRun) return result;
  if (outcome !== 'LIVE') {
    await noteRefused(context, { action: 'deleteSubgraph', subject: name }, refusal(findings));
    return result;
  }
  return (await remove(context, subgraph, { weighed, approval })) ? { ...result, changed: true } : 'overtaken';
}

async function remove(
  context: ActionContext,
  { name, partner }: Subgraph,
  { weighed, approval }: { readonly weighed: Weighed; readonly approval: Leave | null },
): Promise<boolean> {
  const isDone = await change(context.database, async (manager, state) => {
    if (state.revision !== weighed.live.revision) return false;
    await setLive(manager, name, null);
    await manager.update(SubgraphVersion, { subgraph: name, status: 'QUARANTINED' }, { status: 'OVERTAKEN' });
    await manager.update(Subgraph, { name }, { deletedAt: new Date() });
    await passOwnership(manager, partner, weighed.composed);
    const { sdl, contracts } = weighed.composed;
    if (sdl === null) throw refuse('CONFLICT', `${name} is the last subgraph, and there is no graph without one`);
    await releaseSupergraph(manager, state, {
      sdl,
      contracts,
      cause: `${name} was deleted`,
      createdBy: context.caller.actor,
    });
    if (approval) await rememberApproval(manager, state, { version: { subgraph: name }, weighed, approval });
    await noteDone(manager, context, { action: 'deleteSubgraph', subject: name }, 'It was live before');
    return true;
  });
  if (isDone) context.onLive();
  return isDone;
}
