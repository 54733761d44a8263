import type { EntityManager } from 'typeorm';
import type { Database } from '../../kit/database/database.js';
import type { Turn } from '../composition/composer.js';
import type { Claimed, SubgraphSource } from '../composition/messages.js';
import { Grant } from '../store/entities/grant.js';
import { Ownership } from '../store/entities/ownership.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { claim, ownersOf } from '../store/owners.js';
import { change, raiseRevision } from '../store/store.js';
import type { Desk } from './context.js';
import { readLiveGraph, type LiveGraph } from './live-graph.js';
import { newId } from './secrets.js';
import { foreignUses } from './weigh-ownership.js';

const settled = new WeakSet<object>();

/**
 * Finds out what belongs to whom in a graph that was founded: each type and field belongs to the first subgraph, in the
 * order of the founding, that defines it, and what the others do to it is granted. Done when it is first needed, since
 * reading all schemas would hold up the first start.
 */
export async function settleOwnership(database: Database, turn: Turn): Promise<void> {
  if (settled.has(database)) return;
  const { manager } = database.read;
  const live = await readLiveGraph(manager);
  if (live.serial > 0 && !(await manager.exists(Ownership))) {
    const claimed = await turn.claims(await inOrderOfFounding(manager, live));
    await change(database, async (writer, state) => {
      if (await writer.exists(Ownership)) return;
      for (const { name, claims } of claimed) await claim(writer, partnerOf(live, name), claims);
      for (const one of claimed) await grantPresentUses(writer, live, one);
      await raiseRevision(writer, state);
    });
  }
  if (live.serial > 0) settled.add(database);
}

async function inOrderOfFounding(manager: EntityManager, { subgraphs }: LiveGraph): Promise<SubgraphSource[]> {
  const founded = await manager.find(Subgraph, { order: { createdAt: 'ASC', name: 'ASC' } });
  return founded
    .flatMap((first) => subgraphs.filter(({ name }) => name === first.name))
    .map(({ name, url, sdl }) => ({ name, url, sdl }));
}

/** As `settleOwnership`, in a turn of its own, and at once where it is done. */
export async function settleFirst({ database, composer }: Pick<Desk, 'database' | 'composer'>): Promise<void> {
  if (!settled.has(database)) await composer.inTurn('ownership', (turn) => settleOwnership(database, turn));
}

async function grantPresentUses(manager: EntityManager, live: LiveGraph, { name, uses }: Claimed): Promise<void> {
  const partner = partnerOf(live, name);
  const owners = await ownersOf(
    manager,
    uses.map(({ coordinate }) => coordinate),
  );
  const partners = new Map(live.subgraphs.map((subgraph) => [subgraph.name, subgraph.partner]));
  const foreign = foreignUses({ partner, uses, owners, partners, grants: [] });
  const distinct = new Map(foreign.map(({ act, coordinate }) => [`${act} ${coordinate}`, { act, coordinate }]));
  const now = new Date();
  for (const { act, coordinate } of distinct.values()) {
    await manager.insert(Grant, {
      id: newId(),
      coordinate,
      act,
      owner: owners.get(coordinate)!,
      grantee: partner,
      status: 'APPROVED',
      reason: 'So it was when the graph was founded',
      answer: null,
      createdAt: now,
      createdBy: 'registry',
      decidedAt: now,
      decidedBy: 'registry',
      expiresAt: null,
    });
  }
}

function partnerOf({ subgraphs }: LiveGraph, name: string): string {
  return subgraphs.find((subgraph) => subgraph.name === name)!.partner;
}
