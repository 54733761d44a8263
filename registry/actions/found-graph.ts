import type { EntityManager } from 'typeorm';
import { hashOf, putDocument } from '../store/documents.js';
import { Grant } from '../store/entities/grant.js';
import { Ownership } from '../store/entities/ownership.js';
import { Partner } from '../store/entities/partner.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { Supergraph } from '../store/entities/supergraph.js';
import { change } from '../store/store.js';
import { audit } from '../store/audit.js';
import type { Desk } from './context.js';
import { releaseSupergraph, setLive } from './go-live.js';

/** What an empty registry begins with: subgraphs that are known to compose, and what they compose to. */
export interface FoundedGraph {
  readonly sdl: string;
  readonly subgraphs: readonly FoundedSubgraph[];
}

export interface FoundedSubgraph {
  readonly name: string;
  readonly partner: { readonly name: string; readonly title: string };
  readonly url: string;
  readonly sdl: string;
}

const ACTOR = 'registry';

/**
 * Gives an empty registry a graph, without composing it: that would hold up the first start. `settleOwnership` finds out
 * what belongs to whom. Also when there is another graph to begin with, and nobody has published anything yet.
 */
export function foundGraph({ database, onLive }: Desk, founding: () => FoundedGraph): Promise<void> {
  return change(database, async (manager, state) => {
    const present = await manager.findOneBy(Supergraph, { serial: state.serial });
    if (present ? present.createdBy !== ACTOR : await manager.exists(Subgraph)) return;
    const { sdl, subgraphs } = founding();
    if (present?.sdlHash === hashOf(sdl)) return;
    // What belongs to whom is found out anew.
    await manager.clear(Ownership);
    await manager.delete(Grant, { createdBy: ACTOR });
    // Each a moment after the one before: who was first is who owns what several define.
    const now = Date.now();
    for (const [i, subgraph] of subgraphs.entries()) await found(manager, subgraph, new Date(now + i));
    await releaseSupergraph(manager, state, { sdl, cause: 'The graph was founded', createdBy: ACTOR });
    await audit(manager, {
      partner: '',
      actor: ACTOR,
      action: 'foundGraph',
      subject: subgraphs.map(({ name }) => name).join(', '),
      outcome: 'DONE',
      code: null,
      detail: present ? 'Nothing but an earlier founding was live' : 'The registry was empty',
    });
    onLive();
  });
}

async function found(manager: EntityManager, { name, partner, url, sdl }: FoundedSubgraph, now: Date): Promise<void> {
  if (!(await manager.existsBy(Partner, { name: partner.name }))) {
    await manager.insert(Partner, { ...partner, createdAt: now });
  }
  const number = ((await manager.findOneBy(Subgraph, { name }))?.newest ?? 0) + 1;
  await manager.save(Subgraph, {
    name,
    partner: partner.name,
    newest: number,
    live: null,
    createdAt: now,
    deletedAt: null,
  });
  await manager.insert(SubgraphVersion, {
    subgraph: name,
    number,
    status: 'LIVE',
    outcome: 'LIVE',
    sdlHash: await putDocument(manager, sdl),
    routingUrl: url,
    findingsHash: await putDocument(manager, '[]'),
    publishedAt: now,
    publishedBy: ACTOR,
    note: null,
    requestId: null,
  });
  await setLive(manager, name, number);
}
