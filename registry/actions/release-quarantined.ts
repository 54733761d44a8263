import type { Turn } from '../composition/composer.js';
import { readDocument } from '../store/documents.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { change } from '../store/store.js';
import { noteDone } from './audited.js';
import type { ActionContext, Desk } from './context.js';
import { enliven } from './store-version.js';
import { weigh } from './weigh.js';

const running = new WeakMap<object, Promise<void>>();

/** Weighs again, without being waited for, what did not compose before: another version may have been what it lacked. */
export function releaseQuarantined(context: ActionContext): void {
  const { database, log } = context;
  const last = running.get(database) ?? Promise.resolve();
  const next = last
    .then(() => releaseAll(context))
    .catch((error: unknown) => log.error({ err: error }, 'Versions in quarantine could not be weighed again'));
  running.set(database, next);
}

/** Resolves when nothing is being weighed again. */
export async function quarantineSettled({ database }: Pick<Desk, 'database'>): Promise<void> {
  await running.get(database);
}

async function releaseAll(context: ActionContext): Promise<void> {
  const { manager } = context.database.read;
  const waiting = await manager.findBy(SubgraphVersion, { status: 'QUARANTINED', outcome: 'QUARANTINED' });
  for (const version of waiting) {
    const subgraph = await manager.findOneByOrFail(Subgraph, { name: version.subgraph });
    const isLive = await context.composer
      .inTurn(subgraph.partner, (turn) => release(context, turn, { version, subgraph }))
      .catch((error: unknown) => {
        // One that takes too long, for example, goes on waiting, and holds up no other.
        const { subgraph: name, number } = version;
        context.log.error({ err: error, subgraph: name, version: number }, 'A version could not be weighed again');
        return false;
      });
    // It may be what those before it lacked.
    if (isLive) return releaseAll(context);
  }
}

interface Waiting {
  readonly version: SubgraphVersion;
  readonly subgraph: Subgraph;
}

async function release(context: ActionContext, turn: Turn, { version, subgraph }: Waiting): Promise<boolean> {
  const { manager } = context.database.read;
  const { name, partner } = subgraph;
  const sdl = await readDocument(manager, version.sdlHash);
  const source = { name, url: version.routingUrl, sdl };
  const weighed = await weigh(context.database, turn, { partner, name, source, approval: null });
  if (weighed.outcome !== 'LIVE') return false;
  const isLive = await change(context.database, async (writer, state) => {
    const present = await writer.findOneBy(SubgraphVersion, { subgraph: name, number: version.number });
    if (state.revision !== weighed.live.revision || present?.status !== 'QUARANTINED') return false;
    await enliven(writer, state, { version, weighed, partner });
    const deed = { action: 'releaseQuarantined', subject: name };
    await noteDone(writer, context, deed, `Version ${version.number} composes now, and is live`);
    return true;
  });
  if (isLive) context.onLive();
  return isLive;
}
