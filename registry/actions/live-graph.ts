import { In, type EntityManager } from 'typeorm';
import type { SubgraphSource } from '../composition/messages.js';
import { readDocument } from '../store/documents.js';
import { SubgraphVersion } from '../store/entities/subgraph-version.js';
import { Subgraph } from '../store/entities/subgraph.js';
import { Supergraph } from '../store/entities/supergraph.js';
import { readState } from '../store/store.js';

/** A subgraph with its live version. */
export interface LiveSubgraph extends SubgraphSource {
  readonly partner: string;
  readonly version: number;
}

/** All that is live at a moment. */
export interface LiveGraph {
  /** Another number when any of this, or what ownership depends on, has changed. */
  readonly revision: number;
  /** 0 when nothing was ever live. */
  readonly serial: number;
  readonly sdl: string | null;
  /** By name. */
  readonly subgraphs: readonly LiveSubgraph[];
}

/** Reads what is live. */
export async function readLiveGraph(manager: EntityManager): Promise<LiveGraph> {
  const { revision, serial } = await readState(manager);
  const supergraph = serial === 0 ? null : await manager.findOneByOrFail(Supergraph, { serial });
  const rows = (await manager.find(Subgraph, { order: { name: 'ASC' } })).filter(({ live }) => live !== null);
  const versions = await manager.findBy(SubgraphVersion, {
    subgraph: In(rows.map(({ name }) => name)),
    status: 'LIVE',
  });
  const subgraphs: LiveSubgraph[] = [];
  for (const { name, partner, live } of rows) {
    const version = versions.find(({ subgraph, number }) => subgraph === name && number === live)!;
    const sdl = await readDocument(manager, version.sdlHash);
    subgraphs.push({ name, partner, version: version.number, url: version.routingUrl, sdl });
  }
  return { revision, serial, sdl: supergraph && (await readDocument(manager, supergraph.sdlHash)), subgraphs };
}
