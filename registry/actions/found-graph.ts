import type { EntityManager } from 'typeorm';
import { putDocument } from '../store/documents.js';
import { Partner } from '../store/entities/partner.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { change } from '../store/store.js';
import { audit } from '../store/audit.js';
import type { Desk } from './context.js';
import { releaseSupergraph } from './go-live.js';

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
 * what belongs to whom.
 */
export function foundGraph({ database, onLive }: Desk, founding: () => FoundedGraph): Promise<void> {
  return change(database, async (manager, state) => {
    if (state.serial > 0 || (await manager.exists(Subgraph))) return;
    const { sdl, subgraphs } = founding();
    for (const subgraph of subgraphs) await found(manager, subgraph);
    await releaseSupergraph(manager, state, { sdl, cause: 'The graph was founded', createdBy: ACTOR });
    await audit(manager, {
      partner: '',
      actor: ACTOR,
      action: 'foundGraph',
      subject: subgraphs.map(({ name }) => name).join(', '),
      outcome: 'DONE',
      code: null,
      detail: 'The registry was empty',
    });
    onLive();
  });
}

async function found(manager: EntityManager, { name, partner, url, sdl }: FoundedSubgraph): Promise<void> {
  const now = new Date();
  if (!(await manager.existsBy(Partner, { name: partner.name })))
    await manager.insert(Partner, { ...partner, createdAt: now });
  await manager.insert(Subgraph, { name, partner: partner.name, newest: 1, live: 1, createdAt: now, deletedAt: null });
  await manager.insert(SubgraphVersion, {
    subgraph: name,
    number: 1,
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
}
