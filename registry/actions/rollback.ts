import { refuse } from '../errors.js';
import { readDocument } from '../store/documents.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { Supergraph, SupergraphMember } from '../store/entities/supergraph.js';
import { change } from '../store/store.js';
import { announceRollback } from './announcements.js';
import { audited, noteDone } from './audited.js';
import { assertOperator } from './caller.js';
import { ownSubgraph } from './check-version.js';
import type { ActionContext } from './context.js';
import { releaseSupergraph, setLive } from './go-live.js';
import type { PublishResult } from './publish-result.js';
import { publishSubgraph } from './publish-subgraph.js';
import type { Leave } from './leave.js';

export interface RollbackInput {
  readonly name: string;
  readonly version?: number | null;
  readonly approval?: Leave | null;
}

/** Publishes an earlier version of a subgraph again, as a new one: the one that was live before unless another is named. */
export async function rollbackSubgraph(context: ActionContext, input: RollbackInput): Promise<PublishResult> {
  const deed = { action: 'rollbackSubgraph', subject: input.name };
  const earlier = await audited(context, deed, () => earlierVersion(context, input));
  const sdl = await readDocument(context.database.read.manager, earlier.sdlHash);
  const { routingUrl, number } = earlier;
  const approval = input.approval ?? null;
  const { name } = input;
  const result = await publishSubgraph(context, { name, sdl, routingUrl, note: `Version ${number} again`, approval });
  if (result.changed && result.outcome === 'LIVE') await announceReturn(context, name, number);
  return result;
}

async function announceReturn({ database, caller }: ActionContext, name: string, number: number): Promise<void> {
  await change(database, async (manager) => {
    const { partner, live } = await manager.findOneByOrFail(Subgraph, { name });
    await announceRollback(manager, partner, { subgraph: name, version: live, as: number, by: caller.actor });
  });
}

/** Makes an earlier supergraph live again, under a new serial number. Subgraphs that came later go, those deleted come back. */
export function rollbackSupergraph(context: ActionContext, serial: number): Promise<Supergraph> {
  const deed = { action: 'rollbackSupergraph', subject: String(serial) };
  return audited(context, deed, async () => {
    assertOperator(context.caller);
    const live = await change(context.database, async (manager, state) => {
      const earlier = await manager.findOneBy(Supergraph, { serial });
      if (!earlier) throw refuse('NOT_FOUND', `there is no supergraph ${serial}`);
      const members = await manager.findBy(SupergraphMember, { serial });
      for (const { name } of await manager.find(Subgraph)) {
        const member = members.find(({ subgraph }) => subgraph === name);
        await setLive(manager, name, member?.version ?? null);
        if (member) await manager.update(Subgraph, { name }, { deletedAt: null });
      }
      const sdl = await readDocument(manager, earlier.sdlHash);
      const cause = `${serial} was made live again`;
      await releaseSupergraph(manager, state, { sdl, cause, createdBy: context.caller.actor });
      await noteDone(manager, context, deed, `As ${state.serial}`);
      await announceRollback(manager, null, { serial: state.serial, as: serial, by: context.caller.actor });
      return manager.findOneByOrFail(Supergraph, { serial: state.serial });
    });
    context.onLive();
    return live;
  });
}

async function earlierVersion(context: ActionContext, { name, version }: RollbackInput): Promise<SubgraphVersion> {
  const subgraph = await ownSubgraph(context, name);
  const earlier = await context.database.read.manager.findOne(SubgraphVersion, {
    where: { subgraph: subgraph.name, ...(version ? { number: version } : { status: 'RETIRED' }) },
    order: { number: 'DESC' },
  });
  if (earlier) return earlier;
  throw refuse(
    'NOT_FOUND',
    version ? `there is no version ${version} of ${name}` : 'no version was live before this one',
  );
}
